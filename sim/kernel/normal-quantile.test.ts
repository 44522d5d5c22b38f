import fc from 'fast-check';
import { errorFunction } from 'simple-statistics';
import { expect, test } from 'vitest';
import { normalQuantile } from './normal-quantile.ts';

/** The three test values of Wichura (1988), as in R's tests/d-p-q-r-tests.R; one for each region of the algorithm.
 * The last is printed there as …408; that is the same double. */
test.each([
  [0.25, -0.6744897501960817],
  [0.001, -3.090232306167814],
  [1e-20, -9.262340089798409],
])('normalQuantile(%d) = %d', (p, z) => {
  expect(Math.abs(normalQuantile(p) / z - 1)).toBeLessThan(1e-15);
});

test('normalQuantile(½) = 0, and it is infinite at 0 and 1', () => {
  expect([0, 0.5, 1].map(normalQuantile)).toEqual([Number.NEGATIVE_INFINITY, 0, Number.POSITIVE_INFINITY]);
});

/** Multiples of 2⁻⁵³, of which 1 − p is exact, as `uniform` gives them. */
const probability = fc.integer({ min: 1, max: 2 ** 53 - 1 }).map((numerator) => numerator / 2 ** 53);

test('normalQuantile(1 − p) = −normalQuantile(p)', () => {
  fc.assert(
    fc.property(probability, (p) => {
      expect(normalQuantile(1 - p)).toBeCloseTo(-normalQuantile(p), 13);
    }),
  );
});

test('Φ(normalQuantile(p)) = p, with simple-statistics’ error function (1.2 · 10⁻⁷)', () => {
  fc.assert(
    fc.property(probability, (p) => {
      expect((1 + errorFunction(normalQuantile(p) / Math.SQRT2)) / 2).toBeCloseTo(p, 6);
    }),
  );
});
