/** The race of a miner who withholds, against its closed form and against what must hold of every race. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { raceHeaders } from './headers.ts';
import { freshTime } from './sample-miners.ts';
import type { WithholdingProfile } from './withholding.ts';

const race = (shares: readonly number[], seed: number, changes: Partial<WithholdingProfile> = {}) =>
  raceHeaders(
    {
      kind: 'withholding',
      shares,
      hashRatePerS: 1,
      genesisDifficulty: 10n,
      attacker: 0,
      startMs: 0,
      confirmations: 2,
      giveUpBlocks: 30,
      ...changes,
    },
    { kind: 'constant', delayMs: 0 },
    freshTime(seed),
  );

test('V17: with 30 % he undoes two confirmations in 43.2 % of races', async () => {
  const raceCount = 2_000;
  let wonCount = 0;
  for (let seed = 0; seed < raceCount; seed += 1)
    if ((await race([0.3, 0.7], seed)).isRewritten) wonCount += 1;
  const spread = Math.sqrt((0.432 * 0.568) / raceCount);
  expect(Math.abs(wonCount / raceCount - 0.432)).toBeLessThan(4 * spread);
});

test('he wins with a longer branch over enough confirmations, or gives up as far behind as he said', async () => {
  const property = fc.asyncProperty(
    fc.nat(100_000),
    fc.double({ min: 0.05, max: 0.95, noNaN: true }),
    fc.integer({ min: 1, max: 6 }),
    async (seed, share, confirmations) => {
      const { isRewritten, publicCount, secretCount } = await race([share, 1 - share], seed, {
        confirmations,
        giveUpBlocks: 10,
      });
      if (isRewritten) {
        expect(publicCount).toBeGreaterThanOrEqual(confirmations);
        expect(secretCount).toBeGreaterThan(publicCount);
      } else expect(publicCount - secretCount).toBe(10);
    },
  );
  await fc.assert(property, { numRuns: 100 });
});

test('into how many miners the others split changes no race, as long as blocks take no time to travel', async () => {
  const split = (count: number) => [0.4, ...Array.from({ length: count }, () => 0.6 / count)];
  for (let seed = 0; seed < 50; seed += 1)
    expect(await race(split(49), seed)).toEqual(await race(split(1), seed));
});

test('a chain of one miner is rewritten by one block more than it had confirmed', async () => {
  for (let seed = 0; seed < 20; seed += 1)
    expect(await race([1], seed)).toMatchObject({ isRewritten: true, publicCount: 2, secretCount: 3 });
});
