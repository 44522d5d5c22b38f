import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type LiteField,
  type LiteFields,
  liteLayout,
  packWord,
  reservedFields,
} from '../../../scenarios/consent/lite-word.ts';
import { actor, actors } from '../actors.ts';
import { dayS, reasons, startS, word } from '../registry/registry.ts';
import { createSandbox } from '../sandbox.ts';
import { createLiteWorlds, terms } from './lite.ts';

const { alice, bob, maria, noor, archive, cloud, regulator } = actors;
const freshWorld = createLiteWorlds();
const [active, revoked] = [2, 4];
const refused = (reason: (typeof reasons)[number]): string => `NotAuthorized(${reasons.indexOf(reason)})`;

describe('a grant', () => {
  it('is stored as one word: the terms, stamped with status and epochs', async () => {
    const { lite } = await freshWorld();
    await lite.call(alice, 'revokeAll');
    const given = { ...terms, notBefore: startS, usesMax: 7 };
    const { error, events } = await lite.grant(alice, maria, given);
    const stored = { ...given, status: active, epoch: 1, patientEpoch: 1, uses: 0 };
    expect(error).toBeUndefined();
    expect(events).toEqual([
      { name: 'ConsentGranted', args: { sp: alice.address, ms: maria.address, word: packWord(stored) } },
    ]);
    expect(await lite.pair(alice, maria)).toEqual(stored);
  });

  it.each(reservedFields)('refuses terms that set %s, which only the contract may', async (field) => {
    const { lite } = await freshWorld();
    for (const value of [1, 2 ** liteLayout[field] - 1]) {
      const { error } = await lite.grant(alice, maria, { [field]: value });
      expect(error).toBe(`ReservedBits(${packWord({ [field]: value })})`);
    }
    expect(await lite.reason()).toBe('noGrant');
  });

  it('keeps every other bit of the terms as it came', async () => {
    const free = (Object.keys(liteLayout) as LiteField[]).filter(
      (field) => !(reservedFields as readonly LiteField[]).includes(field),
    );
    const anyTerms = fc.record({
      notBefore: fc.integer({ min: 0, max: startS + dayS }),
      expiresAt: fc.integer({ min: startS + 2 * dayS, max: startS + 300 * dayS }),
      ops: fc.integer({ min: 1, max: 255 }).filter((ops) => (ops & 31) !== 0),
      purpose: fc.integer({ min: 1, max: 0xffff }),
      categories: fc.integer({ min: 1, max: 0xffffffff }),
      server: fc.constantFrom(1, 2),
      usesMax: fc.integer({ min: 0, max: 0xffff }),
    });
    await fc.assert(
      fc.asyncProperty(anyTerms, async (given: Partial<LiteFields>) => {
        const { lite } = await freshWorld();
        await lite.grant(alice, maria, given);
        const stored = await lite.pair(alice, maria);
        expect(Object.fromEntries(free.map((field) => [field, stored[field]]))).toEqual(given);
      }),
      { numRuns: 40 },
    );
  });

  it.each<[string, Partial<LiteFields>]>([
    ['no purpose', { purpose: 0 }],
    ['no category', { categories: 0 }],
    ['no operation', { ops: 0 }],
    ['only operations that nobody knows', { ops: 0b11100000 }],
    ['no server', { server: 0 }],
    ['a server that is not registered yet', { server: 3 }],
  ])('with %s is refused', async (_name, nothing) => {
    const { lite } = await freshWorld();
    expect((await lite.grant(alice, maria, nothing)).error).toBe('ZeroValue()');
  });

  it('goes to somebody', async () => {
    const { lite } = await freshWorld();
    const nobody = { address: `0x${'00'.repeat(20)}`, key: alice.key } as const;
    expect((await lite.grant(alice, nobody)).error).toBe('ZeroValue()');
  });

  it('has a window that is not empty, not past, and ends within a year', async () => {
    const { lite, sandbox } = await freshWorld();
    const nextBlockS = () => Number(sandbox.nowS()) + 12;
    const attempt = async (notBefore: number, expiresAt: number) =>
      (await lite.grant(alice, maria, { notBefore, expiresAt })).error;
    expect(await attempt(0, nextBlockS())).toBe('BadWindow()');
    expect(await attempt(0, nextBlockS() + 1)).toBeUndefined();
    expect(await attempt(startS + dayS, startS + dayS)).toBe('BadWindow()');
    expect(await attempt(startS + dayS, startS + dayS + 1)).toBeUndefined();
    expect(await attempt(0, nextBlockS() + 365 * dayS + 1)).toBe('BadWindow()');
    expect(await attempt(0, nextBlockS() + 365 * dayS)).toBeUndefined();
  });
});

