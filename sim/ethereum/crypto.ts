/**
 * Hashing and signatures: keccak-256 in WebAssembly, secp256k1 by libsecp256k1 as a native addon where it can load and
 * by @noble/curves where it cannot. Both give the same RFC 6979 signatures with low s (EIP-2) and the same recoveries,
 * so a result does not depend on which is in use; only its speed does.
 */
import { createRequire } from 'node:module';
import type { Address, Hex } from '../units.ts';
import { bytesToHex } from './hex.ts';

const require = createRequire(import.meta.url);
/** The bundle of this hash alone: the package's main module holds twenty more. */
const { createKeccak } = require('hash-wasm/dist/keccak.umd.min.js') as typeof import('hash-wasm');

/** A signature over a 32-byte hash: r and s as 64 bytes, and which of the possible public keys it belongs to. */
export interface Signature {
  readonly compact: Uint8Array;
  readonly recovery: number;
}

export interface SignatureLibrary {
  readonly name: 'secp256k1' | '@noble/curves';
  sign(hash: Uint8Array, privateKey: Uint8Array): Signature;
  /** The 64-byte public key that made the signature. Throws when there is none. */
  recover(hash: Uint8Array, signature: Signature): Uint8Array;
  /** The 64-byte public key (uncompressed, without its prefix). */
  publicKey(privateKey: Uint8Array): Uint8Array;
}

/** What the addon offers, as far as it is used here. */
interface Secp256k1Addon {
  ecdsaSign(hash: Uint8Array, privateKey: Uint8Array, options: object, output: Uint8Array): { recid: number };
  ecdsaRecover(
    signature: Uint8Array,
    recid: number,
    hash: Uint8Array,
    compressed: boolean,
    output: Uint8Array,
  ): Uint8Array;
  publicKeyCreate(privateKey: Uint8Array, compressed: boolean): Uint8Array;
}

/** SEC 1 §2.3.3: an uncompressed point starts with the byte 4. */
const withoutPrefix = (point: Uint8Array): Uint8Array => point.slice(1);

/** For the addon, which gives every short array that it is handed a buffer outside of the heap: these have theirs. */
const outsideHeap = (length: number): Uint8Array => new Uint8Array(new ArrayBuffer(length));

/** `to`, which must be as long: what an earlier call left there may not become part of this one. */
const copied = (from: Uint8Array, to: Uint8Array): Uint8Array => {
  if (from.length !== to.length) throw new RangeError(`expected ${to.length} bytes, received ${from.length}`);
  to.set(from);
  return to;
};

const fromAddon = (addon: Secp256k1Addon): SignatureLibrary => {
  const [hash32, key32] = [outsideHeap(32), outsideHeap(32)];
  const [compact64, point65] = [outsideHeap(64), outsideHeap(65)];
  return {
    name: 'secp256k1',
    sign: (hash, privateKey) => {
      const { recid } = addon.ecdsaSign(copied(hash, hash32), copied(privateKey, key32), {}, compact64);
      key32.fill(0);
      return { compact: compact64.slice(), recovery: recid };
    },
    recover: (hash, { compact, recovery }) => {
      copied(compact, compact64);
      return withoutPrefix(addon.ecdsaRecover(compact64, recovery, copied(hash, hash32), false, point65));
    },
    publicKey: (privateKey) => withoutPrefix(addon.publicKeyCreate(privateKey, false)),
  };
};

/** Loads it now: where the addon is, nobody needs these modules. */
export const nobleLibrary = (): SignatureLibrary => {
  const { secp256k1 } = require('@noble/curves/secp256k1.js') as typeof import('@noble/curves/secp256k1.js');
  return {
    name: '@noble/curves',
    sign: (hash, privateKey) => {
      const options = { prehash: false, lowS: true, format: 'recovered' } as const;
      const recovered = secp256k1.sign(hash, privateKey, options);
      return { compact: recovered.slice(1), recovery: recovered[0] as number };
    },
    recover: (hash, { compact, recovery }) => {
      const signature = secp256k1.Signature.fromBytes(compact).addRecoveryBit(recovery);
      return withoutPrefix(signature.recoverPublicKey(hash).toBytes(false));
    },
    publicKey: (privateKey) => withoutPrefix(secp256k1.getPublicKey(privateKey, false)),
  };
};

/** `secp256k1/bindings` is the addon alone: the package's main module would fall back to a slow third library. */
export const requireAddon = (): unknown => require('secp256k1/bindings');

/** The native library if `load` succeeds, else the portable one. */
export const loadSignatureLibrary = (load: () => unknown): SignatureLibrary => {
  try {
    return fromAddon(load() as Secp256k1Addon);
  } catch {
    return nobleLibrary();
  }
};

let inUse: SignatureLibrary | undefined;

/** The library in use, loaded when it is first asked for: its `name` belongs into `environment.json`. */
export const signatureLibrary = (): SignatureLibrary => {
  inUse ??= loadSignatureLibrary(requireAddon);
  return inUse;
};

const hasher = await createKeccak(256);

/** By length; as the addon, the hasher asks for a message's buffer. */
const shortMessages = Array.from({ length: 65 }, (_, length) => outsideHeap(length));

/** Keccak-256 as Ethereum uses it (the original padding, not FIPS 202's). A fresh 32-byte array each time. */
export const keccak256 = (message: Uint8Array): Uint8Array => {
  const short = shortMessages[message.length];
  short?.set(message);
  return hasher
    .init()
    .update(short ?? message)
    .digest('binary');
};

export const keccak256Hex = (message: Uint8Array): Hex => bytesToHex(keccak256(message));

/** Yellow Paper eq. 284: an address is the last 20 bytes of the public key's hash. */
export const publicKeyToAddress = (publicKey: Uint8Array): Address =>
  bytesToHex(keccak256(publicKey).subarray(12));

export const addressOf = (privateKey: Uint8Array): Address => publicKeyToAddress(publicKey(privateKey));

export const sign: SignatureLibrary['sign'] = (hash, privateKey) => signatureLibrary().sign(hash, privateKey);

export const recover: SignatureLibrary['recover'] = (hash, signature) =>
  signatureLibrary().recover(hash, signature);

export const publicKey: SignatureLibrary['publicKey'] = (privateKey) =>
  signatureLibrary().publicKey(privateKey);
