import { describe, expect, test } from 'vitest';
import { independentContrast, pairedContrast } from './contrast.ts';

describe('two samples of one figure', () => {
  /** Student's sleep data (1908), as R prints it: t.test(extra ~ group), paired and not. */
  const first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2];
  const second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];

  test('by pairs: t = 4.0621 with 9 degrees of freedom, p = 0.002833, 0.70 to 2.46', () => {
    const { difference, probability } = pairedContrast(first, second);
    expect(probability).toBeCloseTo(0.002833, 6);
    expect(difference.mean).toBeCloseTo(1.58, 12);
    expect([difference.low, difference.high].map((bound) => bound?.toFixed(4))).toEqual(['0.7001', '2.4599']);
  });

  test('with nothing in common: t = 1.8608; 17.78 degrees of freedom, of which 17 count', () => {
    const { difference, probability } = independentContrast(first, second);
    expect(difference.mean).toBeCloseTo(1.58, 12);
    // R has p = 0.07939 and −0.2055 to 3.3655 with 17.776 of them: 17 are a little more careful.
    expect(probability).toBeGreaterThan(0.07939);
    expect(probability).toBeLessThan(0.081);
    expect(difference.low as number).toBeLessThan(-0.2055);
    expect(difference.low as number).toBeGreaterThan(-0.22);
  });

  test.each([pairedContrast, independentContrast])(
    'too few values, or none beyond the horizon, tell nothing',
    (contrast) => {
      for (const [before, after] of [
        [[], []],
        [[1], [2]],
        [
          [1, null],
          [2, 3],
        ],
        [
          [1, 2],
          [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
        ],
      ] as const)
        expect(contrast(before, after).probability).toBe(1);
    },
  );

  test.each([pairedContrast, independentContrast])(
    'a difference without any spread is certain, and none is none',
    (contrast) => {
      expect(contrast([5n, 5n], [6n, 6n])).toMatchObject({
        probability: 0,
        difference: { mean: 1, halfWidth: 0 },
      });
      expect(contrast([5n, 5n], [5n, 5n])).toMatchObject({
        probability: 1,
        difference: { mean: 0, halfWidth: 0 },
      });
    },
  );
});
