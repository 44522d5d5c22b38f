/**
 * Who is compared. Systems that are too slow for all the transactions execute the first of them only, on the same
 * genesis state of all the accounts: SimpleStateManager copies its maps at every checkpoint, so that its time per
 * transaction is that of the number of accounts, however many transactions there are.
 */
import type { System } from './system.ts';

interface Competitor {
  /** Of the 20,000. */
  readonly share: number;
  readonly load: () => Promise<System>;
}

export const systems = {
  chronobench: { share: 1, load: async () => (await import('./ours.ts')).system },
  edr: { share: 1, load: async () => (await import('./edr.ts')).system },
  anvil: { share: 1, load: async () => (await import('./anvil.ts')).system },
  ganache: { share: 0.02, load: async () => (await import('./ganache.ts')).system },
  'ethereumjs-merkle': { share: 0.1, load: async () => (await import('./stock-ethereumjs.ts')).merkle },
  'ethereumjs-in-memory': {
    share: 0.025,
    load: async () => (await import('./stock-ethereumjs.ts')).inMemory,
  },
} satisfies Record<string, Competitor>;

export type SystemName = keyof typeof systems;
export const systemNames = Object.keys(systems) as SystemName[];
