import { hashStruct } from 'viem/utils';
import { describe, expect, it } from 'vitest';
import type { TypedDomain } from '../../../scenarios/consent/typed-message.ts';
import type { Artifact } from '../../../sim/ethereum/artifact.ts';
import type { Hex } from '../../../sim/units.ts';
import { actors } from '../actors.ts';
import { createSandbox } from '../sandbox.ts';
import { createWorlds, deployRegistry, type Registry, registerCast } from './registry.ts';
import {
  domainOf,
  grantDecision,
  revokeDecision,
  signGrant,
  signRevoke,
  submitGrant,
  submitRevoke,
} from './signing.ts';

const { alice, maria, otto } = actors;
const freshWorld = createWorlds();

const open = async () => {
  const { registry, sandbox } = await freshWorld();
  return { registry, sandbox, domain: domainOf(sandbox, registry) };
};

/** EIP-712 §Definition of domainSeparator, for the fields that are documented. */
const separatorOf = (domain: TypedDomain): Hex => {
  const fields = { name: 'string', version: 'string', chainId: 'uint256', verifyingContract: 'address' };
  const EIP712Domain = Object.entries(fields).map(([name, type]) => ({ name, type }));
  return hashStruct({
    data: { name: 'MedConsent', version: '1', ...domain },
    primaryType: 'EIP712Domain',
    types: { EIP712Domain },
  });
};

/** An artifact whose creation code is CODECOPY and RETURN: it deploys `code` as it is. */
const deploying = ({ contract: { artifact } }: Registry, code: Hex): Artifact => {
  const length = ((code.length - 2) / 2).toString(16).padStart(4, '0');
  const abi = artifact.abi.filter(({ type }) => type !== 'constructor');
  return { ...artifact, abi, bytecode: `0x61${length}80600c6000396000f3${code.slice(2)}` };
};

describe('the domain', () => {
  it('is the one that is documented, and is published by ERC-5267', async () => {
    const { registry, domain } = await open();
    expect(await registry.read('domainSeparator')).toBe(separatorOf(domain));
    const [fields, name, version, chainId] = (await registry.read('eip712Domain')) as unknown[];
    expect([fields, name, version, chainId]).toEqual(['0x0f', 'MedConsent', '1', 1337n]);
  });
});

describe('A18: a signature for one contract on one chain', () => {
  it('is refused by the same contract on another chain', async () => {
    const { domain } = await open();
    const elsewhere = createSandbox('osaka', 1);
    const registry = await deployRegistry(elsewhere);
    await registerCast(registry);
    expect(registry.contract.address).toBe(domain.verifyingContract);
    const [given, taken] = [grantDecision(alice), revokeDecision(alice, maria)];
    const grantSignature = signGrant(alice, domain, given);
    expect((await submitGrant(registry, otto, given, grantSignature)).error).toBe('BadSignature()');
    const revokeSignature = signRevoke(alice, domain, taken);
    expect((await submitRevoke(registry, otto, taken, revokeSignature)).error).toBe('BadSignature()');
  });

  it('is refused by another contract on the same chain', async () => {
    const { domain, sandbox } = await open();
    const registry = await deployRegistry(sandbox);
    await registerCast(registry);
    const given = grantDecision(alice);
    expect((await submitGrant(registry, otto, given, signGrant(alice, domain, given))).error).toBe(
      'BadSignature()',
    );
  });

  it('is refused after a fork, because the separator follows the chain id', async () => {
    const { registry, sandbox, domain } = await open();
    const fork = createSandbox('osaka', 2);
    const onFork = await fork.deploy(deploying(registry, await sandbox.codeAt(domain.verifyingContract)));
    expect(onFork.address).toBe(domain.verifyingContract);
    expect(await onFork.read(alice, 'domainSeparator', [])).toBe(separatorOf({ ...domain, chainId: 2 }));
  });
});
