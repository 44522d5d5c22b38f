import type { BlockEnvironment, SealedBlock } from '../ethereum/block.ts';
import type { Hardfork } from '../ethereum/hardfork.ts';
import type { Halt, Log, Receipt } from '../ethereum/receipt.ts';
import type { Transaction } from '../ethereum/transaction.ts';
import type { Address, Hex } from '../units.ts';

/**
 * The engine port: what the simulated chain executes on. A block environment and ordered transactions in; receipts,
 * gas and state out. The engine knows nothing of time, mempools or fees offered; it validates and executes.
 */
export interface Engine {
  readonly hardfork: Hardfork;
  readonly chainId: number;
  /** Gives an account its genesis balance. Allowed at any time before the account first appears on the chain. */
  fund(address: Address, balanceWei: bigint): void;
  /** Opens the block after the newest one. At most one block is open at a time. */
  openBlock(environment: BlockEnvironment): Promise<OpenBlock>;
  /** Executes a message against the newest sealed state and forgets its effects. */
  call(message: CallMessage): Promise<CallOutcome>;
  /** After the newest block, or after another sealed one that the engine still holds. */
  account(address: Address, blockHash?: Hex): AccountState;
  /** Undoes every block above `blockNumber`. Throws when the engine no longer holds their undo records. */
  rollback(blockNumber: number): Promise<void>;
  /**
   * Makes another sealed block the newest, as if only its branch had ever been executed. What was undone on the way can
   * be come back to. Throws when the engine no longer holds the block.
   */
  checkout(blockHash: Hex): Promise<void>;
  /** The Merkle root of the whole state, from scratch: costs time in proportion to the state. */
  stateRoot(): Promise<Hex>;
}

/** Methods only: V8 gives an object literal with a getter a hidden class of its own, which outlives the object by far. */
export interface OpenBlock {
  gasUsed(): bigint;
  execute(transaction: Transaction): Promise<Execution>;
  /** Gas that is used in this place of the block by transactions which nobody executes. */
  reserve(gas: bigint): void;
  seal(): Promise<SealedBlock>;
  /** As if the block had never been opened. */
  discard(): Promise<void>;
}

/** An invalid transaction may not be part of the block; the state is as before it. */
export type Execution =
  | { readonly kind: 'executed'; readonly receipt: Receipt }
  | { readonly kind: 'invalid'; readonly reason: InvalidReason; readonly message: string };

export type InvalidReason =
  | 'nonceTooLow'
  | 'nonceTooHigh'
  | 'insufficientFunds'
  | 'feeBelowBaseFee'
  | 'intrinsicGasTooLow'
  | 'blockGasLimitExceeded'
  | 'senderNotExternallyOwned'
  | 'other';

export interface AccountState {
  readonly nonce: number;
  readonly balanceWei: bigint;
}

export interface CallMessage {
  readonly from: Address;
  readonly to: Address | undefined;
  readonly data: Hex;
  readonly valueWei: bigint;
  /** Absent: the newest block's gas limit. */
  readonly gasLimit: bigint | undefined;
}

export interface CallOutcome {
  readonly status: 'success' | 'reverted';
  readonly returnData: Hex;
  /** As a transaction with this message would be charged: intrinsic gas included, refund deducted. */
  readonly gasUsed: bigint;
  /** The most gas that was needed at any moment, before the refund. */
  readonly gasBeforeRefund: bigint;
  readonly logs: readonly Log[];
  readonly halt: Halt | undefined;
}