describe('a check', () => {
  it('says Ok to what was granted, NoGrant of every other pair, alike to every caller', async () => {
    const { lite } = await freshWorld();
    await lite.grant(alice, maria);
    for (const caller of Object.values(actors)) expect(await lite.reason({}, caller)).toBe('ok');
    expect(await lite.reason({ categories: 0b1011, ops: 3 })).toBe('ok');
    expect([await lite.reason({ sp: bob }), await lite.reason({ ms: noor })]).toEqual(['noGrant', 'noGrant']);
    expect(await lite.reason({ sp: maria, ms: alice })).toBe('noGrant');
  });

  it('names the first thing that is not as granted', async () => {
    const { lite } = await freshWorld();
    await lite.grant(alice, maria, { ops: 0b11100011 });
    const wrong = { server: 2, categories: 4, ops: 4, purpose: 2 };
    expect(await lite.reason(wrong)).toBe('wrongServer');
    expect(await lite.reason({ ...wrong, server: 1 })).toBe('scopeMismatch');
    for (const categories of [0, 4, 0b1111])
      expect(await lite.reason({ categories, purpose: 2 })).toBe('scopeMismatch');
    for (const ops of [0, 4, 7, 32]) expect(await lite.reason({ ops, purpose: 2 })).toBe('opsMismatch');
    expect(await lite.reason({ purpose: 2 })).toBe('purposeMismatch');
  });

  it('covers a window from its first second to before its last', async () => {
    const { lite, sandbox } = await freshWorld();
    const [notBefore, expiresAt] = [startS + dayS, startS + 2 * dayS];
    await lite.grant(alice, maria, { notBefore, expiresAt });
    for (const [second, reason] of [
      [notBefore - 1, 'notYetValid'],
      [notBefore, 'ok'],
      [expiresAt - 1, 'ok'],
      [expiresAt, 'expired'],
    ] as const) {
      await sandbox.pass(second - Number(sandbox.nowS()) - 12);
      expect([sandbox.nowS(), await lite.reason()]).toEqual([BigInt(second), reason]);
    }
  });
});

describe('taking back', () => {
  it('ends a grant, and is possible before there is any', async () => {
    const { lite } = await freshWorld();
    for (const [epoch, grants] of [
      [1, false],
      [3, true],
    ] as const) {
      if (grants) await lite.grant(alice, maria);
      const { error, events } = await lite.revoc(alice, maria);
      const args = { sp: alice.address, ms: maria.address, epoch };
      expect([error, events]).toEqual([undefined, [{ name: 'ConsentRevoked', args }]]);
      expect(await lite.pair(alice, maria)).toMatchObject({ status: revoked, epoch, server: 0 });
      expect(await lite.reason()).toBe('notActive');
    }
  });

  it('is the patient’s alone', async () => {
    const { lite } = await freshWorld();
    await lite.grant(alice, maria);
    for (const other of [bob, maria, archive, regulator]) {
      await lite.revoc(other, maria);
      await lite.call(other, 'revokeAll');
    }
    expect(await lite.reason()).toBe('ok');
  });

  it('of everything makes all grants of the patient stale until the next', async () => {
    const { lite } = await freshWorld();
    await lite.grant(alice, maria);
    await lite.grant(bob, maria);
    const { events } = await lite.call(alice, 'revokeAll');
    expect(events).toEqual([{ name: 'AllRevoked', args: { sp: alice.address, patientEpoch: 1 } }]);
    expect(await lite.read('patientEpoch', alice.address)).toBe(1);
    expect([await lite.reason(), await lite.reason({ sp: bob })]).toEqual(['patientEpoch', 'ok']);
    await lite.grant(alice, maria);
    expect(await lite.reason()).toBe('ok');
  });
});

