import { encodeAbiParameters, keccak256 } from 'viem/utils';
import { describe, expect, it } from 'vitest';
import type { GrantInput } from '../../../scenarios/consent/signed-decisions.ts';
import { actor, actors } from '../actors.ts';
import { createWorlds, dayS, grantInput, noHash, startS, statuses, word } from './registry.ts';

const { alice, bob, maria, noor, otto, hospital, archive, cloud, regulator } = actors;
const freshWorld = createWorlds();
const yearS = 365 * dayS;

describe('a grant', () => {
  it('I-08: gives the capability in the same transaction, named by chain, contract, pair and epoch', async () => {
    const { registry, sandbox } = await freshWorld();
    const { error, events } = await registry.grant(alice, { notBefore: startS + 7, usesMax: 9 });
    expect(error).toBeUndefined();
    const types = ['uint256', 'address', 'address', 'address', 'uint32'].map((type) => ({ type }));
    const { address } = registry.contract;
    const values = [BigInt(sandbox.chainId), address, alice.address, maria.address, 1];
    const grantId = keccak256(encodeAbiParameters(types, values));
    const args = {
      ...{ sp: alice.address, ms: maria.address, grantId, epoch: 1, mdrs: archive.address },
      ...{ notBefore: startS + 7, expiresAt: startS + 30 * dayS, ops: 3, purpose: 1, usesMax: 9 },
    };
    expect(events).toEqual([{ name: 'ConsentGranted', args }]);
    expect(await registry.read('grantId', alice.address, maria.address, 1)).toBe(grantId);
    expect(await registry.reason()).toBe('ok');
  });

  it('is stored whole, and a later one replaces all of it', async () => {
    const { registry } = await freshWorld();
    const first = grantInput({ usesMax: 2, notBefore: startS });
    const second = grantInput({ mdrs: cloud.address, ops: 17, purpose: 8, terms: word(1), scope: word(2) });
    for (const { ms: _, mdrs, ...input } of [first, second]) {
      await registry.grant(alice, { mdrs, ...input });
      const pair = await registry.pair(alice, maria);
      expect(pair).toMatchObject({ ...input, uses: 0, patientEpoch: 0 });
      expect(pair.mdrs.toLowerCase()).toBe(mdrs);
    }
  });

  it('needs live staff, a live provider and a live server', async () => {
    const { registry } = await freshWorld();
    const { call, grant } = registry;
    const stranger = actor(77).address;
    expect((await grant(alice, { ms: stranger })).error).toBe(`UnknownEntity(${stranger})`);
    expect((await grant(alice, { ms: archive.address })).error).toBe(`UnknownEntity(${archive.address})`);
    expect((await grant(alice, { mdrs: maria.address })).error).toBe(`UnknownEntity(${maria.address})`);
    await call(hospital, 'setEntityActive', maria.address, false);
    expect((await grant(alice)).error).toBe(`InactiveEntity(${maria.address})`);
    await call(regulator, 'setEntityActive', hospital.address, false);
    expect((await grant(alice, { ms: noor.address })).error).toBe(`InactiveEntity(${hospital.address})`);
    await call(regulator, 'setEntityActive', archive.address, false);
    expect((await grant(alice, { ms: otto.address })).error).toBe(`InactiveEntity(${archive.address})`);
  });

  it.each<[string, Partial<GrantInput>]>([
    ['no scope', { scope: noHash }],
    ['no terms', { terms: noHash }],
    ['no purpose', { purpose: 0 }],
    ['no operation', { ops: 0 }],
    ['only operations that nobody knows', { ops: 0xffffffe0 }],
  ])('with %s says nothing, and is refused', async (_name, nothing) => {
    const { registry } = await freshWorld();
    expect((await registry.grant(alice, nothing)).error).toBe('ZeroValue()');
  });

  it('has a window that is not empty, not past, and ends within a year', async () => {
    const { registry, sandbox } = await freshWorld();
    const nextBlockS = () => Number(sandbox.nowS()) + 12;
    const attempt = async (notBefore: number, expiresAt: number) =>
      (await registry.grant(alice, { notBefore, expiresAt })).error;
    expect(await attempt(0, nextBlockS())).toBe('BadWindow()');
    expect(await attempt(0, nextBlockS() + 1)).toBeUndefined();
    expect(await attempt(startS + dayS, startS + dayS)).toBe('BadWindow()');
    expect(await attempt(startS + dayS, startS + dayS + 1)).toBeUndefined();
    expect(await attempt(0, nextBlockS() + yearS + 1)).toBe('BadWindow()');
    expect(await attempt(0, nextBlockS() + yearS)).toBeUndefined();
  });

  it('stops at a pause', async () => {
    const { registry } = await freshWorld();
    await registry.call(regulator, 'setPaused', true);
    expect((await registry.grant(alice)).error).toBe('IsPaused()');
    await registry.call(regulator, 'setPaused', false);
    expect((await registry.grant(alice)).error).toBeUndefined();
  });
});

