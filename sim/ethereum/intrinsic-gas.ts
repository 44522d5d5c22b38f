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
  const bytes = hexToBytes(data);
  const key = `${to === undefined ? 'creation' : 'call'}/${bytes.length}/${zeroCountOf(bytes)}`;
  const known = knownGas.get(common) ?? new Map<string, MessageGas>();
  knownGas.set(common, known);
  const gas = known.get(key) ?? computeGas(to, bytes, common);
  if (known.size < mostRemembered) known.set(key, gas);
  return gas;
};

/** All that the rules above look at is whether it is a creation, and how many of its bytes are zero. */
const knownGas = new WeakMap<Common, Map<string, MessageGas>>();
const mostRemembered = 10_000;

const zeroCountOf = (bytes: Uint8Array): number => {
  let count = 0;
  for (const byte of bytes) if (byte === 0) count += 1;
  return count;
};

const computeGas = (to: Hex | undefined, data: Uint8Array, common: Common): MessageGas => {
  const target = to === undefined ? {} : { to };
  const options = { common, freeze: false, allowUnlimitedInitCodeSize: true };
  return transactionGas(createLegacyTx({ ...target, data }, options));
};
