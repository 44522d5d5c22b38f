import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { figures } from './figures.ts';
import { replicateRounds } from './replicated-round.ts';
import { summariseReplications } from './replications.ts';
import { summariseSample } from './sample-round.ts';

/** Ten transactions at 10 ms from each other, each taking so long. */
const evenly = (delayMs: number, lost = 0) => [
  ...Array.from({ length: 10 - lost }, (_, index) => ({ intendedMs: index * 10, delayMs })),
  ...Array.from({ length: lost }, (_, index) => ({ intendedMs: (10 - lost + index) * 10 })),
];
const roundsOf = (...runs: (readonly Parameters<typeof summariseSample>[0][number][])[]) =>
  replicateRounds(runs.map((events) => [summariseSample(events, { endMs: 5_000 })]));

describe('replicateRounds', () => {
  it('takes each replication as one value of each figure', () => {
    const [round] = roundsOf(evenly(100), evenly(200), evenly(300));
    expect(round?.label).toBe('GetMS');
    expect(round?.figures['latencyMs.mean']).toMatchObject({
      n: 3,
      mean: 200,
      min: 100,
      max: 300,
      stddev: 100,
    });
    // t(.975, 2) · 100 / √3
    expect(round?.figures['latencyMs.mean']?.halfWidth).toBeCloseTo((4.30265 * 100) / Math.sqrt(3), 2);
    expect(round?.figures['gas.mean']).toMatchObject({ mean: 45_000, halfWidth: 0 });
  });

  it('gives the mean of the percentiles, which is no percentile of the pool', () => {
    const [round] = roundsOf(evenly(1), evenly(1), evenly(1000));
    expect(round?.figures['latencyMs.p99']).toMatchObject({ mean: 334, min: 1, max: 1000 });
  });

  it('says in how many replications a percentile lies beyond the horizon', () => {
    const [round] = roundsOf(evenly(100), evenly(100, 1), evenly(100, 6));
    expect(round?.figures['latencyMs.p99']).toMatchObject({ n: 1, missing: 2, mean: 100, halfWidth: null });
    expect(round?.figures['latencyMs.p50']).toMatchObject({ n: 2, missing: 1 });
    expect(round?.totals).toEqual({ submitted: 30, succeeded: 23, failed: 0, pending: 7, dropped: 0 });
  });

  it('mentions a warm-up only where one was asked for', () => {
    const steady = summariseSample(evenly(1), { warmUp: 'mser' });
    expect(roundsOf(evenly(1))[0]?.figures).not.toHaveProperty(['warmUp.rowCount']);
    expect(replicateRounds([[steady]])[0]?.figures['warmUp.rowCount']).toMatchObject({ n: 0, missing: 1 });
  });

  it('names each figure by its path in a round of result.json', () => {
    const round = summariseSample(evenly(100), { warmUp: 'mser' });
    for (const [path, figure] of Object.entries(figures)) {
      const value = path
        .split('.')
        .reduce<unknown>((part, key) => (part as Record<string, unknown> | null)?.[key], round);
      expect([path, figure(round)]).toEqual([path, value === undefined ? null : Number(value)]);
    }
  });
});

describe('summariseReplications', () => {
  it('counts every replication in every figure: n + missing = count', () => {
    const delays = fc.array(fc.option(fc.integer({ min: 1, max: 1000 })), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(fc.array(delays, { minLength: 1, maxLength: 8 }), (runs) => {
        const replications = runs.map((delaysMs, index) => {
          const events = delaysMs.map((delayMs, at) => ({ intendedMs: at, delayMs: delayMs ?? undefined }));
          const rounds = [summariseSample(events, { endMs: 2000 })];
          return { index, seed: index, rounds, exitReason: 'completed' as const };
        });
        const summary = summariseReplications(replications);
        expect(summary.count).toBe(runs.length);
        for (const { n, missing } of Object.values(summary.rounds[0]?.figures ?? {}))
          expect(n + missing).toBe(runs.length);
      }),
    );
  });

  it('is empty for none', () => {
    expect(summariseReplications([])).toMatchObject({ count: 0, runs: [], rounds: [] });
  });
});
