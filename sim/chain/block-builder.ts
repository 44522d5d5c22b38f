/**
 * Fills an open block from an ordering, as geth's miner does: a transaction goes in only if its gas limit (not what it
 * will use) fits into the gas that is left; one that does not fit is passed over with its sender, for the next block.
 * What the engine calls invalid is passed over likewise and handed back, for the pool to drop. Of others' transactions the
 * block gets the gas alone.
 */
import type { InvalidReason, OpenBlock } from '../engine/engine.ts';
import type { Transaction } from '../ethereum/transaction.ts';
import type { BackgroundTransaction } from '../pool/background.ts';
import type { Ordering } from '../pool/ordering.ts';
import { gasLimitOf } from '../pool/pooled-transaction.ts';

export interface Filling {
  /** Those that turned out to be invalid. */
  readonly invalid: readonly InvalidTransaction[];
  /** Those of others that the block has gas of. */
  readonly background: readonly BackgroundTransaction[];
}

export interface InvalidTransaction {
  readonly transaction: Transaction;
  readonly reason: InvalidReason;
}

/** Executes as many transactions as fit. */
export const fillBlock = async (block: OpenBlock, gasLimit: bigint, ordering: Ordering): Promise<Filling> => {
  const invalid: InvalidTransaction[] = [];
  const background: BackgroundTransaction[] = [];
  for (let next = ordering.peek(); next !== undefined; next = ordering.peek()) {
    const gasLeft = gasLimit - block.gasUsed();
    if (gasLeft < ordering.leastGasLimit()) break;
    if (gasLimitOf(next) > gasLeft) {
      ordering.skipSender();
      continue;
    }
    if (next.transaction === undefined) {
      block.reserve(next.background.gas);
      background.push(next.background);
      ordering.take();
      continue;
    }
    const execution = await block.execute(next.transaction);
    if (execution.kind === 'executed') ordering.take();
    else {
      invalid.push({ transaction: next.transaction, reason: execution.reason });
      ordering.skipSender();
    }
  }
  return { invalid, background };
};
