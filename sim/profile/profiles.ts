/**
 * The chain profiles that come with the bench: frozen data, every number with its source or marked as an assumption.
 * A project's configuration may add its own or vary these.
 */
import type { ChainProfile } from './profile.ts';
import { clique5s, dev2s, instant, qbft2s } from './profiles-private.ts';
import { mainnet, mainnet2021, mainnetBusy, pow15s, rollup2s } from './profiles-public.ts';

const deepFreeze = <T extends object>(value: T): T => {
  for (const part of Object.values(value)) if (typeof part === 'object' && part !== null) deepFreeze(part);
  return Object.freeze(value);
};

export const profiles: readonly ChainProfile[] = deepFreeze([
  instant,
  dev2s,
  clique5s,
  qbft2s,
  pow15s,
  mainnet2021,
  mainnet,
  mainnetBusy,
  rollup2s,
]);