describe('uses', () => {
  it('are counted by the granted server until there are none left', async () => {
    const { lite } = await freshWorld();
    await lite.grant(alice, maria, { usesMax: 2 });
    const use = (from = archive) => lite.call(from, 'recordUse', alice.address, maria.address);
    for (const other of [cloud, maria, alice, regulator])
      expect((await use(other)).error).toBe('Unauthorized()');
    for (const uses of [1, 2]) {
      const args = { sp: alice.address, ms: maria.address, uses };
      expect((await use()).events).toEqual([{ name: 'GrantUsed', args }]);
    }
    expect(await lite.pair(alice, maria)).toMatchObject({ uses: 2, usesMax: 2, server: 1 });
    expect((await use()).error).toBe(refused('usesExhausted'));
    expect(await lite.reason()).toBe('usesExhausted');
    await lite.grant(alice, maria, { usesMax: 2 });
    expect(await lite.reason()).toBe('ok');
  });

  it('fill their field without touching the next', async () => {
    const { lite } = await freshWorld();
    await lite.grant(alice, maria, { usesMax: 0xffff });
    await lite.call(archive, 'recordUse', alice.address, maria.address);
    expect(await lite.pair(alice, maria)).toMatchObject({ uses: 1, usesMax: 0xffff, server: 1 });
  });

  it('without a limit are allowed and not counted', async () => {
    const { lite } = await freshWorld();
    await lite.grant(alice, maria);
    const { error, events } = await lite.call(archive, 'recordUse', alice.address, maria.address);
    expect([error, events]).toEqual([undefined, []]);
    expect(await lite.pair(alice, maria)).toMatchObject({ uses: 0 });
  });

  it('need a grant that is live', async () => {
    const { lite } = await freshWorld();
    await lite.grant(alice, maria, { usesMax: 2 });
    await lite.call(alice, 'revokeAll');
    const { error } = await lite.call(archive, 'recordUse', alice.address, maria.address);
    expect(error).toBe(refused('patientEpoch'));
  });
});

describe('what leaves an event only', () => {
  it('is a request, from whomever', async () => {
    const { lite } = await freshWorld();
    const { events } = await lite.reqManage(maria, alice);
    const args = { sp: alice.address, ms: maria.address, purpose: 1, ops: 3, categories: 0b1011 };
    expect(events).toEqual([{ name: 'AccessRequested', args }]);
    expect(await lite.reason()).toBe('noGrant');
  });

  it('is a commitment to many accesses, in the sender’s name', async () => {
    const { lite } = await freshWorld();
    const { events } = await lite.call(archive, 'commitUsage', 7n, word(9), 1000);
    const args = { mdrs: archive.address, batch: 7n, root: word(9), count: 1000 };
    expect(events).toEqual([{ name: 'UsageCommitted', args }]);
  });
});

describe('servers', () => {
  it('get the next index from the regulator', async () => {
    const { lite } = await freshWorld();
    const newcomer = actor(77).address;
    const { events } = await lite.call(regulator, 'registerServer', newcomer);
    expect(events).toEqual([{ name: 'ServerRegistered', args: { server: 3, mdrs: newcomer } }]);
    expect(String(await lite.read('serverAt', 3)).toLowerCase()).toBe(newcomer);
    for (const other of [alice, maria, archive])
      expect((await lite.call(other, 'registerServer', newcomer)).error).toBe('Unauthorized()');
    const zero = `0x${'00'.repeat(20)}`;
    expect((await lite.call(regulator, 'registerServer', zero)).error).toBe('ZeroValue()');
  });

  it('are registered by a regulator who is somebody', async () => {
    const zero = `0x${'00'.repeat(20)}`;
    await expect(createSandbox('osaka').deploy('ConsentLite', [zero])).rejects.toThrow('did not deploy');
  });
});
