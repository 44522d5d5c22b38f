import { describe, expect, it } from 'vitest';
import type { GrantDecision, RevokeDecision } from '../../../scenarios/consent/signed-decisions.ts';
import type { Hex } from '../../../sim/units.ts';
import { actors } from '../actors.ts';
import { createWorlds, noHash, word } from './registry.ts';
import {
  compactForm,
  deadline,
  domainOf,
  grantDecision,
  highS,
  revokeDecision,
  signGrant,
  signRevoke,
  submitGrant,
  submitRevoke,
  withV,
} from './signing.ts';

const { alice, bob, maria, noor, otto, cloud, regulator } = actors;
const freshWorld = createWorlds();

const open = async () => {
  const { registry, sandbox } = await freshWorld();
  const domain = domainOf(sandbox, registry);
  return {
    registry,
    sandbox,
    domain,
    grant: (decision: GrantDecision, signature?: Hex) =>
      submitGrant(registry, otto, decision, signature ?? signGrant(alice, domain, decision)),
    revoke: (decision: RevokeDecision, signature?: Hex) =>
      submitRevoke(registry, otto, decision, signature ?? signRevoke(alice, domain, decision)),
  };
};

describe('a signed grant', () => {
  it('is the patient’s, whoever submits it', async () => {
    const { registry, grant } = await open();
    const { error, events } = await grant(grantDecision(alice));
    expect([error, events[0]?.args]).toMatchObject([undefined, { sp: alice.address, epoch: 1 }]);
    expect(await registry.reason()).toBe('ok');
    expect(await registry.status(otto, maria)).toBe('none');
  });

  it('I-06: is accepted once', async () => {
    const { grant } = await open();
    await grant(grantDecision(alice));
    expect((await grant(grantDecision(alice))).error).toBe('StaleEpoch(0, 1)');
  });

  it('A17: dies with a revocation, even one before any grant', async () => {
    const { registry, grant } = await open();
    await registry.revoc(alice, maria);
    expect((await grant(grantDecision(alice))).error).toBe('StaleEpoch(0, 1)');
    expect((await grant(grantDecision(alice, { epoch: 1 }))).error).toBeUndefined();
  });

  it('dies when its patient takes everything back, though the pair’s epoch is the same', async () => {
    const { registry, grant } = await open();
    await registry.call(alice, 'revokeAll');
    expect((await grant(grantDecision(alice))).error).toBe('BadSignature()');
    expect((await grant(grantDecision(alice, { patientEpoch: 1 }))).error).toBeUndefined();
  });

  it('does not wait for other pairs', async () => {
    const { grant } = await open();
    const forNoor = grantDecision(alice, { ms: noor.address });
    for (const decision of [grantDecision(alice), grantDecision(alice, { epoch: 1 }), forNoor])
      expect((await grant(decision)).error).toBeUndefined();
  });

  it('is refused with any word changed after signing', async () => {
    const { registry, grant, domain } = await open();
    await registry.reqManage(maria, alice);
    const decision = grantDecision(alice);
    const signature = signGrant(alice, domain, decision);
    const changes: Partial<GrantDecision>[] = [
      ...[{ sp: bob.address }, { ms: noor.address }, { mdrs: cloud.address }, { scope: word(1) }],
      ...[{ terms: word(1) }, { notBefore: 1 }, { expiresAt: decision.expiresAt + 1 }, { ops: 1 }],
      ...[{ purpose: 2 }, { usesMax: 1 }, { deadline: deadline + 1n }],
    ];
    for (const change of changes)
      expect((await grant({ ...decision, ...change }, signature)).error).toBe('BadSignature()');
    expect((await grant(decision, signature)).error).toBeUndefined();
  });

  it('A14: is refused from anybody but the patient', async () => {
    const { grant, domain } = await open();
    const decision = grantDecision(alice);
    for (const forger of [bob, maria, otto, regulator])
      expect((await grant(decision, signGrant(forger, domain, decision))).error).toBe('BadSignature()');
  });

  it('A19: has one form', async () => {
    const { grant, domain } = await open();
    const decision = grantDecision(alice);
    const signature = signGrant(alice, domain, decision);
    const parity = signature.endsWith('1b') ? 0 : 1;
    const others: Hex[] = [
      ...[highS(signature), compactForm(signature), withV(signature, parity), `${signature}00` as const],
      ...([`0x${'00'.repeat(65)}`, '0x'] as const),
    ];
    for (const other of others) expect((await grant(decision, other)).error).toBe('BadSignature()');
    expect((await grant(decision, signature)).error).toBeUndefined();
  });

  it('is accepted until its deadline, and not a second later', async () => {
    const { sandbox, grant } = await open();
    const next = sandbox.nowS() + 12n;
    expect((await grant(grantDecision(alice, { deadline: next - 1n }))).error).toBe('SignatureExpired()');
    expect((await grant(grantDecision(alice, { deadline: next + 12n }))).error).toBeUndefined();
  });

  it('is subject to every rule of a grant', async () => {
    const { registry, grant } = await open();
    expect((await grant(grantDecision(alice, { scope: noHash }))).error).toBe('ZeroValue()');
    await registry.call(regulator, 'setPaused', true);
    expect((await grant(grantDecision(alice))).error).toBe('IsPaused()');
  });
});

