import type { Transaction } from '../ethereum/transaction.ts';
import type { BackgroundTransaction } from './background.ts';

/** Whatever waits for a place, ours or others': the latter have no transaction. */
export type Offer = PooledTransaction | PooledBackground;

/** A transaction that waits, with what ordering and eviction ask for again and again. */
export interface PooledTransaction {
  readonly transaction: Transaction;
  /** Arrival order at this node: ties are served first come, first served. */
  readonly sequence: number;
  /** The fees as doubles, exact below 2^53 wei (9 million gwei). */
  readonly maxFeeWei: number;
  readonly tipWei: number;
  /** What it can cost its sender at most: gas limit × highest price + value. */
  readonly costWei: bigint;
}

/** Another's that waits: nothing but an offer for gas. */
export interface PooledBackground {
  /** What tells it from one of ours. */
  readonly transaction: undefined;
  readonly background: BackgroundTransaction;
  readonly sequence: number;
  readonly maxFeeWei: number;
  readonly tipWei: number;
}

/** What it asks of a block: others' transactions use all of it. */
export const gasLimitOf = (offer: Offer): bigint =>
  offer.transaction === undefined ? offer.background.gas : offer.transaction.gasLimit;

export const pooledTransaction = (transaction: Transaction, sequence: number): PooledTransaction => ({
  transaction,
  sequence,
  maxFeeWei: Number(transaction.maxFeePerGasWei),
  tipWei: Number(transaction.maxPriorityFeePerGasWei),
  costWei: transaction.gasLimit * transaction.maxFeePerGasWei + transaction.valueWei,
});
