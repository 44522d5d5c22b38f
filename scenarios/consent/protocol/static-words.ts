/**
 * Values of one word each, as the ABI encodes them (Solidity's ABI specification, "uint<M>", "address" and "bytes<M>"): all that this protocol
 * hashes is made of these. A server encodes several times for each access, and a general encoder looks at types anew each time.
 */
import { bytesToHex, type Hex, keccak256 } from '../../../sim/index.ts';

export type WordValue = Hex | number | bigint;

/** 64 digits. Numbers are whole and not negative, hexadecimal values have at most 32 bytes. */
export const wordOf = (value: WordValue): string =>
  (typeof value === 'string' ? value.slice(2) : value.toString(16)).padStart(64, '0');

export const wordsOf = (values: readonly WordValue[]): Hex => `0x${values.map(wordOf).join('')}`;

export const hashOfHex = (hex: Hex): Hex => bytesToHex(keccak256(Buffer.from(hex.slice(2), 'hex')));
