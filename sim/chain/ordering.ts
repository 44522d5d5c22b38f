/**
 * Which waiting transaction comes next into a block: the highest effective tip at the block's base fee (EIP-1559), or
 * the highest gas price where there is no base fee; a sender's own in order of nonce; equal offers in order of arrival.
 * A transaction whose highest price is below the base fee is not eligible, nor are those of its sender behind it.
 *
 * A heap over the senders' first transactions, made for one block, as geth's `transactionsByPriceAndNonce`: linear in
 * the senders that wait, then logarithmic for each transaction taken.
 */
import { createHeap } from './heap.ts';
import type { PooledTransaction } from './pooled-transaction.ts';
import type { SenderLane } from './sender-lane.ts';

export interface Ordering {
  /** The best one; undefined when nothing eligible is left. */
  peek(): PooledTransaction | undefined;
  /** The best one is taken: its sender's next one enters. */
  take(): void;
  /** The best one is passed over, and with it its sender, for the rest of this block. */
  skipSender(): void;
  /** No eligible transaction asks for less gas than this. */
  leastGasLimit(): bigint;
}

interface Candidate {
  readonly lane: SenderLane;
  readonly index: number;
  readonly pooled: PooledTransaction;
  readonly offerWei: number;
}

/** What the block's producer earns per gas: the tip, as far as the highest price leaves room for it. */
const offerWei = ({ maxFeeWei, tipWei }: PooledTransaction, baseFeeWei: number): number =>
  Math.min(tipWei, maxFeeWei - baseFeeWei);

const isBetter = (a: Candidate, b: Candidate): boolean =>
  a.offerWei !== b.offerWei ? a.offerWei > b.offerWei : a.pooled.sequence < b.pooled.sequence;

/** `baseFeePerGasWei` undefined: a block before London, where the whole gas price is the producer's. */
export const createOrdering = (
  lanes: Iterable<SenderLane>,
  baseFeePerGasWei: bigint | undefined,
): Ordering => {
  const baseFeeWei = Number(baseFeePerGasWei ?? 0n);
  let leastGasLimit: bigint | undefined;

  const candidate = (lane: SenderLane, index: number): Candidate | undefined => {
    const pooled = lane.pendingAt(index);
    if (pooled === undefined || pooled.maxFeeWei < baseFeeWei) return undefined;
    const { gasLimit } = pooled.transaction;
    if (leastGasLimit === undefined || gasLimit < leastGasLimit) leastGasLimit = gasLimit;
    return { lane, index, pooled, offerWei: offerWei(pooled, baseFeeWei) };
  };

  const first: Candidate[] = [];
  for (const lane of lanes) {
    const entry = candidate(lane, 0);
    if (entry !== undefined) first.push(entry);
  }
  const heap = createHeap(isBetter, first);

  return {
    peek: () => heap.peek()?.pooled,
    take: () => {
      const top = heap.peek();
      const next = top && candidate(top.lane, top.index + 1);
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
