import { describe, expect, it } from 'vitest';
import type { Hex } from '../../../sim/units.ts';
import { actors } from '../actors.ts';
import { createWorlds, grantInput, noHash } from './registry.ts';
import { domainOf, grantDecision, revokeDecision, signGrant, submitGrant, submitRevoke } from './signing.ts';

const { alice, maria, otto } = actors;
const freshWorld = createWorlds();

describe('a patient that is a contract', () => {
  const openWallet = async () => {
    const { registry, sandbox } = await freshWorld();
    const domain = domainOf(sandbox, registry);
    const wallet = await sandbox.deploy('test/TestWallet');
    const sp = { address: wallet.address, key: alice.key };
    const behave = (answer: number, reentry: Hex = '0x') =>
      wallet.send(alice, 'behave', [answer, registry.contract.address, reentry]);
    const grant = () => {
      const decision = grantDecision(sp);
      return submitGrant(registry, otto, decision, signGrant(alice, domain, decision));
    };
    return { registry, wallet, sp, behave, grant };
  };

  it('answers for itself, by ERC-1271', async () => {
    const { registry, sp, behave, grant } = await openWallet();
    expect((await grant()).error).toBe('BadSignature()');
    await behave(1);
    expect((await grant()).error).toBeUndefined();
    expect(await registry.reason({ sp })).toBe('ok');
    const decision = revokeDecision(sp, maria);
    expect((await submitRevoke(registry, otto, decision, '0x')).error).toBeUndefined();
  });

  it.each([
    ['refuses', 0],
    ['reverts', 2],
    ['burns all gas', 4],
  ])('that %s gives nothing', async (_name, answer) => {
    const { registry, sp, behave, grant } = await openWallet();
    await behave(answer);
    expect((await grant()).error).toBe('BadSignature()');
    expect(await registry.status(sp, maria)).toBe('none');
  });

  it('A31: that calls back while it is asked changes nothing: the call is static', async () => {
    const { registry, sp, behave, grant } = await openWallet();
    await behave(3, registry.contract.encode('revoc', [maria.address, noHash]));
    expect((await grant()).error).toBe('BadSignature()');
    expect(await registry.status(sp, maria)).toBe('none');
  });

  it('decides directly too', async () => {
    const { registry, wallet, sp } = await openWallet();
    const act = (data: Hex) => wallet.send(alice, 'act', [registry.contract.address, data]);
    await act(registry.contract.encode('grant', [grantInput()]));
    expect(await registry.reason({ sp })).toBe('ok');
    await act(registry.contract.encode('revoc', [maria.address, noHash]));
    expect(await registry.status(sp, maria)).toBe('revoked');
  });
});
