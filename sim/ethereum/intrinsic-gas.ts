/**
 * What a message costs before its first instruction: the base fee, its data (EIP-2028), a creation's surcharge (EIP-2)
 * and init code words (EIP-3860), access lists (EIP-2930), authorizations (EIP-7702), and the floor that EIP-7623 sets
 * under the whole. The library computes them from its transactions; this wraps it for messages that are none.
 */
import type { Common } from '@ethereumjs/common';
import { createLegacyTx, getCalldataFloorGas, type TypedTransaction } from '@ethereumjs/tx';
import type { Hex } from '../units.ts';
import { hexToBytes } from './hex.ts';

export interface MessageGas {
  readonly intrinsic: bigint;
  /** EIP-7623: the least that is charged in all; 0 before Prague. */
  readonly floor: bigint;
}

export const transactionGas = (envelope: TypedTransaction): MessageGas => ({
  intrinsic: envelope.getIntrinsicGas(),
  floor: getCalldataFloorGas(envelope),
});

/** As an unsigned legacy transaction with this target and data would be charged. */
export const messageGas = (to: Hex | undefined, data: Hex, common: Common): MessageGas => {
  const target = to === undefined ? {} : { to };
  const options = { common, freeze: false, allowUnlimitedInitCodeSize: true };
  return transactionGas(createLegacyTx({ ...target, data: hexToBytes(data) }, options));
};
