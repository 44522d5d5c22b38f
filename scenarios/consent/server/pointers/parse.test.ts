import fc from 'fast-check';
import { base58btc } from 'multiformats/bases/base58';
import { CID } from 'multiformats/cid';
import * as raw from 'multiformats/codecs/raw';
import { sha256 } from 'multiformats/hashes/sha2';
import { expect, test } from 'vitest';
import { locatorKinds } from '../stores/store.ts';
import { parsePointer } from './parse.ts';
import { maxLocatorLength, type PointerPolicy } from './pointer.ts';

const policy: PointerPolicy = {
  roots: ['/srv/records', '/srv/images/2021'],
  stores: {
    wards: { scheme: 'postgresql', host: 'db.hospital.example', port: 5432, database: 'wards' },
    archive: { scheme: 's3', host: '127.0.0.1', port: 9000, database: 'archive' },
  },
};
const read = (kind: unknown, locator: unknown) => parsePointer({ kind, locator }, policy);
const isRefused = (kind: string, locator: string): boolean => read(kind, locator).kind === 'invalid';

const contentId = CID.create(1, raw.code, await sha256.digest(new Uint8Array([1, 2, 3])));

test('each of the five kinds is read into what it means', () => {
  const digest = 'ab'.repeat(32);
  expect(read('hash', digest)).toEqual({ kind: 'valid', pointer: { kind: 'hash', digest } });
  expect(read('connectionString', 'postgresql://db.hospital.example:5432/wards#bed:7')).toEqual({
    kind: 'valid',
    pointer: { kind: 'connectionString', store: 'wards', key: 'bed:7' },
  });
  expect(read('path', '/srv/images/2021/ct/7.dcm')).toEqual({
    kind: 'valid',
    pointer: { kind: 'path', root: '/srv/images/2021', names: ['ct', '7.dcm'] },
  });
  expect(read('identifier', 'record-7')).toEqual({
    kind: 'valid',
    pointer: { kind: 'identifier', id: 'record-7' },
  });
  expect(read('cid', contentId.toString())).toEqual({
    kind: 'valid',
    pointer: { kind: 'cid', cid: contentId.toString() },
  });
});

test.each([
  ['upwards', '/srv/records/../secret'],
  ['upwards at the end', '/srv/records/a/..'],
  ['upwards after its own root', '/srv/records/../records/a'],
  ['upwards, escaped', '/srv/records/%2e%2e/secret'],
  ['upwards, escaped twice', '/srv/records/%252e%252e/secret'],
  ['upwards with backslashes', '/srv/records/..\\..\\secret'],
  ['upwards with full-width dots', '/srv/records/．．/secret'],
  ['upwards with the leader of two dots', '/srv/records/‥/secret'],
  ['a slash that only looks like one', '/srv/records/a∕..∕b'],
  ['an end of text inside', '/srv/records/a\0.txt'],
  ['a new line inside', '/srv/records/a\nb'],
  ['another root', '/etc/passwd'],
  ['a root with the same beginning', '/srv/records-old/a'],
  ['a relative path', 'srv/records/a'],
  ['the root itself', '/srv/records'],
  ['the root with a slash', '/srv/records/'],
  ['an empty name', '/srv/records//a'],
  ['a dot', '/srv/records/./a'],
  ['a hidden file', '/srv/records/.env'],
  ['an option', '/srv/records/-rf'],
  ['a home folder', '~/records'],
  ['a Windows drive', 'C:/srv/records/a'],
  ['a network share', '//host/srv/records/a'],
  ['a URL', 'file:///srv/records/a'],
  ['a text direction mark', '/srv/records/a\u202Egpj.exe'],
])('a path is refused: %s', (_, locator) => {
  expect(isRefused('path', locator)).toBe(true);
});

test.each([
  ['a foreign host', 'postgresql://evil.example:5432/wards#a'],
  ['the metadata service of a cloud', 'http://169.254.169.254:80/latest#a'],
  ['loopback, which is not on the list for it', 'postgresql://127.0.0.1:5432/wards#a'],
  ['loopback as one number', 's3://2130706433:9000/archive#a'],
  ['loopback in octal', 's3://0177.0.0.1:9000/archive#a'],
  ['loopback in IPv6', 's3://[::1]:9000/archive#a'],
  ['another port of a known host', 's3://127.0.0.1:22/archive#a'],
  ['a known host without its port', 's3://127.0.0.1/archive#a'],
  ['a known host as a user', 's3://127.0.0.1:9000@evil.example:9000/archive#a'],
  ['a known host with a dot behind', 'postgresql://db.hospital.example.:5432/wards#a'],
  ['a known host as a subdomain of another', 'postgresql://db.hospital.example.evil.example:5432/wards#a'],
  ['a known host in capitals', 'postgresql://DB.HOSPITAL.EXAMPLE:5432/wards#a'],
  ['another scheme', 'gopher://127.0.0.1:9000/archive#a'],
  ['another database', 'postgresql://db.hospital.example:5432/staff#a'],
  ['the database of another store', 'postgresql://db.hospital.example:5432/archive#a'],
  ['parameters', 'postgresql://db.hospital.example:5432/wards?sslmode=disable#a'],
  ['no key', 'postgresql://db.hospital.example:5432/wards#'],
  ['a key that is SQL', "postgresql://db.hospital.example:5432/wards#a';--"],
  ['a key that climbs', 's3://127.0.0.1:9000/archive#../a'],
])('a connection string is refused: %s', (_, locator) => {
  expect(isRefused('connectionString', locator)).toBe(true);
});

