/**
 * A record at rest: AES-256-GCM under a data key of its own, fresh for every version, so a nonce cannot repeat. The bytes are
 * commitment (32) | nonce (12) | ciphertext | tag (16). GCM alone does not commit to its key: who chooses two keys could make bytes
 * that open to two records. The hash of the key in front, inside the content hash on the chain, rules that out.
 *
 * The content hash is SHA-256 of all these bytes, and the CIDv1 (raw codec) names the same hash. Whoever forgets the data key has erased the
 * record, copies and backups included: the hash on the chain is then of bytes that nobody can read.
 */
import { createCipheriv, createDecipheriv, createHash, createSecretKey } from 'node:crypto';
import { CID } from 'multiformats/cid';
import * as raw from 'multiformats/codecs/raw';
import { create as createDigest } from 'multiformats/hashes/digest';
import { sha256 as multihash } from 'multiformats/hashes/sha2';
import { bytesToHex, type Hex, hexToBytes } from '../../../sim/index.ts';
import type { Entropy } from './entropy.ts';

export interface SealedRecord {
  readonly bytes: Uint8Array;
  readonly dataKey: Uint8Array;
  readonly contentHash: Hex;
}

const [keyByteCount, commitmentByteCount, nonceByteCount, tagByteCount] = [32, 32, 12, 16];
const overheadByteCount = commitmentByteCount + nonceByteCount + tagByteCount;

export const sealRecord = (plaintext: Uint8Array, entropy: Entropy): SealedRecord => {
  const dataKey = entropy(keyByteCount);
  const nonce = entropy(nonceByteCount);
  const cipher = createCipheriv('aes-256-gcm', createSecretKey(dataKey), nonce);
  const ciphertext = [cipher.update(plaintext), cipher.final(), cipher.getAuthTag()];
  const bytes = Buffer.concat([commitmentTo(dataKey), nonce, ...ciphertext]);
  return { bytes, dataKey, contentHash: contentHashOf(bytes) };
};

/** Undefined when the key is another one, or one bit of the bytes is. */
export const openRecord = (bytes: Uint8Array, dataKey: Uint8Array): Uint8Array | undefined => {
  if (bytes.length < overheadByteCount || dataKey.length !== keyByteCount) return undefined;
  if (!commitmentTo(dataKey).equals(bytes.subarray(0, commitmentByteCount))) return undefined;
  const ciphertextStart = commitmentByteCount + nonceByteCount;
  const decipher = createDecipheriv(
    'aes-256-gcm',
    createSecretKey(dataKey),
    bytes.subarray(commitmentByteCount, ciphertextStart),
  );
  decipher.setAuthTag(bytes.subarray(-tagByteCount));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(ciphertextStart, -tagByteCount)), decipher.final()]);
  } catch {
    return undefined;
  }
};

export const contentHashOf = (bytes: Uint8Array): Hex => bytesToHex(sha256(bytes));

export const contentIdOf = (contentHash: Hex): string =>
  CID.createV1(raw.code, createDigest(multihash.code, hexToBytes(contentHash))).toString();

const sha256 = (...parts: readonly (Uint8Array | string)[]): Buffer =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();

const commitmentTo = (dataKey: Uint8Array): Buffer => sha256('medconsent/record-key/v1', dataKey);
