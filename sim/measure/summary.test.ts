import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { caliperRow } from './caliper-row.ts';
import type { SampleEvent } from './sample-round.ts';
import { summariseSample } from './sample-round.ts';

const timeMs = (max: number) => fc.integer({ min: 0, max: max * 1000 }).map((us) => us / 1000);

/** Lives of transactions; `fate` 0 stays pending, 1 fails, the rest succeed. */
const anEvent = (leastFate: number): fc.Arbitrary<SampleEvent> =>
  fc
    .record({
      intendedMs: timeMs(5000),
      lateMs: timeMs(50),
      delayMs: timeMs(60_000),
      fate: fc.integer({ min: leastFate, max: 4 }),
    })
    .map(({ fate, delayMs, ...event }) => ({
      ...event,
      delayMs: fate === 0 ? undefined : delayMs,
      error: fate === 1 ? 'revert' : undefined,
    }));
const anyRound = fc.array(anEvent(0), { maxLength: 60 });
const finishedRound = fc.array(anEvent(1), { minLength: 1, maxLength: 60 });
const successfulRound = fc.array(anEvent(2), { minLength: 1, maxLength: 60 });

/** Every number in a value, however deep. */
const numbersIn = (value: unknown): readonly number[] => {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
};

/** What the rules of a published row are about, in seconds, recomputed from the row alone. Windows are exact inverses. */
const readRow = (events: readonly SampleEvent[]) => {
  const summary = summariseSample(events);
  const row = caliperRow(summary);
  const count = row.successes + row.failures;
  return {
    ...row,
    count,
    m: Number(row.minimumDelayMs) / 1000,
    a: Number(row.averageDelayMs) / 1000,
    M: Number(row.maximumDelayMs) / 1000,
    S: row.sendRateTps,
    X: row.throughputRateTps,
    W: row.sendRateTps === null || count === 1 ? 0 : count / row.sendRateTps,
    T: row.throughputRateTps === null ? undefined : row.successes / row.throughputRateTps,
  };
};
/** Room for the rounding of doubles, of windows of about a minute: a nanosecond. */
const dust = 1e-9;

describe('summariseRound', () => {
  it('submitted = succeeded + failed + pending = events', () => {
    fc.assert(
      fc.property(anyRound, (events) => {
        const { submitted, succeeded, failed, pending } = summariseSample(events);
        expect(submitted).toBe(events.length);
        expect(succeeded + failed + pending).toBe(submitted);
      }),
    );
  });

  it('every number is finite', () => {
    fc.assert(
      fc.property(anyRound, (events) => {
        expect(numbersIn(summariseSample(events)).filter((number) => !Number.isFinite(number))).toEqual([]);
      }),
    );
  });

  it('L = λW: mean in flight = events / T × mean time in the system', () => {
    fc.assert(
      fc.property(finishedRound, (events) => {
        const summary = summariseSample(events);
        fc.pre(summary.inFlight.mean !== null);
        const firstMs = Math.min(...events.map((event) => event.intendedMs + (event.lateMs ?? 0)));
        const totalMs = events.reduce((sum, event) => sum + (event.delayMs ?? 0), 0);
        expect(Number(summary.inFlight.mean)).toBeCloseTo(totalMs / (summary.endMs - firstMs), 6);
        expect(summary.inFlight.peak).toBeGreaterThanOrEqual(Math.floor(Number(summary.inFlight.mean)));
      }),
    );
  });

  it('C1, C2: both extremes are attained and the mean lies between them', () => {
    fc.assert(
      fc.property(finishedRound, (events) => {
        const { m, a, M, successes: n } = readRow(events);
        fc.pre(n >= 1);
        expect(m).toBeLessThanOrEqual(a);
        expect(a).toBeLessThanOrEqual(M);
        if (n < 2) return;
        expect(a).toBeGreaterThanOrEqual(m + (M - m) / n - dust);
        expect(a).toBeLessThanOrEqual(M - (M - m) / n + dust);
      }),
    );
  });

  it('C3, C4: T ≥ M, and T ≥ W whatever fails', () => {
    fc.assert(
      fc.property(finishedRound, (events) => {
        const { T, M, W, successes } = readRow(events);
        fc.pre(successes >= 1 && T !== undefined);
        expect(T).toBeGreaterThanOrEqual(M - dust);
        expect(T).toBeGreaterThanOrEqual(W - dust);
      }),
    );
  });

  it('C4, C5, C6, C7, C8 of a round without failures: max(W + m, a + W/n) ≤ T ≤ W + M, Xa ≤ N, X ≤ S', () => {
    fc.assert(
      fc.property(successfulRound, (events) => {
        const { T, W, m, a, M, X, S, count } = readRow(events);
        fc.pre(T !== undefined && X !== null && S !== null);
        expect(T).toBeGreaterThanOrEqual(W + m - dust);
        expect(T).toBeGreaterThanOrEqual(a + W / count - dust);
        expect(T).toBeLessThanOrEqual(W + M + dust);
        expect(Number(X) * a).toBeLessThanOrEqual(count + dust);
        if (count > 1) expect(Number(X)).toBeLessThanOrEqual(Number(S) + dust);
      }),
    );
  });

  it('C9 of a single success: m = a = M = 1/X, and the send rate is 1', () => {
    fc.assert(
      fc.property(timeMs(5000), timeMs(60_000), (intendedMs, delayMs) => {
        const { m, a, M, X, S } = readRow([{ intendedMs, delayMs }]);
        expect([m, a, S]).toEqual([M, M, 1]);
        if (X !== null) expect(1 / X).toBeCloseTo(M, 9);
      }),
    );
  });

  it('throughput × (end − first submission) = successes when anything is pending', () => {
    const events = [{ intendedMs: 0, delayMs: 100 }, { intendedMs: 500 }];
    const { throughputTps, latencyMs } = summariseSample(events, { endMs: 60_000 });
    expect(throughputTps).toBeCloseTo(1 / 60, 12);
    expect(latencyMs).toMatchObject({ p50: 100, p90: null });
  });

  it('counts latency from the intended instant, so that a stalled client hides nothing', () => {
    // Tene's example: one request every 10 ms, 1 ms of service, a stall from 100 s to 200 s.
    const events = Array.from({ length: 20_000 }, (_, index) => {
      const intendedMs = index * 10;
      const stalled = intendedMs >= 100_000;
      return { intendedMs, lateMs: stalled ? 200_000 - intendedMs : 0, delayMs: 1 };
    });
    const { latencyMs, latencyFromSubmittedMs } = summariseSample(events);
    expect(latencyMs).toMatchObject({ p50: 1, p90: 80_001, p99: 98_001 });
    expect(latencyFromSubmittedMs).toMatchObject({ p50: 1, p99: 1, max: 1 });
  });

  it('has a round without rows come out empty, with reasons', () => {
    const summary = summariseSample([]);
    expect(summary).toMatchObject({ submitted: 0, sendRateTps: null, throughputTps: null, gas: null });
    expect(Object.keys(summary.absent)).toEqual(['sendRateTps', 'throughputTps']);
  });
});
