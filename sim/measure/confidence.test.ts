import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exponential, sampleMs } from '../kernel/distributions.ts';
import { createRandom } from '../kernel/random-stream.ts';
import { intervalOf, relativeHalfWidth } from './confidence.ts';

const someValues = fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 }), { minLength: 2, maxLength: 40 });

describe('intervalOf', () => {
  it('is mean ± t · s / √n: 1 to 10 by hand', () => {
    const interval = intervalOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    // s = √(82.5 / 9) = 3.02765, t = 2.26216 for 9 degrees of freedom
    expect(interval).toMatchObject({ n: 10, missing: 0, mean: 5.5, min: 1, max: 10 });
    expect(interval.stddev).toBeCloseTo(3.02765, 5);
    expect(interval.halfWidth).toBeCloseTo(2.16585, 4);
    expect(interval.low).toBeCloseTo(3.33415, 4);
    expect(interval.high).toBeCloseTo(7.66585, 4);
    expect(relativeHalfWidth(interval)).toBeCloseTo(2.16585 / 5.5, 5);
  });

  it('counts what is missing instead of averaging over it in silence', () => {
    const { missing, n, mean } = intervalOf([null, 4, null, 6]);
    expect({ missing, n, mean }).toEqual({ missing: 2, n: 2, mean: 5 });
  });

  it('has no interval for one value, and nothing for none', () => {
    expect(intervalOf([7])).toMatchObject({ n: 1, mean: 7, min: 7, max: 7, stddev: null, halfWidth: null });
    expect(intervalOf([null])).toMatchObject({ n: 0, missing: 1, mean: null, min: null, high: null });
    expect(relativeHalfWidth(intervalOf([7]))).toBeNull();
  });

  it('has a width of exactly zero for equal values, whatever they are and however many', () => {
    const value = fc.double({ noNaN: true, min: -1e12, max: 1e12 });
    fc.assert(
      fc.property(value, fc.integer({ min: 2, max: 50 }), (same, count) => {
        const interval = intervalOf(new Array(count).fill(same));
        expect(interval).toMatchObject({ mean: same, stddev: 0, halfWidth: 0, low: interval.high });
        expect(relativeHalfWidth(interval)).toBe(0);
      }),
    );
  });

  it('lies around the mean, which lies between the least and the greatest value', () => {
    fc.assert(
      fc.property(someValues, (values) => {
        const { low, mean, high, min, max } = intervalOf(values);
        const dust = 1e-6;
        expect(low).toBeLessThanOrEqual(Number(mean));
        expect(high).toBeGreaterThanOrEqual(Number(mean));
        expect(mean).toBeGreaterThanOrEqual(Number(min) - dust);
        expect(mean).toBeLessThanOrEqual(Number(max) + dust);
      }),
    );
  });

  it('interval(a · x + b) = a · interval(x) + b', () => {
    fc.assert(
      fc.property(
        someValues,
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: -99, max: 99 }),
        (x, a, b) => {
          const before = intervalOf(x);
          const after = intervalOf(x.map((value) => a * value + b));
          expect(after.mean).toBeCloseTo(a * Number(before.mean) + b, 3);
          expect(after.halfWidth).toBeCloseTo(a * Number(before.halfWidth), 3);
        },
      ),
    );
  });

  it('covers the expected value in about 95 of 100 experiments, skewed ones included', () => {
    const random = createRandom('coverage');
    const experiments = 1000;
    let covered = 0;
    for (let experiment = 0; experiment < experiments; experiment += 1) {
      // A replication's figure is a mean over many transactions, here of 30 exponential delays of mean 10.
      const values = Array.from({ length: 10 }, () => {
        let sum = 0;
        for (let index = 0; index < 30; index += 1) sum += sampleMs(exponential(10), random);
        return sum / 30;
      });
      const { low, high } = intervalOf(values);
      if (Number(low) <= 10 && 10 <= Number(high)) covered += 1;
    }
    expect(covered / experiments).toBeGreaterThan(0.93);
    expect(covered / experiments).toBeLessThan(0.97);
  });
});
