import { describe, expect, it } from 'vitest';
import { actors } from '../actors.ts';
import type { Outcome, Sandbox } from '../sandbox.ts';
import { createWorlds, dayS, grantInput, noHash, type Registry, statuses } from './registry.ts';
import {
  domainOf,
  grantDecision,
  revokeDecision,
  signGrant,
  signRevoke,
  submitGrant,
  submitRevoke,
} from './signing.ts';
import { type Action, actions, type Stage, stages, storedAs, transitions } from './state-machine.ts';

const { alice, maria, noor } = actors;
const freshWorld = createWorlds();

/** Each action as alice or maria, or whoever relays for alice, performs it. */
const perform: Record<Action, (registry: Registry, sandbox: Sandbox) => Promise<Outcome>> = {
  reqManage: ({ reqManage }) => reqManage(maria, alice),
  deny: ({ call }) => call(alice, 'deny', maria.address),
  withdrawRequest: ({ call }) => call(maria, 'withdrawRequest', alice.address),
  grant: ({ grant }) => grant(alice),
  grantBatch: ({ call }) => call(alice, 'grantBatch', [grantInput()]),
  grantBySig: async (registry, sandbox) => {
    const { epoch } = await registry.pair(alice, maria);
    const patientEpoch = (await registry.read('patientEpoch', alice.address)) as number;
    const decision = grantDecision(alice, { epoch, patientEpoch });
    return submitGrant(registry, noor, decision, signGrant(alice, domainOf(sandbox, registry), decision));
  },
  revoc: ({ revoc }) => revoc(alice, maria),
  revokeBatch: ({ call }) => call(alice, 'revokeBatch', [maria.address], noHash),
  revokeBySig: async (registry, sandbox) => {
    const { epoch } = await registry.pair(alice, maria);
    const decision = revokeDecision(alice, maria, { throughEpoch: epoch + 1 });
    return submitRevoke(registry, noor, decision, signRevoke(alice, domainOf(sandbox, registry), decision));
  },
  renounce: ({ call }) => call(maria, 'renounce', alice.address),
  revokeAll: ({ call }) => call(alice, 'revokeAll'),
};

const waysTo: Record<Stage, readonly Action[]> = {
  none: [],
  requested: ['reqManage'],
  live: ['grant'],
  dormant: ['grant', 'revokeAll'],
  denied: ['reqManage', 'deny'],
  revoked: ['revoc'],
  withdrawn: ['reqManage', 'withdrawRequest'],
};

/** A pair at a stage, past any cool-down. */
const pairAt = async (stage: Stage): Promise<{ registry: Registry; sandbox: Sandbox }> => {
  const { registry, sandbox } = await freshWorld();
  for (const action of waysTo[stage])
    expect((await perform[action](registry, sandbox)).error).toBeUndefined();
  if (stage === 'denied') await sandbox.pass(dayS);
  return { registry, sandbox };
};

const isLegal = (action: Action, stage: Stage): boolean =>
  (transitions[action].from as readonly Stage[]).includes(stage);

const cases = stages.flatMap((stage) => actions.map((action) => ({ stage, action })));

describe('what the table allows', () => {
  it.each(cases.filter(({ stage, action }) => isLegal(action, stage)))(
    'at $stage, $action leads where it says, at the epoch it says',
    async ({ stage, action }) => {
      const { registry, sandbox } = await pairAt(stage);
      const before = await registry.pair(alice, maria);
      expect((await perform[action](registry, sandbox)).error).toBeUndefined();
      const after = await registry.pair(alice, maria);
      const { to, epochStep } = transitions[action];
      expect(statuses[after.status]).toBe(to ?? storedAs(stage));
      expect(after.epoch).toBe(before.epoch + epochStep);
    },
  );
});

describe('what the table does not allow', () => {
  it.each(cases.filter(({ stage, action }) => !isLegal(action, stage)))(
    'at $stage, $action reverts, names the stage and changes nothing',
    async ({ stage, action }) => {
      const { registry, sandbox } = await pairAt(stage);
      const before = await registry.pair(alice, maria);
      const { error, events } = await perform[action](registry, sandbox);
      expect(error).toBe(`BadState(${statuses.indexOf(storedAs(stage))})`);
      expect(events).toEqual([]);
      expect(await registry.pair(alice, maria)).toEqual(before);
    },
  );
});

describe('who may', () => {
  it.each(actions.filter((action) => transitions[action].by !== 'anybody'))(
    '%s by anybody else moves no pair but their own',
    async (action) => {
      const { registry } = await pairAt('requested');
      const before = await registry.pair(alice, maria);
      const stranger = transitions[action].by === 'sp' ? actors.bob : noor;
      const swapped = {
        reqManage: () => registry.reqManage(stranger, alice),
        deny: () => registry.call(stranger, 'deny', maria.address),
        withdrawRequest: () => registry.call(stranger, 'withdrawRequest', alice.address),
        grant: () => registry.grant(stranger),
        grantBatch: () => registry.call(stranger, 'grantBatch', [grantInput()]),
        revoc: () => registry.revoc(stranger, maria),
        revokeBatch: () => registry.call(stranger, 'revokeBatch', [maria.address], noHash),
        renounce: () => registry.call(stranger, 'renounce', alice.address),
        revokeAll: () => registry.call(stranger, 'revokeAll'),
      }[action as Exclude<Action, 'grantBySig' | 'revokeBySig'>];
      await swapped();
      expect(await registry.pair(alice, maria)).toEqual(before);
      expect(await registry.read('patientEpoch', alice.address)).toBe(0);
    },
  );
});
