import fc from 'fast-check';
import { quantileSorted } from 'simple-statistics';
import { describe, expect, it } from 'vitest';
import { nearestRank, quantile } from './quantile.ts';

// "Latency at a network threshold", the example table of Hyperledger Blockchain Performance Metrics.
const commitTimes = [10, 14, 9, 20, 22, 14, 10, 25, 4, 23, 17, 18, 12, 6, 19, 20, 15, 19, 8, 35];

const sortedSamples = fc
  .array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 300 })
  .map((samples) => samples.toSorted((a, b) => a - b));
const perMille = fc.integer({ min: 1, max: 1000 });

describe('quantile', () => {
  it('gives the published latencies at 80, 85, 90, 95 and 100 %', () => {
    const sorted = commitTimes.toSorted((a, b) => a - b);
    expect([800, 850, 900, 950, 1000].map((p) => quantile(sorted, 0, p))).toEqual([20, 22, 23, 25, 35]);
  });

  it('takes the 7th of 100 for 7 %, where binary floating point takes the 8th', () => {
    expect(Math.ceil(0.07 * 100)).toBe(8);
    expect(nearestRank(100, 70)).toBe(7);
  });

  it('counts pending as infinitely slow, and has no value for a rank that lands there', () => {
    expect(quantile([1, 2, 3], 1, 500)).toBe(2);
    expect(quantile([1, 2, 3], 1, 750)).toBe(3);
    expect(quantile([1, 2, 3], 1, 751)).toBeUndefined();
    expect(quantile([], 0, 500)).toBeUndefined();
  });

  // simple-statistics interpolates linearly between two samples, R's type 7: nearest rank is one of them,
  // and they agree where p is a multiple of 1 / (N − 1), so that nothing is left to interpolate.
  it('quantile(p) = quantileSorted(p) of simple-statistics, where p = k / (N − 1)', () => {
    const divisors = [1, 2, 4, 5, 8, 10, 20, 25, 40, 50, 100, 125, 200, 250, 500, 1000];
    const cases = fc.constantFrom(...divisors).chain((intervals) =>
      fc.record({
        samples: fc.array(fc.nat(1000), { minLength: intervals + 1, maxLength: intervals + 1 }),
        k: fc.integer({ min: 1, max: intervals }),
      }),
    );
    fc.assert(
      fc.property(cases, ({ samples, k }) => {
        const sorted = samples.toSorted((a, b) => a - b);
        const intervals = samples.length - 1;
        const expected = quantileSorted(sorted, k / intervals);
        expect(quantile(sorted, 0, (k * 1000) / intervals)).toBeCloseTo(expected, 6);
      }),
    );
  });

  it('quantile(p) = one of the two samples between which simple-statistics interpolates', () => {
    fc.assert(
      fc.property(sortedSamples, perMille, (samples, p) => {
        const position = ((samples.length - 1) * p) / 1000;
        const neighbours = [samples[Math.floor(position)], samples[Math.ceil(position)]];
        expect(neighbours).toContain(quantile(samples, 0, p));
        expect(quantileSorted(samples, p / 1000)).toBeGreaterThanOrEqual(Number(neighbours[0]) - 1e-6);
        expect(quantileSorted(samples, p / 1000)).toBeLessThanOrEqual(Number(neighbours[1]) + 1e-6);
      }),
    );
  });

  it('quantile(p) = the least sample that at least pN samples do not exceed', () => {
    fc.assert(
      fc.property(sortedSamples, perMille, (samples, p) => {
        const reaches = (value: number) =>
          samples.filter((sample) => sample <= value).length * 1000 >= p * samples.length;
        expect(quantile(samples, 0, p)).toBe(samples.find(reaches));
      }),
    );
  });
});
