import { beforeEach, describe, expect, it } from 'vitest';
import { actors } from './actors.ts';
import { grant, pointer, policy, request, revoke, status, tokenOf } from './consent-calls.ts';
import { type Contract, createSandbox, type Outcome } from './sandbox.ts';

const { alice, bob, maria, noor } = actors;
const sandbox = createSandbox('osaka');

describe.each(['NaiveConsent', 'PaperConsent'])('%s, one patient and one member of staff', (name) => {
  let contract: Contract;
  beforeEach(async () => {
    contract = await sandbox.deploy(name);
  });

  it('has an empty policy before anybody asks', async () => {
    const token = `0x${'00'.repeat(32)}`;
    expect(await policy(contract, alice, maria)).toEqual({
      status: 0,
      requestedAt: 0n,
      token,
      encryptedAddress: '0x',
    });
  });

  it('records who asked whom, and when', async () => {
    const outcome = await request(contract, maria, alice);
    expect(outcome).toMatchObject({
      error: undefined,
      events: [{ name: 'AccessRequested', args: { sp: alice.address, ms: maria.address } }],
    });
    const { status: stage, requestedAt } = await policy(contract, alice, maria);
    expect([stage, requestedAt]).toEqual([status.requested, outcome.timestampS]);
  });

  it('gives the token and the encrypted address with the grant, in one transaction', async () => {
    await request(contract, maria, alice);
    const outcome = await grant(contract, alice, maria);
    const token = tokenOf(alice, maria, outcome.blockNumber);
    expect(outcome).toMatchObject({
      error: undefined,
      events: [{ name: 'ConsentGranted', args: { sp: alice.address, ms: maria.address, token } }],
    });
    expect(await policy(contract, alice, maria)).toMatchObject({
      status: status.active,
      token,
      encryptedAddress: pointer,
    });
  });

  it('lets anybody predict the token of the next block', async () => {
    const { blockNumber } = await request(contract, maria, alice);
    const guess = tokenOf(alice, maria, blockNumber + 1);
    await grant(contract, alice, maria);
    expect((await policy(contract, alice, maria, noor)).token).toBe(guess);
  });

  it('replaces token and address when a live grant is granted again', async () => {
    await request(contract, maria, alice);
    const first = await grant(contract, alice, maria);
    const second = await grant(contract, alice, maria, '0x11');
    expect(second.error).toBeUndefined();
    expect(await policy(contract, alice, maria)).toMatchObject({
      status: status.active,
      token: tokenOf(alice, maria, first.blockNumber + 1),
      encryptedAddress: '0x11',
    });
  });

  it('takes access back, and gives it again only to who asks again', async () => {
    await request(contract, maria, alice);
    await grant(contract, alice, maria);
    const outcome = await revoke(contract, alice, maria);
    expect(outcome).toMatchObject({
      error: undefined,
      events: [{ name: 'ConsentRevoked', args: { sp: alice.address, ms: maria.address } }],
    });
    expect((await policy(contract, alice, maria)).status).toBe(status.revoked);
    expect((await grant(contract, alice, maria)).error).toBe('BadState(3)');
    expect((await request(contract, maria, alice)).error).toBeUndefined();
    expect((await grant(contract, alice, maria)).error).toBeUndefined();
  });

  const steps = { request, grant, revoke };
  const call = (step: keyof typeof steps): Promise<Outcome> =>
    step === 'request' ? request(contract, maria, alice) : steps[step](contract, alice, maria);

  it.each([
    [[], 'grant', 'BadState(0)'],
    [[], 'revoke', 'BadState(0)'],
    [['request'], 'revoke', 'BadState(1)'],
    [['request', 'grant'], 'request', 'BadState(2)'],
    [['request', 'grant', 'revoke'], 'grant', 'BadState(3)'],
    [['request', 'grant', 'revoke'], 'revoke', 'BadState(3)'],
  ] as const)('after %o, %s reverts with %s and changes nothing', async (history, step, error) => {
    for (const earlier of history) expect((await call(earlier)).error).toBeUndefined();
    const before = await policy(contract, alice, maria);
    expect(await call(step)).toMatchObject({ error, events: [] });
    expect(await policy(contract, alice, maria)).toEqual(before);
  });

  it('refuses a grant that does not say where the data lies', async () => {
    await request(contract, maria, alice);
    expect((await grant(contract, alice, maria, '0x')).error).toBe(`EmptyAddress(${maria.address})`);
  });

  it('answers GetMS alike to every caller', async () => {
    await request(contract, maria, alice);
    await grant(contract, alice, maria);
    const answers = await Promise.all(
      [alice, bob, maria, noor].map((who) => policy(contract, alice, maria, who)),
    );
    expect(new Set(answers.map(({ token }) => token)).size).toBe(1);
  });
});
