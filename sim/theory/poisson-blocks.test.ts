import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { feeClasses } from './fee-classes.ts';
import {
  poissonEmptyRatio,
  poissonFullRatio,
  poissonMeanS,
  poissonQuantileS,
  poissonQueueLength,
} from './poisson-blocks.ts';
import { littleLength, type Queue } from './queue.ts';

const v4: Queue = { arrivalTps: 5, intervalS: 13.2, batch: 100 };
const v5: Queue = { arrivalTps: 0.5, intervalS: 10, batch: 10 };
const unlimited: Queue = { arrivalTps: 5, intervalS: 13.2, batch: Number.POSITIVE_INFINITY };

const frozen = { confirmations: 1, template: 'frozen' } as const;

const quantiles = (queue: Queue, shares: readonly number[], decimals: number): number[] =>
  shares.map((p) => Number(poissonQuantileS(queue, p).toFixed(decimals)));

describe('printed figures', () => {
  test('V3: without a limit the latency is exponential with mean T', () => {
    expect(poissonMeanS(unlimited)).toBe(13.2);
    expect(quantiles(unlimited, [0.5, 0.95, 0.99], 2)).toEqual([9.15, 39.54, 60.79]);
    expect(poissonFullRatio(unlimited)).toBe(0);
    expect(poissonEmptyRatio(unlimited)).toBeCloseTo(1 / 67, 12);
  });

  test('V4: 5 a second, a block of 100 every 13.2 s', () => {
    expect(1 - poissonEmptyRatio(v4)).toBeCloseTo(0.991166, 6);
    expect(poissonMeanS(v4)).toBeCloseTo(22.439, 3);
    expect(quantiles(v4, [0.5, 0.95, 0.99], 3)).toEqual([15.554, 67.222, 103.337]);
    expect(poissonQueueLength(v4)).toBeCloseTo(112.2, 2);
    expect(poissonEmptyRatio(v4)).toBeCloseTo(0.00883, 5);
    expect(poissonFullRatio(v4)).toBeCloseTo(0.41175, 5);
  });

  test('V5: 0.5 a second, a block of 10 every 10 s', () => {
    expect(1 - poissonEmptyRatio(v5)).toBeCloseTo(0.868822, 6);
    expect(poissonMeanS(v5)).toBeCloseTo(13.2464, 4);
    expect(quantiles(v5, [0.95], 3)).toEqual([39.683]);
    expect(poissonEmptyRatio(v5)).toBeCloseTo(0.13118, 5);
    expect(poissonFullRatio(v5)).toBeCloseTo(0.24508, 5);
  });

  test('V6: a frozen template takes an interval more, and the latency is no longer exponential', () => {
    expect(poissonMeanS(v4, frozen)).toBeCloseTo(35.639, 3);
    const median = poissonQuantileS(v4, 0.5, frozen);
    expect(median).toBeGreaterThan(35.639 * Math.LN2 * 1.1);
    expect(poissonMeanS(unlimited, frozen)).toBeCloseTo(2 * 13.2, 12);
  });

  test('V9: 6 and 12 confirmations under light load', () => {
    const latencies = [6, 12].map((confirmations) => ({ confirmations, template: 'at-block' }) as const);
    const means = latencies.map((latency) => Number(poissonMeanS(unlimited, latency).toFixed(6)));
    expect(means).toEqual([79.2, 158.4]);
    const p95 = latencies.map((latency) => Number(poissonQuantileS(unlimited, 0.95, latency).toFixed(2)));
    expect(p95).toEqual([138.77, 240.34]);
  });

  test('V10: 30 % with a higher fee', () => {
    const classes = feeClasses(v4, 0.3, poissonMeanS);
    expect(classes.highMeanS).toBeCloseTo(13.29994, 5);
    expect(classes.lowMeanS).toBeCloseTo(26.35634, 5);
    expect(classes.overallMeanS).toBeCloseTo(22.43942, 5);
  });
});

