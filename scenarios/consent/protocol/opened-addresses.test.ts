import { expect, test } from 'vitest';
import { bytesToHex, createRandom, type Hex } from '../../../sim/index.ts';
import { sealAddress } from './encrypted-address.ts';
import { seededEntropy } from './entropy.ts';
import { createEncryptionKeys } from './hpke.ts';
import { createOpenedAddresses } from './opened-addresses.ts';
import { hashOfHex } from './static-words.ts';

const entropy = seededEntropy(createRandom('addresses'));
const keys = await createEncryptionKeys(entropy);
const hex = (byte: string, byteCount: number): Hex => `0x${byte.repeat(byteCount)}`;
const deployment = { chainId: 1, verifyingContract: hex('0a', 20) };
const subject = {
  ...{ sp: hex('01', 20), mdrs: hex('02', 20), recordId: hex('03', 32), contentHash: hex('04', 32) },
  version: 1,
};
const locator = { kind: 'cid', locator: 'bafy' } as const;
const wireFor = async (about = subject): Promise<Hex> =>
  bytesToHex(await sealAddress(deployment, about, locator, keys.publicKey, entropy));

test('an address opens again as it did, and for nothing else that somebody may claim it to be about', async () => {
  const addresses = createOpenedAddresses(deployment, keys, 10);
  const wire = await wireFor();
  const open = (about: typeof subject) => addresses.open(about, wire, hashOfHex(wire));
  expect(await open(subject)).toEqual(locator);
  expect(await open({ ...subject })).toEqual(locator);
  for (const other of [
    { ...subject, sp: hex('09', 20) },
    { ...subject, mdrs: hex('09', 20) },
    { ...subject, recordId: hex('09', 32) },
    { ...subject, contentHash: hex('09', 32) },
    { ...subject, version: 2 },
  ])
    expect(await open(other)).toBeUndefined();
  expect(await open(subject)).toEqual(locator);
});

test('a second look decrypts nothing; the oldest are forgotten, and decrypted again', async () => {
  const addresses = createOpenedAddresses(deployment, keys, 2);
  const others = [1, 2, 3].map((version) => ({ ...subject, version }));
  const wires = await Promise.all(others.map(wireFor));
  /** What is not decrypted need not even be there. */
  const remembered = async (index: number) =>
    (await addresses.open(others[index] as typeof subject, '0x', hashOfHex(wires[index] as Hex))) !==
    undefined;
  for (const [index, wire] of wires.entries())
    await addresses.open(others[index] as typeof subject, wire, hashOfHex(wire));
  expect([await remembered(0), await remembered(1), await remembered(2)]).toEqual([false, true, true]);
});

test('what was sealed here is not decrypted, and a server that starts anew decrypts it to the same', async () => {
  const wire = await wireFor();
  const [own, anew] = [1, 2].map(() => createOpenedAddresses(deployment, keys, 2));
  own?.remember(subject, hashOfHex(wire), locator);
  expect(await own?.open(subject, '0x', hashOfHex(wire))).toEqual(locator);
  expect(await own?.open({ ...subject, version: 2 }, '0x', hashOfHex(wire))).toBeUndefined();
  expect(await anew?.open(subject, wire, hashOfHex(wire))).toEqual(locator);
});