describe('a signed revocation', () => {
  it('is the patient’s, covers what it says, and names the patient as the one who decided', async () => {
    const { registry, revoke } = await open();
    await registry.grant(alice);
    const { error, events } = await revoke(
      revokeDecision(alice, maria, { throughEpoch: 3, reason: word(9) }),
    );
    const args = { sp: alice.address, ms: maria.address, epoch: 4, by: alice.address, reason: word(9) };
    expect([error, events]).toEqual([undefined, [{ name: 'ConsentRevoked', args }]]);
    expect(await registry.reason()).toBe('notActive');
  });

  it('A16: for one epoch ahead beats a signed grant, in either order', async () => {
    for (const order of ['grant first', 'revocation first']) {
      const { registry, grant, revoke } = await open();
      const steps = [() => grant(grantDecision(alice)), () => revoke(revokeDecision(alice, maria))];
      for (const step of order === 'grant first' ? steps : steps.reverse()) await step();
      expect(await registry.status(alice, maria)).toBe('revoked');
    }
  });

  it('I-06: is accepted once', async () => {
    const { revoke } = await open();
    await revoke(revokeDecision(alice, maria));
    expect((await revoke(revokeDecision(alice, maria))).error).toBe('StaleEpoch(1, 2)');
  });

  it('A41: reaches 16 epochs ahead, so that no signature wraps the counter', async () => {
    const { revoke } = await open();
    for (const throughEpoch of [17, 2 ** 32 - 1])
      expect((await revoke(revokeDecision(alice, maria, { throughEpoch }))).error).toBe('EpochJump()');
    expect((await revoke(revokeDecision(alice, maria, { throughEpoch: 16 }))).error).toBeUndefined();
  });

  it('is refused with any word changed after signing, in any other form, and from anybody else', async () => {
    const { registry, revoke, domain } = await open();
    await registry.grant(bob);
    const decision = revokeDecision(alice, maria);
    const signature = signRevoke(alice, domain, decision);
    const changes: Partial<RevokeDecision>[] = [
      ...[{ sp: bob.address }, { ms: noor.address }, { throughEpoch: 2 }, { reason: word(1) }],
      { deadline: deadline + 1n },
    ];
    for (const change of changes)
      expect((await revoke({ ...decision, ...change }, signature)).error).toBe('BadSignature()');
    for (const other of [highS(signature), compactForm(signature), signRevoke(maria, domain, decision)])
      expect((await revoke(decision, other)).error).toBe('BadSignature()');
  });

  it('is accepted until its deadline, and not a second later', async () => {
    const { sandbox, revoke } = await open();
    const late = revokeDecision(alice, maria, { deadline: sandbox.nowS() + 11n });
    expect((await revoke(late)).error).toBe('SignatureExpired()');
    const inTime = revokeDecision(alice, maria, { deadline: sandbox.nowS() + 12n });
    expect((await revoke(inTime)).error).toBeUndefined();
  });

  it('I-10: works during a pause and closes an open request, for 60,000 gas', async () => {
    const { registry, revoke } = await open();
    await registry.reqManage(maria, alice);
    await registry.call(regulator, 'setPaused', true);
    const { error, gasUsed } = await revoke(revokeDecision(alice, maria));
    expect(error).toBeUndefined();
    expect(gasUsed).toBeLessThan(60_000);
    expect(await registry.read('entity', maria.address)).toMatchObject({ openRequests: 0 });
  });
});