/** Any queue with a steady state, up to heavy load. */
const steady = fc
  .record({
    load: fc.double({ min: 0.001, max: 0.9999, noNaN: true }),
    intervalS: fc.double({ min: 0.01, max: 1000, noNaN: true }),
    batch: fc.integer({ min: 1, max: 10_000 }),
  })
  .map(({ load, intervalS, batch }): Queue => ({ arrivalTps: (load * batch) / intervalS, intervalS, batch }));

describe('laws', () => {
  test('L = λ W', () => {
    fc.assert(
      fc.property(steady, (queue) => {
        const length = littleLength(queue.arrivalTps, poissonMeanS(queue));
        expect(poissonQueueLength(queue) / length).toBeCloseTo(1, 9);
      }),
    );
  });

  test('μ r^(b+1) − (λ + μ) r + λ = 0', () => {
    fc.assert(
      fc.property(steady, ({ arrivalTps, intervalS, batch }) => {
        const r = 1 - poissonEmptyRatio({ arrivalTps, intervalS, batch });
        const offered = arrivalTps * intervalS;
        expect((r ** (batch + 1) - (1 + offered) * r + offered) / (1 + offered)).toBeCloseTo(0, 12);
      }),
    );
  });

  test('b = 1 is M/M/1: W = T / (1 − ρ)', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 0.999, noNaN: true }), (load) => {
        const wait = poissonMeanS({ arrivalTps: load / 7, intervalS: 7, batch: 1 });
        expect(wait * (1 - load)).toBeCloseTo(7, 9);
      }),
    );
  });

  test('W falls with b, and W(b → ∞) = T', () => {
    fc.assert(
      fc.property(steady, ({ arrivalTps, intervalS, batch }) => {
        const waits = [batch, batch + 1, 50 * batch, Number.POSITIVE_INFINITY].map((places) =>
          poissonMeanS({ arrivalTps, intervalS, batch: places }),
        );
        const [first = 0, second = 0, third = 0, last = 0] = waits;
        expect(first).toBeGreaterThan(second * (1 - 1e-12));
        expect(second).toBeGreaterThanOrEqual(third * (1 - 1e-12));
        expect(last).toBeCloseTo(intervalS, 12);
        expect(poissonMeanS({ arrivalTps, intervalS, batch: 1e12 }) / intervalS).toBeCloseTo(1, 12);
      }),
    );
  });

  test('λ W = λ_high W_high + λ_low W_low, and who pays more waits less', () => {
    fc.assert(
      fc.property(steady, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (queue, share) => {
        const { highMeanS, lowMeanS, overallMeanS } = feeClasses(queue, share, poissonMeanS);
        expect((share * highMeanS + (1 - share) * lowMeanS) / overallMeanS).toBeCloseTo(1, 9);
        expect(highMeanS).toBeLessThanOrEqual(lowMeanS * (1 + 1e-9));
      }),
    );
  });
});

test.each([
  ['no steady state', { ...v4, batch: 66 }, ['batch']],
  ['no numbers', { arrivalTps: Number.NaN, intervalS: -1, batch: 0 }, ['arrivalTps', 'intervalS', 'batch']],
])('%s: outside the domain', (_name, queue, paths) => {
  expect(() => poissonMeanS(queue)).toThrow(
    expect.objectContaining({
      code: 'OUTSIDE_DOMAIN',
      problems: paths.map((path) => expect.objectContaining({ path })),
    }),
  );
});

test('shares of 0 and 1 and confirmations of 0 are outside too', () => {
  const outside = expect.objectContaining({ code: 'OUTSIDE_DOMAIN' });
  expect(() => poissonQuantileS(v4, 1)).toThrow(outside);
  expect(() => poissonMeanS(v4, { confirmations: 0, template: 'frozen' })).toThrow(outside);
  expect(() => feeClasses(v4, 1, poissonMeanS)).toThrow(outside);
});