describe('a batch of grants', () => {
  const batch = (length: number): GrantInput[] => Array.from({ length }, () => grantInput());

  it('makes each of them, in order', async () => {
    const { registry } = await freshWorld();
    const many = [grantInput(), grantInput({ ms: noor.address }), grantInput({ ops: 1 })];
    const { error, events } = await registry.call(alice, 'grantBatch', many);
    expect([error, events.length]).toEqual([undefined, 3]);
    expect(await registry.pair(alice, maria)).toMatchObject({ epoch: 2, ops: 1 });
    expect(await registry.status(alice, noor)).toBe('active');
  });

  it('makes all or none', async () => {
    const { registry } = await freshWorld();
    const many = [grantInput(), grantInput({ scope: noHash })];
    expect((await registry.call(alice, 'grantBatch', many)).error).toBe('ZeroValue()');
    expect(await registry.status(alice, maria)).toBe('none');
  });

  it('holds 50 at most', async () => {
    const { registry } = await freshWorld();
    expect((await registry.call(alice, 'grantBatch', batch(51))).error).toBe('BatchTooLarge(51)');
    expect((await registry.call(alice, 'grantBatch', batch(50))).error).toBeUndefined();
  });
});

describe('taking back', () => {
  it('names the new epoch, whose decision it was, and why', async () => {
    const { registry } = await freshWorld();
    await registry.grant(alice);
    const revoked = (by: string, reason: string, epoch: number) => [
      { name: 'ConsentRevoked', args: { sp: alice.address, ms: maria.address, epoch, by, reason } },
    ];
    const { events } = await registry.revoc(alice, maria, word(5));
    expect(events).toEqual(revoked(alice.address, word(5), 2));
    await registry.grant(alice);
    const renounced = await registry.call(maria, 'renounce', alice.address);
    expect(renounced.events).toEqual(revoked(maria.address, noHash, 4));
  });

  it('of several touches those alone, 50 at most', async () => {
    const { registry } = await freshWorld();
    for (const ms of [maria, noor, otto]) await registry.grant(alice, { ms: ms.address });
    await registry.grant(bob);
    const { events } = await registry.call(alice, 'revokeBatch', [maria.address, otto.address], word(6));
    expect(events.map(({ args }) => [args.ms, args.epoch, args.reason])).toEqual([
      [maria.address, 2, word(6)],
      [otto.address, 2, word(6)],
    ]);
    const left = await Promise.all([maria, noor, otto].map((ms) => registry.status(alice, ms)));
    expect([...left, await registry.status(bob, maria)]).toEqual(['revoked', 'active', 'revoked', 'active']);
    const many = Array.from({ length: 51 }, () => maria.address);
    expect((await registry.call(alice, 'revokeBatch', many, noHash)).error).toBe('BatchTooLarge(51)');
    expect((await registry.call(alice, 'revokeBatch', many.slice(1), noHash)).error).toBeUndefined();
  });

  it('of everything makes every grant of the patient stale, and of nobody else', async () => {
    const { registry } = await freshWorld();
    await registry.grant(alice);
    await registry.grant(bob);
    const { events } = await registry.call(alice, 'revokeAll');
    expect(events).toEqual([{ name: 'AllRevoked', args: { sp: alice.address, patientEpoch: 1 } }]);
    expect([await registry.reason(), await registry.reason({ sp: bob })]).toEqual(['patientEpoch', 'ok']);
    await registry.grant(alice);
    expect(await registry.reason()).toBe('ok');
    expect(await registry.pair(alice, maria)).toMatchObject({ patientEpoch: 1 });
  });

  it('I-10: succeeds whatever the regulator, the provider and the history have done, for 60,000 gas', async () => {
    const { registry } = await freshWorld();
    const { call, grant, revoc } = registry;
    const first = await revoc(alice, noor);
    for (let round = 0; round < 10; round += 1) await grant(alice);
    await call(regulator, 'setPaused', true);
    await call(regulator, 'setEntityActive', hospital.address, false);
    await call(hospital, 'setEntityActive', maria.address, false);
    const outcomes = [
      first,
      await revoc(alice, maria),
      await revoc(alice, actor(99)), // never registered
      await call(alice, 'revokeBatch', [maria.address], noHash),
      await call(alice, 'revokeAll'),
      await call(alice, 'revokeAll'),
    ];
    for (const { error, gasUsed } of outcomes) {
      expect(error).toBeUndefined();
      expect(gasUsed).toBeLessThan(60_000);
    }
    expect(statuses[(await registry.pair(alice, maria)).status]).toBe('revoked');
  });

  it('costs the same after one grant and after twenty', async () => {
    const gasAfter = async (count: number): Promise<number> => {
      const { registry } = await freshWorld();
      for (let round = 0; round < count; round += 1) await registry.grant(alice);
      return (await registry.revoc(alice, maria)).gasUsed;
    };
    expect(await gasAfter(20)).toBe(await gasAfter(1));
  });

  it('is as easy as giving: one call, for at most a third of the gas', async () => {
    const { registry } = await freshWorld();
    const given = await registry.grant(alice);
    const takenBack = await registry.revoc(alice, maria);
    expect(takenBack.gasUsed / given.gasUsed).toBeLessThan(1 / 3);
  });

  it('I-04: holds until a later grant, however much time passes', async () => {
    const { registry, sandbox } = await freshWorld();
    await registry.grant(alice);
    await registry.revoc(alice, maria);
    for (const days of [0, 1, 40]) {
      await sandbox.pass(days * dayS);
      expect(await registry.reason()).toBe('notActive');
    }
    await registry.grant(alice, { expiresAt: startS + 60 * dayS });
    expect(await registry.reason()).toBe('ok');
  });
});
