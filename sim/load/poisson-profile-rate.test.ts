import { describe, expect, it } from 'vitest';
import { createRandom } from '../kernel/random-stream.ts';
import { poissonProfileRate } from './poisson-profile-rate.ts';
import { byCount, byDuration, random, startTimes } from './start-times.ts';

describe('poisson-profile-rate', () => {
  const [quiet, none, busy] = [
    { durationMs: 20_000, tps: 50 },
    { durationMs: 10_000, tps: 0 },
    { durationMs: 20_000, tps: 250 },
  ];
  const pieces = [quiet, none, busy];

  it('has in every piece the Poisson number of calls of its rate, and none where that is 0', () => {
    const times = startTimes(poissonProfileRate(pieces), byDuration(50_000));
    const countIn = (fromMs: number, toMs: number) => times.filter((t) => t >= fromMs && t < toMs).length;
    for (const [fromMs, toMs, expected] of [
      [0, 10_000, 500],
      [10_000, 20_000, 500],
      [20_000, 30_000, 0],
      [30_000, 40_000, 2500],
      [40_000, 50_000, 2500],
    ] as const)
      expect(Math.abs(countIn(fromMs, toMs) - expected)).toBeLessThanOrEqual(4 * Math.sqrt(expected));
  });

  it('integral of the rate up to call n = sum of n exponential variates of mean 1', () => {
    const plan = byCount(6001);
    const times = startTimes(poissonProfileRate(pieces), plan);
    const stream = random();
    let sum = 0;
    times.forEach((timeMs, n) => {
      if (n > 0) sum -= Math.log1p(-stream.uniform());
      const reached = 50 * Math.min(timeMs, 20_000) + 250 * Math.max(0, timeMs - 30_000);
      if (timeMs < 50_000) expect(Math.abs(reached / 1000 - sum)).toBeLessThan(0.001); // times are rounded to 1 µs
    });
  });

  it('begins anew after its last piece, and says its mean', () => {
    const rate = poissonProfileRate([{ durationMs: 10, tps: 100 }, none]);
    const late = startTimes(rate, byDuration(200_000)).filter((timeMs) => timeMs > 20_020);
    expect(late.length).toBeGreaterThan(0);
    for (const timeMs of late) expect(timeMs % 10_010).toBeLessThan(10);
    expect(poissonProfileRate(pieces).targetTps).toBe(120);
  });

  it('varies as a whole by a factor of mean 1 and the given coefficient of variation', () => {
    const rate = poissonProfileRate([{ durationMs: 1000, tps: 1 }], 0.25);
    const view = { nowMs: 0, startedCount: 0, completedCount: 0 };
    const factors = Array.from({ length: 400 }, (_, seed) => {
      const due = rate.begin(createRandom(seed), byCount(20_001)).due(20_000, view);
      return due.kind === 'at' ? 20_000_000 / due.timeMs : Number.NaN;
    });
    const mean = factors.reduce((sum, factor) => sum + factor, 0) / factors.length;
    const variance = factors.reduce((sum, factor) => sum + (factor - mean) ** 2, 0) / factors.length;
    expect(Math.abs(mean - 1)).toBeLessThan(4 * (0.25 / Math.sqrt(400)));
    expect(Math.abs(Math.sqrt(variance) / 0.25 - 1)).toBeLessThan(4 / Math.sqrt(2 * 400));
  });

  it('tells all that is wrong with its pieces', () => {
    const rate = poissonProfileRate(
      [
        { durationMs: 0, tps: 1 },
        { durationMs: 5, tps: -1 },
      ],
      2,
    );
    const paths = rate.problems.map(({ path }) => path);
    expect(paths).toEqual(['pieces[0].durationMs', 'pieces[1].tps', 'pieces', 'loadCv']);
  });
});
