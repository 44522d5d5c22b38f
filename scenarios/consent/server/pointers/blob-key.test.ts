import { CID } from 'multiformats/cid';
import * as raw from 'multiformats/codecs/raw';
import { sha256 } from 'multiformats/hashes/sha2';
import { expect, test } from 'vitest';
import { createLocatorResolver } from './blob-key.ts';

const resolve = createLocatorResolver({
  roots: ['/srv/records'],
  stores: { wards: { scheme: 'postgresql', host: '127.0.0.1', port: 5432, database: 'wards' } },
});

test('a hash and the content id of the same bytes are one key', async () => {
  const digest = await sha256.digest(new Uint8Array([1, 2, 3]));
  const cid = CID.createV1(raw.code, digest).toString();
  expect(resolve({ kind: 'cid', locator: cid })).toBe(cid);
  expect(resolve({ kind: 'hash', locator: Buffer.from(digest.digest).toString('hex') })).toBe(cid);
});

test('no two kinds share a key, and every key is one that a store takes', () => {
  const keys = [
    resolve({ kind: 'identifier', locator: 'path:0:a' }),
    resolve({ kind: 'identifier', locator: 'a' }),
    resolve({ kind: 'path', locator: '/srv/records/a' }),
    resolve({ kind: 'path', locator: '/srv/records/a/a' }),
    resolve({ kind: 'path', locator: `/srv/records/${'a'.repeat(180)}` }),
    resolve({ kind: 'connectionString', locator: 'postgresql://127.0.0.1:5432/wards#a' }),
  ];
  expect(new Set(keys).size).toBe(keys.length);
  for (const key of keys) expect(key).toMatch(/^[A-Za-z0-9._:-]{1,200}$/);
});

test('what is refused has no key', () => {
  expect(resolve({ kind: 'path', locator: '/srv/records/../a' })).toBeUndefined();
  expect(resolve({ kind: 'path', locator: `/srv/records/${'a'.repeat(181)}` })).toBeUndefined();
});
