import type { TypedTransaction } from '@ethereumjs/tx';
import type { Address, Hex } from '../units.ts';

/** A signed transaction as decoded from its bytes, with the sender that its signature proves. */
export interface Transaction {
  readonly raw: Uint8Array;
  readonly hash: Hex;
  readonly sender: Address;
  readonly nonce: number;
  readonly to: Address | undefined;
  readonly valueWei: bigint;
  readonly gasLimit: bigint;
  /** EIP-1559's cap; the gas price of a legacy transaction. */
  readonly maxFeePerGasWei: bigint;
  /** EIP-1559's tip; the gas price of a legacy transaction. */
  readonly maxPriorityFeePerGasWei: bigint;
  /** The library's own form, which the engine executes without decoding again. */
  readonly envelope: TypedTransaction;
}
