import { describe, expect, it } from 'vitest';
import { actor, actors } from '../actors.ts';
import { createWorlds, dayS, noHash, type Registry, scope, word } from './registry.ts';

const { alice, bob, maria, noor, hospital, regulator } = actors;
const freshWorld = createWorlds();

const openRequests = async ({ read }: Registry, ms = maria): Promise<number> =>
  ((await read('entity', ms.address)) as { openRequests: number }).openRequests;

describe('a request', () => {
  it('is announced as it was made, and stored as a time', async () => {
    const { registry } = await freshWorld();
    const { error, events, timestampS } = await registry.reqManage(maria, alice, {
      purpose: 5,
      ops: 9,
      scope: scope.root,
    });
    expect(error).toBeUndefined();
    const args = { sp: alice.address, ms: maria.address, epoch: 0, purpose: 5, ops: 9, scope: scope.root };
    expect(events).toEqual([{ name: 'AccessRequested', args }]);
    expect(await registry.pair(alice, maria)).toMatchObject({ requestedAt: Number(timestampS), purpose: 0 });
    expect(await registry.reason()).toBe('notActive');
  });

  it('comes from live staff of a live provider only', async () => {
    const { registry, sandbox } = await freshWorld();
    const { call, reqManage } = registry;
    expect((await reqManage(bob, alice)).error).toBe(`UnknownEntity(${bob.address})`);
    expect((await reqManage(hospital, alice)).error).toBe(`UnknownEntity(${hospital.address})`);
    await call(hospital, 'setEntityActive', maria.address, false);
    expect((await reqManage(maria, alice)).error).toBe(`InactiveEntity(${maria.address})`);
    await call(regulator, 'setEntityActive', hospital.address, false);
    expect((await reqManage(noor, alice)).error).toBe(`InactiveEntity(${hospital.address})`);
    await call(regulator, 'setEntityActive', hospital.address, true);
    await sandbox.pass(400 * dayS);
    expect((await reqManage(noor, alice)).error).toBe(`InactiveEntity(${noor.address})`);
  });

  it('says whom, what for and what; operations that nobody knows say nothing', async () => {
    const { registry } = await freshWorld();
    for (const nothing of [{ purpose: 0 }, { ops: 0 }, { ops: 32 }])
      expect((await registry.reqManage(maria, alice, nothing)).error).toBe('ZeroValue()');
    const nobody = { address: `0x${'00'.repeat(20)}`, key: alice.key } as const;
    expect((await registry.reqManage(maria, nobody)).error).toBe('ZeroValue()');
    expect((await registry.reqManage(maria, alice, { ops: 33, scope: noHash })).error).toBeUndefined();
  });

  it('is refused by a block, until the block is lifted; a request that is open stays', async () => {
    const { registry } = await freshWorld();
    await registry.reqManage(maria, bob);
    for (const sp of [alice, bob]) {
      const { events } = await registry.call(sp, 'setBlocked', maria.address, true);
      const args = { sp: sp.address, ms: maria.address, on: true };
      expect(events).toEqual([{ name: 'BlockSet', args }]);
    }
    expect((await registry.reqManage(maria, alice)).error).toBe('Unauthorized()');
    expect(await registry.status(bob, maria)).toBe('requested');
    await registry.call(alice, 'setBlocked', maria.address, false);
    expect((await registry.reqManage(maria, alice)).error).toBeUndefined();
  });

  it('is refused for a day after a denial, to the second', async () => {
    const { registry, sandbox } = await freshWorld();
    await registry.reqManage(maria, alice);
    const { events, timestampS } = await registry.call(alice, 'deny', maria.address);
    const args = { sp: alice.address, ms: maria.address, epoch: 0 };
    expect(events).toEqual([{ name: 'ConsentDenied', args }]);
    const until = timestampS + BigInt(dayS);
    await sandbox.pass(dayS - 2 * 12 - 1);
    expect((await registry.reqManage(maria, alice)).error).toBe(`CoolDown(${until})`);
    expect(sandbox.nowS()).toBe(until - 1n);
    expect((await registry.reqManage(maria, alice)).error).toBeUndefined();
  });

  it('can be withdrawn by staff who are no longer live', async () => {
    const { registry } = await freshWorld();
    await registry.reqManage(maria, alice);
    await registry.call(hospital, 'setEntityActive', maria.address, false);
    const { error, events } = await registry.call(maria, 'withdrawRequest', alice.address);
    const args = { sp: alice.address, ms: maria.address, epoch: 0 };
    expect([error, events]).toEqual([undefined, [{ name: 'RequestWithdrawn', args }]]);
  });
});

describe('I-16: open requests', () => {
  const endings = {
    deny: ({ call }: Registry) => call(alice, 'deny', maria.address),
    withdrawRequest: ({ call }: Registry) => call(maria, 'withdrawRequest', alice.address),
    grant: ({ grant }: Registry) => grant(alice),
    revoc: ({ revoc }: Registry) => revoc(alice, maria),
    revokeBatch: ({ call }: Registry) => call(alice, 'revokeBatch', [maria.address], noHash),
  };

  it.each(Object.entries(endings))('are one fewer after %s', async (_name, end) => {
    const { registry } = await freshWorld();
    await registry.reqManage(maria, alice);
    await registry.reqManage(maria, bob);
    expect(await openRequests(registry)).toBe(2);
    await end(registry);
    expect(await openRequests(registry)).toBe(1);
    expect(await openRequests(registry, noor)).toBe(0);
    // A second time there is none left to close.
    await end(registry);
    expect(await openRequests(registry)).toBe(1);
  });

  it('are 200 at most', async () => {
    const { registry } = await freshWorld();
    for (let number = 1; number <= 200; number += 1) {
      const sp = { address: `0x${word(number).slice(26)}`, key: alice.key } as const;
      expect((await registry.reqManage(maria, sp)).error).toBeUndefined();
    }
    expect((await registry.reqManage(maria, alice)).error).toBe('TooManyOpen()');
    const first = actor(1);
    expect((await registry.reqManage(noor, first)).error).toBeUndefined();
    await registry.call(maria, 'withdrawRequest', `0x${word(7).slice(26)}`);
    expect((await registry.reqManage(maria, alice)).error).toBeUndefined();
  });
});
