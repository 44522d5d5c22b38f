import { RLP } from '@ethereumjs/rlp';
import { keccak256, keccak256Hex, sign } from '../ethereum/crypto.ts';
import { bytesToHex, hexToBytes } from '../ethereum/hex.ts';
import type { Address, Hex } from '../units.ts';

/**
 * From a transaction's fields to the signed bytes that a node accepts: a legacy transaction with replay protection
 * (EIP-155) for a legacy fee market, type 2 (EIP-1559 in the envelope of EIP-2718) otherwise. The list of fields is
 * encoded directly: the library's transaction objects validate every field at construction, once unsigned and once
 * signed, which the node does again on receipt anyway. The tests hold the bytes to the library's decoder.
 */
export interface UnsignedTransaction {
  readonly nonce: number;
  /** Undefined creates a contract. */
  readonly to: Address | undefined;
  readonly valueWei: bigint;
  readonly data: Hex;
  readonly gasLimit: bigint;
  /** The gas price in a legacy market. */
  readonly maxFeePerGasWei: bigint;
  /** Not part of a legacy transaction. */
  readonly maxPriorityFeePerGasWei: bigint;
}

export interface SignedTransaction {
  readonly raw: Uint8Array;
  readonly hash: Hex;
}

export type Signer = (tx: UnsignedTransaction, privateKey: Uint8Array) => SignedTransaction;

export const createSigner = (chain: {
  readonly chainId: number;
  readonly feeMarket: 'legacy' | 'eip1559';
}): Signer => (chain.feeMarket === 'legacy' ? legacySigner(chain.chainId) : feeMarketSigner(chain.chainId));

/** As wallets write a signature over a 32-byte hash, such as EIP-712's: r, s and v of 27 or 28, 65 bytes. */
export const signHash = (hash: Hex, privateKey: Uint8Array): Hex => {
  const { compact, recovery } = sign(hexToBytes(hash), privateKey);
  return `${bytesToHex(compact)}${(27 + recovery).toString(16)}` as Hex;
};

/** EIP-155 §Specification: sign (…, chainId, 0, 0) and put v = parity + 2·chainId + 35 in their place. */
const legacySigner = (chainId: number): Signer => {
  const protection = [integerBytes(BigInt(chainId)), empty, empty];
  return (tx, privateKey) => {
    const fields = [
      integerBytes(BigInt(tx.nonce)),
      integerBytes(tx.maxFeePerGasWei),
      integerBytes(tx.gasLimit),
      tx.to === undefined ? empty : hexToBytes(tx.to),
      integerBytes(tx.valueWei),
      hexToBytes(tx.data),
    ];
    const { compact, recovery } = sign(keccak256(RLP.encode([...fields, ...protection])), privateKey);
    const v = BigInt(recovery + 2 * chainId + 35);
    const raw = RLP.encode([...fields, integerBytes(v), ...scalars(compact)]);
    return { raw, hash: keccak256Hex(raw) };
  };
};

/** EIP-1559 §Specification: 0x02 ‖ rlp([chain_id, nonce, tip, cap, gas_limit, destination, amount, data, access_list, …]). */
const feeMarketSigner = (chainId: number): Signer => {
  const chainIdBytes = integerBytes(BigInt(chainId));
  return (tx, privateKey) => {
    const fields = [
      chainIdBytes,
      integerBytes(BigInt(tx.nonce)),
      integerBytes(tx.maxPriorityFeePerGasWei),
      integerBytes(tx.maxFeePerGasWei),
      integerBytes(tx.gasLimit),
      tx.to === undefined ? empty : hexToBytes(tx.to),
      integerBytes(tx.valueWei),
      hexToBytes(tx.data),
      noAccessList,
    ];
    const { compact, recovery } = sign(keccak256(typeTwo(RLP.encode(fields))), privateKey);
    const raw = typeTwo(RLP.encode([...fields, integerBytes(BigInt(recovery)), ...scalars(compact)]));
    return { raw, hash: keccak256Hex(raw) };
  };
};

const empty = new Uint8Array(0);
const noAccessList: Uint8Array[] = [];

const typeTwo = (payload: Uint8Array): Uint8Array => {
  const bytes = new Uint8Array(payload.length + 1);
  bytes[0] = 2;
  bytes.set(payload, 1);
  return bytes;
};

/** RLP's integers: big-endian without leading zeros, zero is the empty string (Yellow Paper, appendix B). */
const integerBytes = (value: bigint): Uint8Array => {
  if (value === 0n) return empty;
  const digits = value.toString(16);
  return Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, 'hex');
};

/** r and s, which are integers to RLP. */
const scalars = (compact: Uint8Array): readonly Uint8Array[] => [
  withoutLeadingZeros(compact.subarray(0, 32)),
  withoutLeadingZeros(compact.subarray(32)),
];

const withoutLeadingZeros = (bytes: Uint8Array): Uint8Array => {
  let start = 0;
  while (bytes[start] === 0) start += 1;
  return bytes.subarray(start);
};
