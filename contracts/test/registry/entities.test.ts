import { describe, expect, it } from 'vitest';
import { actor, actors } from '../actors.ts';
import { createSandbox, type Outcome } from '../sandbox.ts';
import { createWorlds, dayS, type Registry, startS, word } from './registry.ts';

const { alice, maria, noor, otto, hospital, clinic, archive, cloud, regulator } = actors;
const freshWorld = createWorlds();
const newcomer = actor(77);
const until = startS + 100 * dayS;

const register = {
  provider: (
    { call }: Registry,
    from = regulator,
    who = newcomer.address,
    end = until,
    credential = word(1),
  ) => call(from, 'registerProvider', who, end, credential),
  server: (
    { call }: Registry,
    from = regulator,
    who = newcomer.address,
    end = until,
    credential = word(1),
    key = word(2),
  ) => call(from, 'registerServer', who, end, credential, key),
  staff: (
    { call }: Registry,
    from = hospital,
    who = newcomer.address,
    end = until,
    credential = word(1),
    key = word(2),
  ) => call(from, 'registerStaff', who, end, credential, key),
};
const kinds = ['provider', 'server', 'staff'] as const;
const roles = { provider: 1, staff: 2, server: 3 };

describe('registering', () => {
  it.each(kinds)('a %s is stored and announced, with who answers for it', async (kind) => {
    const { registry } = await freshWorld();
    const registrar = kind === 'staff' ? hospital.address : regulator.address;
    const encKey = kind === 'provider' ? word(0) : word(2);
    const { error, events } = await register[kind](registry);
    expect(error).toBeUndefined();
    expect(events).toEqual([
      {
        name: 'EntityRegistered',
        args: {
          who: newcomer.address,
          role: roles[kind],
          registrar,
          validUntil: until,
          credential: word(1),
          encKey,
        },
      },
    ]);
    const stored = (await registry.read('entity', newcomer.address)) as { registrar: string };
    expect(stored).toMatchObject({ role: roles[kind], validUntil: until, credential: word(1), encKey });
    expect(stored.registrar.toLowerCase()).toBe(registrar);
  });

  it.each([
    ['provider', [hospital, alice, archive]],
    ['server', [hospital, alice, archive]],
    ['staff', [regulator, alice, archive, maria]],
  ] as const)('a %s is not for everybody', async (kind, others) => {
    const { registry } = await freshWorld();
    for (const other of others) expect((await register[kind](registry, other)).error).toBe('Unauthorized()');
  });

  it.each(kinds)('a %s needs an address, a credential and time to come', async (kind) => {
    const { registry, sandbox } = await freshWorld();
    const zero = `0x${'00'.repeat(20)}` as const;
    expect((await register[kind](registry, undefined, zero)).error).toBe('ZeroValue()');
    expect((await register[kind](registry, undefined, undefined, until, word(0))).error).toBe('ZeroValue()');
    const nextBlockS = Number(sandbox.nowS()) + 12;
    expect((await register[kind](registry, undefined, undefined, nextBlockS)).error).toBe('BadWindow()');
    const { error } = await register[kind](registry, undefined, undefined, nextBlockS + 12 + 1);
    expect(error).toBeUndefined();
  });

  it.each(['server', 'staff'] as const)('a %s needs a key', async (kind) => {
    const { registry } = await freshWorld();
    const { error } = await register[kind](registry, undefined, undefined, until, word(1), word(0));
    expect(error).toBe('ZeroValue()');
  });

  it('staff is refused to a provider that is suspended or out of time', async () => {
    const { registry, sandbox } = await freshWorld();
    await registry.call(regulator, 'setEntityActive', hospital.address, false);
    expect((await register.staff(registry)).error).toBe(`InactiveEntity(${hospital.address})`);
    await sandbox.pass(400 * dayS);
    expect((await register.staff(registry, clinic)).error).toBe(`InactiveEntity(${clinic.address})`);
  });

  it('again renews validity and key, and keeps suspensions', async () => {
    const { registry } = await freshWorld();
    await registry.call(hospital, 'setEntityActive', maria.address, false);
    const renewed = await register.staff(registry, hospital, maria.address, until, word(8), word(9));
    expect(renewed.error).toBeUndefined();
    expect(await registry.read('entity', maria.address)).toMatchObject({
      validUntil: until,
      credential: word(8),
      encKey: word(9),
      suspensions: 1,
    });
  });

  it('in another role, or by another registrar, is refused', async () => {
    const { registry } = await freshWorld();
    const taken = ({ address }: { address: string }) => `AlreadyRegistered(${address})`;
    expect((await register.staff(registry, clinic, maria.address)).error).toBe(taken(maria));
    expect((await register.staff(registry, hospital, archive.address)).error).toBe(taken(archive));
    expect((await register.server(registry, regulator, hospital.address)).error).toBe(taken(hospital));
  });
});

