import { keccak256 } from 'viem/utils';
import { describe, expect, it } from 'vitest';
import type { Hex } from '../../../sim/units.ts';
import { actors } from '../actors.ts';
import { ciphertext, createWorlds, noHash, recordIds, word } from './registry.ts';

const { alice, bob, maria, hospital, archive, cloud, regulator } = actors;
const freshWorld = createWorlds();
const [recordId] = recordIds;

const withCustodian = async () => {
  const { registry } = await freshWorld();
  await registry.call(alice, 'setCustodian', archive.address, true);
  return registry;
};

describe('a pointer', () => {
  it('I-13: is stored as the hash of what was emitted last, one version higher each time', async () => {
    const { registry } = await freshWorld();
    const [first, second]: Hex[] = [ciphertext, '0xc2'];
    for (const [index, where] of [first, second, first].entries()) {
      const contentHash = word(index + 1);
      const { error, events } = await registry.setPointer(alice, { ciphertext: where as Hex, contentHash });
      const version = index + 1;
      const args = { sp: alice.address, recordId, mdrs: archive.address, version, contentHash };
      expect([error, events]).toEqual([
        undefined,
        [{ name: 'PointerSet', args: { ...args, ciphertext: where } }],
      ]);
      const stored = await registry.read('pointer', alice.address, recordId);
      expect(stored).toMatchObject({ version, contentHash, pointerHash: keccak256(where as Hex) });
    }
  });

  it('says which record, what it holds and where it lies, at a live server', async () => {
    const { registry } = await freshWorld();
    for (const nothing of [{ recordId: noHash }, { contentHash: noHash }, { ciphertext: '0x' as const }])
      expect((await registry.setPointer(alice, nothing)).error).toBe('ZeroValue()');
    expect((await registry.setPointer(alice, { mdrs: maria })).error).toBe(`UnknownEntity(${maria.address})`);
    await registry.call(regulator, 'setEntityActive', archive.address, false);
    expect((await registry.setPointer(alice)).error).toBe(`InactiveEntity(${archive.address})`);
  });

  it('A30: is 512 bytes at most', async () => {
    const { registry } = await freshWorld();
    const of = (length: number) => ({ ciphertext: `0x${'ab'.repeat(length)}` as const });
    expect((await registry.setPointer(alice, of(513))).error).toBe('CiphertextTooLong(513)');
    expect((await registry.setPointer(alice, of(512))).error).toBeUndefined();
  });

  it('is the patient’s own: others have the same record id without touching it', async () => {
    const { registry } = await freshWorld();
    await registry.setPointer(alice);
    const before = await registry.read('pointer', alice.address, recordId);
    await registry.setPointer(bob, { sp: bob, mdrs: cloud });
    expect((await registry.setPointer(bob)).error).toBe('Unauthorized()');
    expect(await registry.read('pointer', alice.address, recordId)).toEqual(before);
  });
});

describe('a custodian', () => {
  it('is a live server that the patient names, and no longer when the patient says so', async () => {
    const { registry } = await freshWorld();
    expect((await registry.setPointer(archive)).error).toBe('Unauthorized()');
    for (const on of [true, false]) {
      const { events } = await registry.call(alice, 'setCustodian', archive.address, on);
      const args = { sp: alice.address, mdrs: archive.address, on };
      expect(events).toEqual([{ name: 'CustodianSet', args }]);
      expect(await registry.read('isCustodian', alice.address, archive.address)).toBe(on);
      expect((await registry.setPointer(archive)).error).toBe(on ? undefined : 'Unauthorized()');
    }
    const { error } = await registry.call(alice, 'setCustodian', hospital.address, true);
    expect(error).toBe(`UnknownEntity(${hospital.address})`);
    expect((await registry.call(alice, 'setCustodian', hospital.address, false)).error).toBeUndefined();
  });

  it('registers records of its patient at itself, and no others', async () => {
    const registry = await withCustodian();
    expect((await registry.setPointer(archive)).error).toBeUndefined();
    expect((await registry.setPointer(archive, { sp: bob })).error).toBe('Unauthorized()');
    expect((await registry.setPointer(archive, { mdrs: cloud })).error).toBe('Unauthorized()');
    expect((await registry.setPointer(cloud, { mdrs: cloud })).error).toBe('Unauthorized()');
  });

  it('replaces no other server’s pointer, not even when both are custodians', async () => {
    const registry = await withCustodian();
    await registry.call(alice, 'setCustodian', cloud.address, true);
    await registry.setPointer(archive);
    expect((await registry.setPointer(cloud, { mdrs: cloud })).error).toBe('PointerMismatch()');
    expect((await registry.setPointer(alice, { mdrs: cloud })).error).toBeUndefined();
    expect((await registry.setPointer(archive)).error).toBe('PointerMismatch()');
    expect((await registry.setPointer(cloud, { mdrs: cloud })).error).toBeUndefined();
  });

  it('does nothing while it is suspended', async () => {
    const registry = await withCustodian();
    await registry.call(regulator, 'setEntityActive', archive.address, false);
    expect((await registry.setPointer(archive)).error).toBe(`InactiveEntity(${archive.address})`);
  });

  it('gives no access', async () => {
    const registry = await withCustodian();
    await registry.setPointer(archive);
    await registry.grant(archive);
    expect(await registry.reason()).toBe('noGrant');
  });
});
