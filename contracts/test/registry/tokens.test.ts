import { describe, expect, it } from 'vitest';
import type { GrantInput } from '../../../scenarios/consent/signed-decisions.ts';
import type { Hex } from '../../../sim/units.ts';
import type { Actor } from '../actors.ts';
import { actors } from '../actors.ts';
import type { Outcome } from '../sandbox.ts';
import { createWorlds, dayS, noHash, type Registry, reasons, recordIds, scope, word } from './registry.ts';

const { alice, bob, maria, noor, archive, cloud, hospital, regulator } = actors;
const freshWorld = createWorlds();
const [firstId, secondId] = recordIds;
const none = 0;
const [issued, consumed, cancelled] = [1, 2, 3];

const open = async (changes: Partial<GrantInput> = {}) => {
  const { registry, sandbox } = await freshWorld();
  await registry.setPointer(alice);
  await registry.grant(alice, changes);
  const consume = (id: Hex, from: Actor = archive, sp = alice, ms = maria): Promise<Outcome> =>
    registry.call(from, 'consumeToken', id, sp.address, ms.address, word(1), word(2));
  const status = async (id: Hex): Promise<unknown> =>
    ((await registry.read('tokenStatus', id)) as readonly unknown[])[0];
  return { registry, sandbox, consume, status };
};

const tokenIn = ({ events }: Outcome): Hex => events[0]?.args.tokenId as Hex;
const refused = (reason: (typeof reasons)[number]): string => `NotAuthorized(${reasons.indexOf(reason)})`;

describe('issuing', () => {
  it('gives a token of the grant, for one record and a while', async () => {
    const { registry } = await open();
    const outcome = await registry.issueToken();
    const grantId = await registry.read('grantId', alice.address, maria.address, 1);
    const tokenId = tokenIn(outcome);
    const expiresAt = Number(outcome.timestampS) + 600;
    const args = { tokenId, grantId, recordId: firstId, expiresAt };
    expect([outcome.error, outcome.events]).toEqual([undefined, [{ name: 'TokenIssued', args }]]);
    const [status, until, mdrs] = (await registry.read('tokenStatus', tokenId)) as [number, number, string];
    expect([status, until, mdrs.toLowerCase()]).toEqual([issued, expiresAt, archive.address]);
  });

  it('gives another token each time', async () => {
    const { registry } = await open();
    const [first, second] = [await registry.issueToken(), await registry.issueToken()];
    expect(tokenIn(first)).not.toBe(tokenIn(second));
    expect(await registry.read('entity', maria.address)).toMatchObject({ tokenSerial: 2 });
  });

  it('is refused for the reason that a check gives', async () => {
    const { registry, sandbox } = await open();
    const { issueToken, call } = registry;
    expect((await issueToken({ ms: noor })).error).toBe(refused('noGrant'));
    expect((await issueToken({ proof: [] })).error).toBe(refused('scopeMismatch'));
    expect((await issueToken({ ops: 4 })).error).toBe(refused('opsMismatch'));
    expect((await issueToken({ purpose: 2 })).error).toBe(refused('purposeMismatch'));
    await call(regulator, 'setPaused', true);
    expect((await issueToken()).error).toBe(refused('paused'));
    await call(hospital, 'setEntityActive', maria.address, false);
    expect((await issueToken()).error).toBe(refused('staffInvalid'));
    await sandbox.pass(31 * dayS);
    expect((await issueToken()).error).toBe(refused('expired'));
  });

  it('is refused for a record that is not registered with the granted server', async () => {
    const { registry } = await open();
    const second = { recordId: secondId, proof: scope.proofOf(secondId) ?? [] };
    expect((await registry.issueToken(second)).error).toBe('PointerMismatch()');
    await registry.setPointer(alice, { recordId: secondId, mdrs: cloud });
    expect((await registry.issueToken(second)).error).toBe('PointerMismatch()');
    await registry.setPointer(alice, { recordId: secondId });
    expect((await registry.issueToken(second)).error).toBeUndefined();
  });

  it('is for a minute at least and a day at most', async () => {
    const { registry } = await open();
    for (const ttl of [59, dayS + 1]) expect((await registry.issueToken({}, ttl)).error).toBe('BadWindow()');
    for (const ttl of [60, dayS]) expect((await registry.issueToken({}, ttl)).error).toBeUndefined();
  });
});