describe('suspending', () => {
  const set = ({ call }: Registry, from: typeof alice, who: typeof alice, on: boolean): Promise<Outcome> =>
    call(from, 'setEntityActive', who.address, on);

  it('is announced with whose suspension it is', async () => {
    const { registry } = await freshWorld();
    const { events } = await set(registry, hospital, maria, false);
    const args = { who: maria.address, by: hospital.address, on: false };
    expect(events).toEqual([{ name: 'EntityStatus', args }]);
  });

  it('is for the regulator and the registrar alone, of what is registered', async () => {
    const { registry } = await freshWorld();
    for (const other of [alice, maria, clinic])
      expect((await set(registry, other, maria, false)).error).toBe('Unauthorized()');
    expect((await set(registry, hospital, archive, false)).error).toBe('Unauthorized()');
    expect((await set(registry, regulator, newcomer, false)).error).toBe(
      `UnknownEntity(${newcomer.address})`,
    );
  });

  it('by the regulator outlives what the provider wants, and the other way round', async () => {
    for (const [first, second] of [
      [regulator, hospital],
      [hospital, regulator],
    ] as const) {
      const { registry } = await freshWorld();
      await registry.grant(alice);
      await set(registry, first, maria, false);
      await set(registry, second, maria, true);
      expect(await registry.reason()).toBe('staffInvalid');
      await set(registry, first, maria, true);
      expect(await registry.reason()).toBe('ok');
    }
  });

  it('I-12: a provider suspends all its staff and nobody else’s, in one call, and gives them back', async () => {
    const { registry } = await freshWorld();
    for (const ms of [maria, noor, otto]) await registry.grant(alice, { ms: ms.address });
    const { gasUsed } = await set(registry, regulator, hospital, false);
    expect(gasUsed).toBeLessThan(60_000);
    expect(await Promise.all([maria, noor, otto].map((ms) => registry.reason({ ms })))).toEqual([
      'providerInvalid',
      'providerInvalid',
      'ok',
    ]);
    await set(registry, regulator, hospital, true);
    expect(await registry.reason()).toBe('ok');
  });

  it('I-12: a provider out of time takes all its staff along', async () => {
    const { registry, sandbox } = await freshWorld();
    await register.provider(registry, regulator, clinic.address, startS + 10 * dayS);
    await registry.grant(alice, { ms: otto.address });
    await registry.grant(alice);
    await sandbox.pass(11 * dayS);
    expect([await registry.reason({ ms: otto }), await registry.reason()]).toEqual(['providerInvalid', 'ok']);
  });

  it('of a server stops its releases only', async () => {
    const { registry } = await freshWorld();
    await registry.grant(alice);
    await registry.grant(alice, { ms: noor.address, mdrs: cloud.address });
    await set(registry, regulator, archive, false);
    expect(await registry.reason()).toBe('serverInvalid');
    expect(await registry.reason({ ms: noor, mdrs: cloud })).toBe('ok');
  });
});

describe('the regulator', () => {
  it('is fixed by the deployment, and is somebody', async () => {
    const { registry } = await freshWorld();
    expect(String(await registry.read('REGULATOR')).toLowerCase()).toBe(regulator.address);
    const zero = `0x${'00'.repeat(20)}`;
    await expect(createSandbox('osaka').deploy('ConsentRegistry', [zero])).rejects.toThrow('did not deploy');
  });

  it('alone pauses and resumes', async () => {
    const { registry } = await freshWorld();
    for (const other of [alice, hospital, archive])
      expect((await registry.call(other, 'setPaused', true)).error).toBe('Unauthorized()');
    for (const on of [true, false]) {
      const { events } = await registry.call(regulator, 'setPaused', on);
      expect(events).toEqual([{ name: 'PauseSet', args: { on } }]);
      expect(await registry.read('paused')).toBe(on);
    }
  });

  it('that is a provider too makes nobody staff whom it registered as something else', async () => {
    const { registry } = await freshWorld();
    expect((await register.provider(registry, regulator, regulator.address)).error).toBeUndefined();
    for (const other of [archive, hospital, regulator]) {
      expect((await registry.reqManage(other, alice)).error).toBe(`UnknownEntity(${other.address})`);
      expect((await registry.grant(alice, { ms: other.address })).error).toBe(
        `UnknownEntity(${other.address})`,
      );
    }
  });

  it('P-04: moves no pair, whatever it calls', async () => {
    const { registry } = await freshWorld();
    await registry.grant(alice);
    const before = await registry.pair(alice, maria);
    await registry.revoc(regulator, maria);
    await registry.call(regulator, 'deny', maria.address);
    await registry.call(regulator, 'renounce', alice.address);
    await registry.call(regulator, 'revokeAll');
    await registry.call(regulator, 'setPaused', true);
    expect(await registry.pair(alice, maria)).toEqual(before);
  });
});
