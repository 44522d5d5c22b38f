/**
 * Pointers to content: by SHA-256, or by content id. Of the many spellings of a content id one is accepted (CIDv1, raw
 * bytes, SHA-256, base 32 in lower case), because two spellings of one place are two keys of one cache.
 */
import { base32 } from 'multiformats/bases/base32';
import { CID } from 'multiformats/cid';
import * as raw from 'multiformats/codecs/raw';
import type { Problem } from '../../../../sim/index.ts';
import type { Pointer } from './pointer.ts';

/** Multihash code of sha2-256 and the length of its digests (multiformats' table). */
const sha256 = { code: 0x12, byteCount: 32 };

export const readHash = (locator: string, problems: Problem[]): Extract<Pointer, { kind: 'hash' }> => {
  if (!/^[0-9a-f]{64}$/.test(locator))
    problems.push({
      path: 'locator',
      expected: 'SHA-256 as 64 lower-case hexadecimal digits',
      received: 'something else',
    });
  return { kind: 'hash', digest: locator };
};

export const readCid = (locator: string, problems: Problem[]): Extract<Pointer, { kind: 'cid' }> => {
  if (!isOurs(locator))
    problems.push({
      path: 'locator',
      expected: 'a CIDv1 of raw bytes by SHA-256 in base 32',
      received: 'something else',
    });
  return { kind: 'cid', cid: locator };
};

const isOurs = (locator: string): boolean => {
  const cid = parsed(locator);
  return (
    cid !== undefined &&
    cid.version === 1 &&
    cid.code === raw.code &&
    cid.multihash.code === sha256.code &&
    cid.multihash.digest.length === sha256.byteCount &&
    cid.toString(base32) === locator
  );
};

const parsed = (locator: string): CID | undefined => {
  try {
    return CID.parse(locator, base32);
  } catch {
    return undefined;
  }
};
