/**
 * The four contracts behind the few words that they have in common: staff ask, patients grant and revoke, and a pair is
 * live or not. Each `fresh` undoes all that was done before.
 */
import type { Actor } from './actors.ts';
import { grant, policy, request, revoke, status } from './consent-calls.ts';
import { createLiteWorlds } from './lite/lite.ts';
import { createWorlds } from './registry/registry.ts';
import { createSandbox, type Outcome } from './sandbox.ts';

export interface Variant {
  request(ms: Actor, sp: Actor): Promise<Outcome>;
  grant(sp: Actor, ms: Actor): Promise<Outcome>;
  revoke(sp: Actor, ms: Actor): Promise<Outcome>;
  isLive(sp: Actor, ms: Actor): Promise<boolean>;
}

export type FreshVariant = () => Promise<Variant>;

const paperVariant = (name: 'NaiveConsent' | 'PaperConsent'): FreshVariant => {
  const sandbox = createSandbox('osaka');
  const deployed = sandbox.deploy(name).then((contract) => ({ contract, undo: sandbox.mark() }));
  return async () => {
    const { contract, undo } = await deployed;
    await undo();
    return {
      request: (ms, sp) => request(contract, ms, sp),
      grant: (sp, ms) => grant(contract, sp, ms),
      revoke: (sp, ms) => revoke(contract, sp, ms),
      isLive: async (sp, ms) => (await policy(contract, sp, ms)).status === status.active,
    };
  };
};

const registryVariant = (): FreshVariant => {
  const freshWorld = createWorlds();
  return async () => {
    const { registry } = await freshWorld();
    return {
      request: (ms, sp) => registry.reqManage(ms, sp),
      grant: (sp, { address: ms }) => registry.grant(sp, { ms }),
      revoke: registry.revoc,
      isLive: async (sp, ms) => (await registry.reason({ sp, ms })) === 'ok',
    };
  };
};

const liteVariant = (): FreshVariant => {
  const freshWorld = createLiteWorlds();
  return async () => {
    const { lite } = await freshWorld();
    return {
      request: lite.reqManage,
      grant: lite.grant,
      revoke: lite.revoc,
      isLive: async (sp, ms) => (await lite.reason({ sp, ms })) === 'ok',
    };
  };
};

export const variants = {
  V0: () => paperVariant('NaiveConsent'),
  V1: () => paperVariant('PaperConsent'),
  V2: registryVariant,
  V3: liteVariant,
} as const;
