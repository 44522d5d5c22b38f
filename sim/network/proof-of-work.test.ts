/** Proof of work against closed forms; the case numbers are the validation plan's. */
import { describe, expect, test } from 'vitest';
import { countBlocks, rates } from './counts.ts';
import { mineHeaders } from './headers.ts';
import type { LinkProfile } from './link-profile.ts';
import { equalShares, freshTime, miners } from './sample-miners.ts';

const intervalMs = 13_200;
const after = (delayMs: number): LinkProfile => ({ kind: 'constant', delayMs });

/** (1 − Σ α²) · x / (1 + x), x = delay / interval: of all blocks, with miners who know their own blocks at once. */
const staleRatio = (shares: readonly number[], x: number): number =>
  ((1 - shares.reduce((sum, share) => sum + share ** 2, 0)) * x) / (1 + x);

/** Hash power of 37 miners, see the profile mainnet-2021. */
const mainnetShares = [
  1051, 285, 144, 114, 69, 55, 34, 30, 28, 27, 25, 22, 22, 21, 20, 16, 15, 14, 14, 11, 11, 10, 9, 8, 6, 6, 4,
  4, 4, 3, 3, 3, 2, 2, 2, 2, 1,
].map((power) => power / 2_097);

const run = async (shares: readonly number[], links: LinkProfile, blockCount: number, seed: number) =>
  countBlocks(await mineHeaders(miners(shares), { links, blockCount }, freshTime(seed)));

describe('V11: the share of stale blocks at a constant delay', () => {
  test.each([
    [2, 0.05, 0.02381],
    [5, 0.05, 0.0381],
    [20, 0.05, 0.04524],
    [2, 0.5, 0.1667],
    [5, 0.5, 0.2667],
    [20, 0.5, 0.3167],
  ])('%i equal miners, a delay of %f intervals: %f', async (minerCount, x, expected) => {
    const shares = equalShares(minerCount);
    expect(staleRatio(shares, x)).toBeCloseTo(expected, 4);
    const blockCount = x < 0.1 ? 250_000 : 60_000;
    const { staleOfMadeRatio } = await run(shares, after(x * intervalMs), blockCount, 1);
    expect(staleOfMadeRatio / expected).toBeGreaterThan(0.985);
    expect(staleOfMadeRatio / expected).toBeLessThan(1.015);
  });
});

test('V12: the shares of 37 miners, 13.2 s and 1.142 s: 5.73 % are stale', async () => {
  expect(mainnetShares.reduce((sum, share) => sum + share ** 2, 0)).toBeCloseTo(0.2808, 4);
  expect(staleRatio(mainnetShares, 1.142 / 13.2)).toBeCloseTo(0.0573, 4);
  const { staleOfMadeRatio } = await run(mainnetShares, after(1_142), 200_000, 12);
  expect(staleOfMadeRatio / 0.0573).toBeGreaterThan(0.985);
  expect(staleOfMadeRatio / 0.0573).toBeLessThan(1.015);
});

test('V24: 20,750 uncles beside 280,000 blocks are 7.41 % per main block and 6.90 % of all', () => {
  const counts = rates(301_000, 280_000, 20_750, 1);
  expect(counts.unclesPerMainRatio).toBeCloseTo(0.0741, 4);
  expect(counts.unclesOfAllRatio).toBeCloseTo(0.069, 4);
  expect(counts).toMatchObject({ staleCount: 21_000, staleOfMadeRatio: 21_000 / 301_000 });
});

test('a miner finds blocks in proportion to its share, and one without hash power finds none', async () => {
  const shares = [0.5, 0, 0.3, 0.2, 0];
  const tree = await mineHeaders(miners(shares), { links: after(0), blockCount: 50_000 }, freshTime(5));
  const found = shares.map(() => 0);
  for (let block = tree.heaviest(); block.parent !== undefined; block = block.parent)
    found[block.producer] = (found[block.producer] ?? 0) + 1;
  for (const [node, share] of shares.entries()) {
    const spread = Math.sqrt((share * (1 - share)) / 50_000);
    expect(Math.abs((found[node] as number) / 50_000 - share)).toBeLessThanOrEqual(4 * spread);
  }
});

test('without delay no block is stale', async () => {
  expect((await run(equalShares(5), after(0), 5_000, 6)).staleCount).toBe(0);
});

describe('difficulty follows hash power, not the number of nodes', () => {
  const settled = async (shares: readonly number[], hashRatePerS: number) => {
    const profile = miners(shares, { difficultyRule: 'byzantium', hashRatePerS });
    const tree = await mineHeaders(profile, { links: after(0), blockCount: 60_000 }, freshTime(54));
    let half = tree.heaviest();
    while (half.number > 30_000 && half.parent !== undefined) half = half.parent;
    const { difficulty, timeMs } = tree.heaviest();
    return { difficulty: Number(difficulty), intervalS: (timeMs - half.timeMs) / 30_000 / 1_000 };
  };

  test('ten times the nodes change nothing; four times the hash power make it four times as hard', async () => {
    const few = await settled(equalShares(3), 1e12);
    const many = await settled(equalShares(30), 1e12);
    const strong = await settled(equalShares(3), 4e12);
    for (const { intervalS } of [few, many, strong]) expect(intervalS / 12.65).toBeCloseTo(1, 1);
    expect(many.difficulty / few.difficulty).toBeCloseTo(1, 0);
    expect(strong.difficulty / few.difficulty / 4).toBeCloseTo(1, 0);
  });
});