test.each([
  ['in a URL', 'postgresql://admin:hunter2@db.hospital.example:5432/wards#a'],
  ['as parameters', 'postgresql://db.hospital.example:5432/wards?user=admin&password=hunter2#a'],
  ["in libpq's form", 'host=db.hospital.example,user=admin,password=hunter2'],
  ['as an access key', 's3://127.0.0.1:9000/archive?accesskey=hunter2#a'],
])('credentials are refused and never repeated: %s', (_, locator) => {
  const reading = read('connectionString', locator);
  expect(reading).toMatchObject({
    kind: 'invalid',
    problems: expect.arrayContaining([{ path: 'locator', expected: 'no credentials', received: 'some' }]),
  });
  expect(JSON.stringify(reading)).not.toContain('hunter2');
});

test.each([
  ['base 58', contentId.toString(base58btc)],
  ['version 0', CID.createV0(contentId.multihash as never).toString()],
  ['another codec', CID.createV1(0x70, contentId.multihash).toString()],
  ['capitals', contentId.toString().toUpperCase()],
  ['a path behind it', `${contentId}/a`],
  ['an identity hash, which would carry its content', 'bafkqabtimvwgy3yk'],
  ['nonsense', 'bafybeigdyrzt'],
])('a content id is refused: %s', (_, locator) => {
  expect(isRefused('cid', locator)).toBe(true);
});

test('a hash is refused in capitals, with a prefix, too short, too long', () => {
  const digest = 'ab'.repeat(32);
  for (const locator of [digest.toUpperCase(), `0x${digest}`, digest.slice(1), `${digest}a`])
    expect(isRefused('hash', locator)).toBe(true);
});

test('all that is wrong is told at once', () => {
  expect(read('path', 'srv/../%2e/a b')).toEqual({
    kind: 'invalid',
    problems: [
      'no escapes',
      'no spaces',
      'an absolute path',
      'no way upwards',
      'names of letters, digits, dots, dashes and underscores',
      "a file below one of the server's folders",
    ].map((expected) => expect.objectContaining({ path: 'locator', expected })),
  });
  expect(parsePointer({ kind: 'ftp', locator: 7, extra: true }, policy)).toMatchObject({
    problems: [{ path: 'kind' }, { path: 'locator' }, { path: '(the whole)' }],
  });
});

test('a locator that is too long is looked at no further', () => {
  for (const kind of locatorKinds)
    expect(read(kind, 'a'.repeat(maxLocatorLength + 1))).toEqual({
      kind: 'invalid',
      problems: [{ path: 'locator', expected: `at most ${maxLocatorLength} characters`, received: 'more' }],
    });
});

test('whatever comes in, the answer is a reading, and what it lets through stays below its roots', () => {
  const hostile = fc.array(
    fc.oneof(
      fc.constantFrom(
        '/',
        '..',
        '.',
        '/srv/records/',
        '%2e',
        '\\',
        '\0',
        '．',
        '@',
        '#',
        '?',
        '://',
        ':5432',
      ),
      fc.string({ unit: 'binary', maxLength: 8 }),
    ),
  );
  fc.assert(
    fc.property(fc.constantFrom(...locatorKinds), hostile, (kind, parts) => {
      const reading = read(kind, parts.join(''));
      if (reading.kind === 'invalid') return reading.problems.length > 0;
      const { pointer } = reading;
      if (pointer.kind === 'path')
        return (
          policy.roots.includes(pointer.root) && pointer.names.every((name) => /^[A-Za-z0-9]/.test(name))
        );
      return pointer.kind !== 'connectionString' || Object.hasOwn(policy.stores, pointer.store);
    }),
    { numRuns: 500 },
  );
  fc.assert(fc.property(fc.anything(), (input) => parsePointer(input, policy).kind === 'invalid'));
});
