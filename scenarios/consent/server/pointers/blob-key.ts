/**
 * The key under which a store holds what a pointer leads to. One place, one key: a hash and the content id of the same
 * bytes are the same key, and no two kinds can meet.
 */
import { CID } from 'multiformats/cid';
import * as raw from 'multiformats/codecs/raw';
import { create as createDigest } from 'multiformats/hashes/digest';
import { sha256 } from 'multiformats/hashes/sha2';
import type { ResolveLocator } from '../stores/store.ts';
import { parsePointer } from './parse.ts';
import type { Pointer, PointerPolicy } from './pointer.ts';

export const blobKeyOf = (pointer: Pointer, { roots }: PointerPolicy): string => {
  switch (pointer.kind) {
    case 'hash':
      return contentIdOf(Buffer.from(pointer.digest, 'hex'));
    case 'cid':
      return pointer.cid;
    case 'connectionString':
      return `store:${pointer.store}:${pointer.key}`;
    case 'path':
      // Names hold no colon. A root is known by its number: its place on the server is nobody's business.
      return `path:${roots.indexOf(pointer.root)}:${pointer.names.join(':')}`;
    case 'identifier':
      return `id:${pointer.id}`;
  }
};

/** What a server opens for a decrypted address; undefined is a refusal. */
export const createLocatorResolver =
  (policy: PointerPolicy): ResolveLocator =>
  (locator) => {
    const reading = parsePointer(locator, policy);
    return reading.kind === 'valid' ? blobKeyOf(reading.pointer, policy) : undefined;
  };

const contentIdOf = (digest: Uint8Array): string =>
  CID.createV1(raw.code, createDigest(sha256.code, digest)).toString();
