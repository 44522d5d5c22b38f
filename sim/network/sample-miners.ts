/** Miners for tests: proof of work in round figures. */
import { createRandom } from '../kernel/random-stream.ts';
import { createVirtualScheduler } from '../kernel/virtual-scheduler.ts';
import type { HeaderTime } from './headers.ts';
import type { ProofOfWorkProfile } from './proof-of-work.ts';

export const equalShares = (count: number): readonly number[] =>
  Array.from({ length: count }, () => 1 / count);

/** A block every 13.2 s at constant difficulty, where nothing else is said. */
export const miners = (
  shares: readonly number[],
  changes: Partial<ProofOfWorkProfile> = {},
): ProofOfWorkProfile => ({
  kind: 'proof-of-work',
  shares,
  hashRatePerS: 1e12,
  genesisDifficulty: 13_200_000_000_000n,
  difficultyRule: 'constant',
  ...changes,
});

export const freshTime = (seed: number): HeaderTime => ({
  scheduler: createVirtualScheduler(),
  random: createRandom(seed),
});
