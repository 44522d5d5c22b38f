import { concat, keccak256 } from 'viem/utils';
import { describe, expect, it } from 'vitest';
import { leafOf } from '../../../scenarios/consent/merkle-tree.ts';
import { scopeOf } from '../../../scenarios/consent/record-scope.ts';
import type { Hex } from '../../../sim/units.ts';
import { actors } from '../actors.ts';
import {
  createWorlds,
  dayS,
  type Question,
  type Registry,
  recordIds,
  scope,
  startS,
  word,
} from './registry.ts';

const { alice, bob, maria, noor, hospital, archive, cloud, regulator } = actors;
const freshWorld = createWorlds();
const [firstId] = recordIds;

describe('a check', () => {
  const spoilers: Record<string, (registry: Registry) => Promise<unknown>> = {
    paused: ({ call }) => call(regulator, 'setPaused', true),
    serverInvalid: ({ call }) => call(regulator, 'setEntityActive', archive.address, false),
    providerInvalid: ({ call }) => call(regulator, 'setEntityActive', hospital.address, false),
    staffInvalid: ({ call }) => call(hospital, 'setEntityActive', maria.address, false),
    patientEpoch: ({ call }) => call(alice, 'revokeAll'),
    notActive: ({ revoc }) => revoc(alice, maria),
  };

  it('says Ok to what was granted', async () => {
    const { registry } = await freshWorld();
    await registry.grant(alice);
    for (const recordId of recordIds)
      expect(await registry.reason({ recordId, proof: scope.proofOf(recordId) ?? [] })).toBe('ok');
    expect(await registry.reason({ ops: 3 })).toBe('ok');
  });

  it('says NoGrant where nothing happened, and to every other pair', async () => {
    const { registry } = await freshWorld();
    await registry.grant(alice);
    expect(await registry.reason({ ms: noor })).toBe('noGrant');
    expect(await registry.reason({ sp: bob })).toBe('noGrant');
  });

  it.each(Object.entries(spoilers))('says %s', async (reason, spoil) => {
    const { registry } = await freshWorld();
    await registry.grant(alice);
    await spoil(registry);
    expect(await registry.reason()).toBe(reason);
  });

  it('names the first reason that applies, of those about the grant before those about the question', async () => {
    const { registry } = await freshWorld();
    await registry.grant(alice);
    const wrong: Partial<Question> = { mdrs: cloud, proof: [], ops: 4, purpose: 2 };
    expect(await registry.reason(wrong)).toBe('wrongServer');
    expect(await registry.reason({ ...wrong, mdrs: archive })).toBe('scopeMismatch');
    const { mdrs: _server, proof: _proof, ...rest } = wrong;
    expect(await registry.reason(rest)).toBe('opsMismatch');
    expect(await registry.reason({ purpose: 2 })).toBe('purposeMismatch');
    for (const [reason, spoil] of Object.entries(spoilers)) {
      await spoil(registry);
      expect(await registry.reason(wrong)).toBe(reason);
    }
  });

  it('covers a window from its first second to before its last', async () => {
    const { registry, sandbox } = await freshWorld();
    const [notBefore, expiresAt] = [startS + dayS, startS + 2 * dayS];
    await registry.grant(alice, { notBefore, expiresAt });
    const reasonAt = async (second: number) => {
      await sandbox.pass(second - Number(sandbox.nowS()) - 12);
      expect(sandbox.nowS()).toBe(BigInt(second));
      return registry.reason();
    };
    expect(await reasonAt(notBefore - 15)).toBe('notYetValid');
    expect(await reasonAt(notBefore - 1)).toBe('notYetValid');
    expect(await reasonAt(notBefore)).toBe('ok');
    expect(await reasonAt(expiresAt - 1)).toBe('ok');
    expect(await reasonAt(expiresAt)).toBe('expired');
    expect(await reasonAt(expiresAt + 15)).toBe('expired');
  });

  it('grants all that is asked or nothing, and never an operation that nobody knows', async () => {
    const { registry } = await freshWorld();
    await registry.grant(alice, { ops: 0xffffffe5 }); // READ, DERIVE and bits without a meaning
    const refused = await Promise.all(
      [0, 2, 3, 7, 32, 33, 0xffffffe0].map((ops) => registry.reason({ ops })),
    );
    expect(new Set(refused)).toEqual(new Set(['opsMismatch']));
    const granted = await Promise.all([1, 4, 5].map((ops) => registry.reason({ ops })));
    expect(new Set(granted)).toEqual(new Set(['ok']));
  });

  it('I-14: answers alike to every caller, and so does GetMS', async () => {
    const { registry } = await freshWorld();
    await registry.grant(alice);
    const callers = Object.values(actors);
    const checks = await Promise.all(callers.map((caller) => registry.reason({}, caller)));
    expect(new Set(checks)).toEqual(new Set(['ok']));
    const args = [alice.address, maria.address];
    const pairs = await Promise.all(callers.map((caller) => registry.contract.read(caller, 'GetMS', args)));
    for (const pair of pairs) expect(pair).toEqual(pairs[0]);
  });
});

describe('the scope of a grant', () => {
  const grantOver = async (root: Hex) => {
    const { registry } = await freshWorld();
    await registry.grant(alice, { scope: root });
    return registry;
  };

  it.each([1, 2, 3, 4, 5, 8, 13])('covers each of %i records and no other', async (count) => {
    const ids = Array.from({ length: count }, (_, index) => word(index + 1)) as [Hex, ...Hex[]];
    const tree = scopeOf(ids);
    const registry = await grantOver(tree.root);
    for (const recordId of ids)
      expect(await registry.reason({ recordId, proof: tree.proofOf(recordId) ?? [] })).toBe('ok');
    const proof = tree.proofOf(ids[0]) ?? [];
    expect(await registry.reason({ recordId: word(count + 1), proof })).toBe('scopeMismatch');
    expect(tree.proofOf(word(count + 1))).toBeUndefined();
  });

  it('A39: takes no interior node, no leaf and no root for a record', async () => {
    const registry = await grantOver(scope.root);
    const proof = scope.proofOf(firstId) ?? [];
    const [sibling] = proof as [Hex];
    const pair = [leafOf(firstId), sibling].sort() as [Hex, Hex];
    const interior = keccak256(concat(pair));
    for (const [recordId, rest] of [
      [interior, proof.slice(1)],
      [leafOf(firstId), proof],
      [keccak256(firstId), proof],
      [scope.root, []],
    ] as const)
      expect(await registry.reason({ recordId, proof: rest })).toBe('scopeMismatch');
  });

  it('A30: takes proofs of 24 levels, and no longer ones even when they are right', async () => {
    const tower = (levels: number) => {
      const proof = Array.from({ length: levels }, (_, index) => word(0xbeef + index));
      const root = proof.reduce(
        (node, sibling) => keccak256(concat([node, sibling].sort() as [Hex, Hex])),
        leafOf(firstId),
      );
      return { proof, root };
    };
    for (const [levels, reason] of [
      [24, 'ok'],
      [25, 'scopeMismatch'],
    ] as const) {
      const { proof, root } = tower(levels);
      const registry = await grantOver(root);
      expect(await registry.reason({ proof })).toBe(reason);
    }
  });
});
