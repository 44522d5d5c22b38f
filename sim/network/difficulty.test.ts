/** The rules against vectors, and in equilibrium against closed forms; the case numbers are the validation plan's. */
import { describe, expect, test } from 'vitest';
import { exponential, sampleMs } from '../kernel/distributions.ts';
import { createRandom } from '../kernel/random-stream.ts';
import type { TreeBlock } from './block-tree.ts';
import { type DifficultyParent, type DifficultyRule, leastChildRatio, nextDifficulty } from './difficulty.ts';

const uncle = {} as TreeBlock;
const parent = (difficulty: bigint, uncleCount = 0): DifficultyParent => ({
  difficulty,
  timestampS: 100,
  uncles: Array.from({ length: uncleCount }, () => uncle),
});

describe('vectors', () => {
  test.each<[DifficultyRule, elapsedS: number, uncleCount: number, steps: bigint]>([
    ['homestead', 1, 0, 1n],
    ['homestead', 9, 2, 1n],
    ['homestead', 10, 0, 0n],
    ['homestead', 25, 0, -1n],
    ['homestead', 1_009, 0, -99n],
    ['homestead', 100_000, 0, -99n],
    ['byzantium', 8, 0, 1n],
    ['byzantium', 8, 1, 2n],
    ['byzantium', 9, 0, 0n],
    ['byzantium', 9, 2, 1n],
    ['byzantium', 18, 1, 0n],
    ['byzantium', 100_000, 1, -99n],
  ])('%s: %i s after a parent with %i uncles it changes by %i / 2048', (rule, elapsedS, uncles, steps) => {
    // One more than a multiple of 2048, so that the division has something to drop.
    expect(nextDifficulty(rule, parent(2_048_000_001n, uncles), 100 + elapsedS)).toBe(
      2_048_000_001n + 1_000_000n * steps,
    );
  });

  test('is exact where doubles are not', () => {
    expect(nextDifficulty('byzantium', parent(12_345_678_901_234_567n), 101)).toBe(12_351_707_064_760_560n);
  });

  test('it does not fall below 131,072, nor below a parent that is easier', () => {
    expect(nextDifficulty('homestead', parent(132_000n), 100_000)).toBe(131_072n);
    expect(nextDifficulty('byzantium', parent(5_000n), 100_000)).toBe(5_000n);
  });

  test('constant stays what it is', () => {
    expect(nextDifficulty('constant', parent(7n, 2), 100_000)).toBe(7n);
  });

  test('no child is easier than the least ratio of its parent', () => {
    const difficulty = 10n ** 16n + 7n;
    const child = nextDifficulty('byzantium', parent(difficulty), 10_000_000);
    expect(Number(child) / Number(difficulty)).toBeGreaterThanOrEqual(leastChildRatio);
  });
});

interface Experiment {
  readonly rule: DifficultyRule;
  readonly unclesRatio: number;
  readonly seed: number;
  readonly count: number;
}

/** Block times of one chain whose blocks have an uncle with a given probability, as the rule settles them. */
const blockTimesS = ({ rule, unclesRatio, seed, count }: Experiment): number[] => {
  const random = createRandom(seed);
  const [times, uncles] = [random.fork('times'), random.fork('uncles')];
  const hashRatePerMs = 1e12;
  let block: DifficultyParent = { difficulty: 13_000_000_000_000_000n, timestampS: 0, uncles: [] };
  let nowMs = 0;
  const intervalsS: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const intervalMs = sampleMs(exponential(Number(block.difficulty) / hashRatePerMs), times);
    nowMs += intervalMs;
    intervalsS.push(intervalMs / 1_000);
    const timestampS = Math.max(Math.floor(nowMs / 1_000), block.timestampS + 1);
    const difficulty = nextDifficulty(rule, block, timestampS);
    block = { difficulty, timestampS, uncles: uncles.uniform() < unclesRatio ? [uncle] : [] };
  }
  return intervalsS;
};

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

describe('in equilibrium', () => {
  // T = 9 / ln(1 + T (e^(1/T) − 1) / (1 + u)): the mean step is zero, for exponential intervals in whole seconds.
  const byzantiumS = (unclesRatio: number): number => {
    let intervalS = 13;
    for (let step = 0; step < 100; step += 1)
      intervalS = 9 / Math.log(1 + (intervalS * Math.expm1(1 / intervalS)) / (1 + unclesRatio));
    return intervalS;
  };

  test.each([
    [0, 12.65],
    [0.05, 13.11],
    [0.0572, 13.18],
    [0.07, 13.29],
  ])('V13: Byzantium with uncles in %f of the blocks has a block every %f s', (unclesRatio, expectedS) => {
    expect(byzantiumS(unclesRatio)).toBeCloseTo(expectedS, 1);
    const times = blockTimesS({ rule: 'byzantium', unclesRatio, seed: 13, count: 200_000 });
    expect(mean(times) / expectedS).toBeGreaterThan(0.995);
    expect(mean(times) / expectedS).toBeLessThan(1.005);
  });

  test('V14: Homestead has a block every 14.09 s, whose quartiles are those of an exponential', () => {
    const times = blockTimesS({ rule: 'homestead', unclesRatio: 0, seed: 14, count: 200_000 });
    expect(mean(times) / 14.09).toBeGreaterThan(0.995);
    expect(mean(times) / 14.09).toBeLessThan(1.005);
    const sorted = times.toSorted((a, b) => a - b);
    // As measured on the main net from March to June 2016: 5, 10 and 19 s of a mean of 14.35 s.
    for (const [share, expectedS] of [
      [0.25, 4.13],
      [0.5, 9.95],
      [0.75, 19.89],
    ] as const)
      expect((sorted[share * times.length] as number) / (expectedS * (14.09 / 14.35))).toBeCloseTo(1, 1);
  });
});
