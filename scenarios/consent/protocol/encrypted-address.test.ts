import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRandom, type Hex } from '../../../sim/index.ts';
import { locatorKinds } from '../server/stores/store.ts';
import { type AddressSubject, openAddress, sealAddress } from './encrypted-address.ts';
import { seededEntropy } from './entropy.ts';
import { createEncryptionKeys } from './hpke.ts';
import { word } from './testing/world.ts';

const entropy = seededEntropy(createRandom('addresses'));
const account = (number: number): Hex => `0x${number.toString(16).padStart(40, '0')}`;
const deployment = { chainId: 1337, verifyingContract: account(1) };
const subject: AddressSubject = {
  ...{ sp: account(2), mdrs: account(3), recordId: word(4), contentHash: word(5), version: 6 },
};
const keys = await createEncryptionKeys(entropy);
const locators = fc.record({
  kind: fc.constantFrom(...locatorKinds),
  locator: fc.stringMatching(/^[!-~]{0,126}$/),
});

test('openAddress(sealAddress(locator)) = locator, and its length says at most which of two sizes it has', async () => {
  await fc.assert(
    fc.asyncProperty(locators, async (locator) => {
      const wire = await sealAddress(deployment, subject, locator, keys.publicKey, entropy);
      expect(await openAddress(deployment, subject, wire, keys)).toEqual(locator);
      expect(wire.length).toBe(locator.locator.length <= 62 ? 112 : 176);
    }),
    { numRuns: 30 },
  );
});

const elsewhere = [
  ['chain', { ...deployment, chainId: 1 }, subject],
  ['contract', { ...deployment, verifyingContract: account(9) }, subject],
  ['record', deployment, { ...subject, recordId: word(9) }],
  ['patient', deployment, { ...subject, sp: account(9) }],
  ['server', deployment, { ...subject, mdrs: account(9) }],
  ['content', deployment, { ...subject, contentHash: word(9) }],
  ['version', deployment, { ...subject, version: 7 }],
] as const;

test.each(elsewhere)('an address does not open for another %s', async (_, where, about) => {
  const locator = { kind: 'path', locator: 'ward/7' } as const;
  const wire = await sealAddress(deployment, subject, locator, keys.publicKey, entropy);
  expect(await openAddress(where, about, wire, keys)).toBeUndefined();
});

test('an address does not open with another key, the staff’s say', async () => {
  const locator = { kind: 'identifier', locator: '7' } as const;
  const wire = await sealAddress(deployment, subject, locator, keys.publicKey, entropy);
  expect(await openAddress(deployment, subject, wire, await createEncryptionKeys(entropy))).toBeUndefined();
});

test('a locator that does not fit is refused when it is sealed, not cut', () => {
  const locator = { kind: 'path', locator: 'x'.repeat(127) } as const;
  expect(() => sealAddress(deployment, subject, locator, keys.publicKey, entropy)).toThrow(
    'at most 126 bytes',
  );
});
