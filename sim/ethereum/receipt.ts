import type { Address, Hex } from '../units.ts';

/** What an executed transaction cost, in parts: intrinsic + execution − refund + floorAdjustment = gasUsed. */
export interface GasComponents {
  readonly intrinsic: bigint;
  readonly execution: bigint;
  /** What the refund counter gave back, after the cap of EIP-3529 (EIP-2200 before London). */
  readonly refund: bigint;
  /** What EIP-7623's calldata floor added; 0 before Prague. */
  readonly floorAdjustment: bigint;
}

/**
 * What a transaction left in storage: `first` when a slot went from zero to another value, `update` when slots that held
 * one changed and none was new, `none` otherwise. EIP-2200 prices the first two apart, as 20,000 and 5,000 gas.
 */
export type StorageWrite = 'first' | 'update' | 'none';

export interface Log {
  readonly address: Address;
  readonly topics: readonly Hex[];
  readonly data: Hex;
}

/** How an execution ended that did not succeed: a revert carries data, any other halt (out of gas, …) its name. */
export interface Halt {
  readonly kind: 'revert' | 'halt';
  /** The EVM's name of the halt, such as `out of gas`; `revert` for a revert. */
  readonly name: string;
  readonly data: Hex;
}

export interface Receipt {
  readonly status: 'success' | 'reverted';
  readonly gasUsed: bigint;
  readonly cumulativeGasUsed: bigint;
  readonly gas: GasComponents;
  readonly storageWrite: StorageWrite;
  readonly effectiveGasPriceWei: bigint;
  readonly logs: readonly Log[];
  readonly contractAddress: Address | undefined;
  readonly halt: Halt | undefined;
}
