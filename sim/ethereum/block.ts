import type { Address, Hex } from '../units.ts';
import type { Receipt } from './receipt.ts';
import type { Transaction } from './transaction.ts';

/** What a block's producer decides before any transaction runs. */
export interface BlockEnvironment {
  readonly number: number;
  readonly parentHash: Hex;
  readonly timestampS: bigint;
  readonly gasLimit: bigint;
  /** EIP-1559; undefined before London. */
  readonly baseFeePerGasWei: bigint | undefined;
  readonly beneficiary: Address;
  /** Proof of work's difficulty; 0 from Paris on. */
  readonly difficulty: bigint;
  /** EIP-4399's randomness; zero before Paris. */
  readonly prevRandao: Hex;
}

export interface IncludedTransaction {
  readonly transaction: Transaction;
  readonly receipt: Receipt;
}

/**
 * A block that became part of the chain. `hash` is the hash of its header with the fields that were not computed
 * (state, transactions, receipts and requests roots, bloom) at their empty values; `computeRoots` fills them in.
 */
export interface SealedBlock {
  readonly environment: BlockEnvironment;
  readonly hash: Hex;
  readonly gasUsed: bigint;
  readonly transactions: readonly IncludedTransaction[];
}
