/**
 * Which waiting transaction comes next into a block: the highest effective tip at the block's base fee (EIP-1559), or
 * the highest gas price where there is no base fee; a sender's own in order of nonce; equal offers in order of arrival.
 * A transaction whose highest price is below the base fee is not eligible, nor are those of its sender behind it.
 *
 * A heap over the senders' first transactions, made for one block, as geth's `transactionsByPriceAndNonce`: linear in
 * the senders that wait, then logarithmic for each transaction taken. Other people's transactions compete by the same
 * rule; each is the only one of its sender.
 */
import { createHeap } from './heap.ts';
import { gasLimitOf, type Offer, type PooledBackground } from './pooled-transaction.ts';
import type { SenderLane } from './sender-lane.ts';

export interface Ordering {
  /** The best one; undefined when nothing eligible is left. */
  peek(): Offer | undefined;
  /** The best one is taken: its sender's next one enters. */
  take(): void;
  /** The best one is passed over, and with it its sender, for the rest of this block. */
  skipSender(): void;
  /** No eligible transaction asks for less gas than this. */
  leastGasLimit(): bigint;
}

/** What is asked of a sender's waiting transactions. */
export type Line = Pick<SenderLane, 'pendingAt'>;

interface Candidate {
  /** Undefined for others' transactions. */
  readonly line: Line | undefined;
  readonly index: number;
  readonly pooled: Offer;
  readonly offerWei: number;
}

/** What the block's producer earns per gas: the tip, as far as the highest price leaves room for it. */
const offerWei = ({ maxFeeWei, tipWei }: Offer, baseFeeWei: number): number =>
  Math.min(tipWei, maxFeeWei - baseFeeWei);

const isBetter = (a: Candidate, b: Candidate): boolean =>
  a.offerWei !== b.offerWei ? a.offerWei > b.offerWei : a.pooled.sequence < b.pooled.sequence;

/** `baseFeePerGasWei` undefined: a block before London, where the whole gas price is the producer's. */
export const createOrdering = (
  lines: Iterable<Line>,
  baseFeePerGasWei: bigint | undefined,
  crowd: Iterable<PooledBackground> = [],
): Ordering => {
  const baseFeeWei = Number(baseFeePerGasWei ?? 0n);
  let leastGasLimit: bigint | undefined;

  const candidate = (pooled: Offer | undefined, line?: Line, index = 0): Candidate | undefined => {
    if (pooled === undefined || pooled.maxFeeWei < baseFeeWei) return undefined;
    const gasLimit = gasLimitOf(pooled);
    if (leastGasLimit === undefined || gasLimit < leastGasLimit) leastGasLimit = gasLimit;
    return { line, index, pooled, offerWei: offerWei(pooled, baseFeeWei) };
  };

  const first: Candidate[] = [];
  const enter = (entry: Candidate | undefined): void => {
    if (entry !== undefined) first.push(entry);
  };
  for (const line of lines) enter(candidate(line.pendingAt(0), line));
  for (const pooled of crowd) enter(candidate(pooled));
  const heap = createHeap(isBetter, first);

  return {
    peek: () => heap.peek()?.pooled,
    take: () => {
      const { line, index } = heap.peek() ?? {};
      const next = line && candidate(line.pendingAt((index ?? 0) + 1), line, (index ?? 0) + 1);
      if (next === undefined) heap.pop();
      else heap.replaceTop(next);
    },
    skipSender: () => void heap.pop(),
    leastGasLimit: () => leastGasLimit ?? 0n,
  };
};

/** The same, ending after one transaction: for blocks of one. */
export const onlyFirst = (ordering: Ordering): Ordering => {
  let isOver = false;
  const end = (): void => {
    isOver = true;
  };
  return {
    peek: () => (isOver ? undefined : ordering.peek()),
    take: end,
    skipSender: end,
    leastGasLimit: ordering.leastGasLimit,
  };
};
