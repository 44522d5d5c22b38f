import * as fc from 'fast-check';
import { sampleStandardDeviation } from 'simple-statistics';
import { describe, expect, it } from 'vitest';
import { Fraction } from '../interval.ts';
import { aggregates } from './aggregates.ts';
import { exact } from './quantity.ts';
import { rootOf } from './root.ts';

const hundredths = fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 2, maxLength: 20 });

describe('rootOf', () => {
  it('low² ≤ value ≤ high², at most 10^−12 apart', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 40n }),
        fc.bigInt({ min: 1n, max: 10n ** 20n }),
        (n, d) => {
          const value = new Fraction(n, d);
          const { low, high } = rootOf(value);
          expect(low.mul(low).compare(value)).toBeLessThanOrEqual(0);
          expect(high.mul(high).compare(value)).toBeGreaterThanOrEqual(0);
          expect(high.sub(low).compare(new Fraction(1n, 10n ** 12n))).toBeLessThanOrEqual(0);
        },
      ),
    );
  });

  it('finds a rational root exactly', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 20n }),
        fc.bigInt({ min: 1n, max: 10n ** 20n }),
        (n, d) => {
          const root = new Fraction(n, d);
          const { low, high } = rootOf(root.mul(root));
          expect([low.equals(root), high.equals(root)]).toEqual([true, true]);
        },
      ),
    );
  });
});

describe('the deviation of exact figures', () => {
  it('is the sample’s, and the coefficient of variation is over the mean', () => {
    fc.assert(
      fc.property(hundredths, (figures) => {
        const values = figures.map((value) => exact(new Fraction(value, 100)));
        const expected = sampleStandardDeviation(figures.map((value) => value / 100));
        const mean = figures.reduce((a, b) => a + b) / figures.length / 100;
        expect(aggregates.get('sd')?.of(values)?.printed.valueOf()).toBeCloseTo(expected, 8);
        expect(aggregates.get('cv')?.of(values)?.printed.valueOf()).toBeCloseTo(expected / mean, 8);
      }),
    );
  });

  it('is exactly zero for equal figures', () => {
    const values = [1, 1, 1].map((value) => exact(new Fraction(value)));
    expect(aggregates.get('sd')?.of(values)?.high.equals(0)).toBe(true);
  });
});
