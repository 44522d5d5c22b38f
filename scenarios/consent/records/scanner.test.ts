import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { keccak256 } from 'viem/utils';
import { expect, test } from 'vitest';
import { type CanaryForm, createScanner } from './scanner.ts';

const canary = 'Grihalberg';
const scanner = createScanner({ name: canary });
const formsIn = (bytes: Uint8Array): CanaryForm[] => scanner.scan('here', bytes).map(({ form }) => form);

test('finds a planted canary raw, in hexadecimal of both cases, and as an unsalted hash in every writing', () => {
  const [sha, keccak] = [
    createHash('sha256').update(canary).digest(),
    Buffer.from(keccak256(Buffer.from(canary)).slice(2), 'hex'),
  ];
  const around = (text: string | Buffer) =>
    Buffer.concat([Buffer.from('xy'), Buffer.from(text), Buffer.from('z')]);
  const hex = Buffer.from(canary).toString('hex');
  expect(formsIn(around(canary))).toEqual(['raw']);
  expect(formsIn(around(hex))).toEqual(['hex']);
  expect(formsIn(around(hex.toUpperCase()))).toEqual(['hex']);
  for (const hash of [sha, sha.toString('hex'), sha.toString('base64'), sha.toString('base64url')])
    expect(formsIn(around(hash))).toEqual(['sha256']);
  for (const hash of [keccak, keccak.toString('hex'), keccak.toString('base64')])
    expect(formsIn(around(hash))).toEqual(['keccak256']);
});

test('finds it in base64 wherever it begins and whatever stands around it', () => {
  const some = fc.uint8Array({ maxLength: 20 });
  fc.assert(
    fc.property(
      some,
      some,
      fc.constantFrom('base64' as const, 'base64url' as const),
      (before, after, encoding) => {
        const text = Buffer.concat([before, Buffer.from(canary), after]).toString(encoding);
        expect(formsIn(Buffer.from(text))).toEqual(['base64']);
      },
    ),
  );
});

test('says where', () => {
  expect(scanner.scan('log 7', Buffer.from(`..${canary}`))).toEqual([
    { canary: 'name', form: 'raw', place: 'log 7', offset: 2 },
  ]);
});

test('finds nothing in what has none, and does not take a part for the whole', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2_000 }), (bytes) => {
      expect(formsIn(bytes)).toEqual([]);
    }),
  );
  expect(formsIn(Buffer.from(canary.slice(1)))).toEqual([]);
});