describe('consuming', () => {
  it('uses a token up, once, and says for what', async () => {
    const { registry, consume, status } = await open();
    const id = tokenIn(await registry.issueToken());
    const { error, events } = await consume(id);
    const args = { tokenId: id, requestHash: word(1), responseHash: word(2) };
    expect([error, events]).toEqual([undefined, [{ name: 'TokenConsumed', args }]]);
    expect(await status(id)).toBe(consumed);
    expect((await registry.pair(alice, maria)).uses).toBe(1);
    expect((await consume(id)).error).toBe(`TokenState(${consumed})`);
    expect((await registry.pair(alice, maria)).uses).toBe(1);
  });

  it('is for the server of the token alone, of a token that exists', async () => {
    const { registry, consume } = await open();
    const id = tokenIn(await registry.issueToken());
    for (const other of [cloud, maria, alice, regulator])
      expect((await consume(id, other)).error).toBe('Unauthorized()');
    expect((await consume(word(1))).error).toBe(`TokenState(${none})`);
  });

  it('is refused for another pair than the token’s', async () => {
    const { registry, consume } = await open();
    await registry.grant(bob);
    await registry.grant(alice, { ms: noor.address });
    const id = tokenIn(await registry.issueToken());
    expect((await consume(id, archive, bob)).error).toBe('Unauthorized()');
    expect((await consume(id, archive, alice, noor)).error).toBe('Unauthorized()');
  });

  it('I-07: is possible before the token expires, and not at that second', async () => {
    const { registry, sandbox, consume } = await open();
    for (const [age, outcome] of [
      [59, undefined],
      [60, refused('expired')],
      [75, refused('expired')],
    ] as const) {
      const token = await registry.issueToken({}, 60);
      await sandbox.pass(age - 2 * 12);
      const { error, timestampS } = await consume(tokenIn(token));
      expect([timestampS - token.timestampS, error]).toEqual([BigInt(age), outcome]);
    }
  });

  it('I-04: is refused after a revocation, a renunciation and a new grant, for the epoch is over', async () => {
    const ends: ((registry: Registry) => Promise<Outcome>)[] = [
      ({ revoc }) => revoc(alice, maria),
      ({ call }) => call(maria, 'renounce', alice.address),
      ({ grant }) => grant(alice),
    ];
    for (const end of ends) {
      const { registry, consume } = await open();
      const id = tokenIn(await registry.issueToken());
      await end(registry);
      expect((await consume(id)).error).toBe('StaleEpoch(1, 2)');
      await registry.grant(alice);
      expect((await consume(id)).error).toMatch(/^StaleEpoch\(1, /);
    }
  });

  it('is refused while the grant is not live', async () => {
    const { registry, consume } = await open();
    const id = tokenIn(await registry.issueToken());
    await registry.call(regulator, 'setPaused', true);
    expect((await consume(id)).error).toBe(refused('paused'));
    await registry.call(regulator, 'setEntityActive', hospital.address, false);
    expect((await consume(id)).error).toBe(refused('providerInvalid'));
    await registry.call(alice, 'revokeAll');
    expect((await consume(id)).error).toBe(refused('patientEpoch'));
  });

  it('I-07: stops at the greatest number of uses, even of tokens that were issued before', async () => {
    const { registry, consume } = await open({ usesMax: 2 });
    const ids: Hex[] = [];
    for (let count = 0; count < 3; count += 1) ids.push(tokenIn(await registry.issueToken()));
    const errors: (string | undefined)[] = [];
    for (const id of ids) errors.push((await consume(id)).error);
    expect(errors).toEqual([undefined, undefined, refused('usesExhausted')]);
    expect(await registry.reason()).toBe('usesExhausted');
    expect((await registry.issueToken()).error).toBe(refused('usesExhausted'));
    await registry.grant(alice, { usesMax: 2 });
    expect(await registry.reason()).toBe('ok');
  });
});

describe('cancelling', () => {
  it('is the patient’s, before the token is used', async () => {
    const { registry, consume, status } = await open();
    const [first, second] = [tokenIn(await registry.issueToken()), tokenIn(await registry.issueToken())];
    for (const other of [bob, maria, archive, regulator])
      expect((await registry.call(other, 'cancelToken', first, maria.address)).error).toBe('Unauthorized()');
    const { error, events } = await registry.call(alice, 'cancelToken', first, maria.address);
    expect([error, events]).toEqual([undefined, [{ name: 'TokenCancelled', args: { tokenId: first } }]]);
    expect(await status(first)).toBe(cancelled);
    expect((await consume(first)).error).toBe(`TokenState(${cancelled})`);
    expect((await consume(second)).error).toBeUndefined();
    const late = await registry.call(alice, 'cancelToken', second, maria.address);
    expect(late.error).toBe(`TokenState(${consumed})`);
  });

  it('takes the holder’s name, and works in a pause and after the grant has ended', async () => {
    const { registry } = await open();
    const id = tokenIn(await registry.issueToken());
    expect((await registry.call(alice, 'cancelToken', id, noor.address)).error).toBe('Unauthorized()');
    await registry.call(regulator, 'setPaused', true);
    await registry.revoc(alice, maria);
    expect((await registry.call(alice, 'cancelToken', id, maria.address)).error).toBeUndefined();
  });
});

describe('a commitment to many accesses', () => {
  it('is an event of a registered server, suspended or not', async () => {
    const { registry } = await freshWorld();
    await registry.call(regulator, 'setEntityActive', archive.address, false);
    const { error, events } = await registry.call(archive, 'commitUsage', 7n, word(9), 1000);
    const args = { mdrs: archive.address, batch: 7n, root: word(9), count: 1000 };
    expect([error, events]).toEqual([undefined, [{ name: 'UsageCommitted', args }]]);
    const { error: refusal } = await registry.call(maria, 'commitUsage', 7n, word(9), 1000);
    expect(refusal).toBe(`UnknownEntity(${maria.address})`);
  });

  it('says something', async () => {
    const { registry } = await freshWorld();
    expect((await registry.call(archive, 'commitUsage', 7n, noHash, 1)).error).toBe('ZeroValue()');
    expect((await registry.call(archive, 'commitUsage', 7n, word(9), 0)).error).toBe('ZeroValue()');
  });
});
