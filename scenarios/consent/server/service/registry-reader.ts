/** The chain as the resource server sees it, and what it says to the chain, through a session on the registry. */
import type { LiveChain } from '../../../../sim/index.ts';
import { type ChainView, type ChainWriter, createChainWriter, type Head } from '../../protocol/chain-view.ts';
import type { Deployment } from '../../protocol/encrypted-address.ts';
import { createRegistryView } from '../../protocol/registry-view.ts';
import type { Actor } from './cast.ts';
import type { RegistrySession } from './registry-session.ts';

/** The chain answers about its newest block alone, so a grant's confirmations are counted from its event. */
export const openView = (
  live: Pick<LiveChain, 'request'>,
  registry: RegistrySession,
  deployment: Deployment,
): ChainView => {
  const view = createRegistryView({
    deployment,
    head: () => headOf(live),
    read: (call, args) => registry.read(call, args),
    callAccount: registry.call,
    isRevocationPending: async () => false, // its node shows nobody what waits
  });
  return {
    ...view,
    check: async (question, blocksBack) => {
      const reason = await view.check(question, 0);
      if (blocksBack === 0 || reason !== 'ok') return reason;
      const { sp, ms } = question;
      const granted = (await registry.events('ConsentGranted', { sp, ms })).at(-1)?.blockNumber;
      return granted !== undefined && (await headOf(live)).number - granted >= blocksBack
        ? 'ok'
        : 'notActive';
    },
  };
};

const headOf = async (live: Pick<LiveChain, 'request'>): Promise<Head> => {
  const block = await live.request({ method: 'eth_getBlockByNumber', params: ['latest', false] });
  const { number, hash, timestamp } = block as { number: string; hash: Head['hash']; timestamp: string };
  return { number: Number(number), hash, timestampS: Number(timestamp), sync: 'following' };
};

export const openWriter = (registry: RegistrySession, from: Actor): ChainWriter =>
  createChainWriter(async (call, ...args) => {
    await registry.send(from, call, ...args);
  });
