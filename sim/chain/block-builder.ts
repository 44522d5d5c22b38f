/**
 * Fills an open block from an ordering, as geth's miner does: a transaction goes in only if its gas limit (not what it
 * will use) fits into the gas that is left; one that does not fit is passed over with its sender, for the next block.
 * What the engine calls invalid is passed over likewise and handed back, for the pool to drop.
 */
import type { InvalidReason, OpenBlock } from '../engine/engine.ts';
import type { Transaction } from '../ethereum/transaction.ts';
import type { Ordering } from './ordering.ts';

export interface InvalidTransaction {
  readonly transaction: Transaction;
  readonly reason: InvalidReason;
}

/** Executes as many transactions as fit. Returns those that turned out to be invalid. */
export const fillBlock = async (
  block: OpenBlock,
  gasLimit: bigint,
  ordering: Ordering,
): Promise<InvalidTransaction[]> => {
  const invalid: InvalidTransaction[] = [];
  for (let next = ordering.peek(); next !== undefined; next = ordering.peek()) {
    const { transaction } = next;
    const gasLeft = gasLimit - block.gasUsed;
    if (gasLeft < ordering.leastGasLimit()) break;
    if (transaction.gasLimit > gasLeft) {
      ordering.skipSender();
      continue;
    }
    const execution = await block.execute(transaction);
    if (execution.kind === 'executed') ordering.take();
    else {
      invalid.push({ transaction, reason: execution.reason });
      ordering.skipSender();
    }
  }
  return invalid;
};
