import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { equilibriumIntervalS, type Timestamps } from './difficulty.ts';

const byzantium = (uncleRatio: number, timestamps: Timestamps): number =>
  equilibriumIntervalS({ rule: 'byzantium', uncleRatio, timestamps });
const homestead = (timestamps: Timestamps): number =>
  equilibriumIntervalS({ rule: 'homestead', uncleRatio: 0, timestamps });

describe('printed figures', () => {
  test('Byzantium with 0, 5, 5.72 and 7 % uncles, real-valued: 12.98, 13.45, 13.52, 13.64 s', () => {
    const found = [0, 0.05, 0.0572, 0.07].map((u) => byzantium(u, 'real').toFixed(2));
    expect(found).toEqual(['12.98', '13.45', '13.52', '13.64']);
  });

  // Figures of simulations of the rule over 400,000 blocks.
  test.each([
    [0, 12.65],
    [0.05, 13.11],
    [0.0572, 13.18],
    [0.07, 13.29],
  ])('V13: Byzantium with %f uncles a block and the protocol’s timestamps: %f s', (uncleRatio, simulated) => {
    expect(Math.abs(byzantium(uncleRatio, 'protocol') - simulated)).toBeLessThan(0.01);
  });

  test('V14: Homestead: 14.43 s real-valued, 14.09 s by the protocol', () => {
    expect([homestead('real').toFixed(2), homestead('protocol').toFixed(2)]).toEqual(['14.43', '14.09']);
    expect(homestead('real')).toBeCloseTo(10 / Math.LN2, 12);
  });
});

describe('laws', () => {
  const uncles = fc.double({ min: 0, max: 1, noNaN: true });

  test('T = 9 / ln(1 + 1/(1 + u)), and in whole seconds T = 9 / ln(1 + T (e^(1/T) − 1)/(1 + u))', () => {
    fc.assert(
      fc.property(uncles, (u) => {
        expect(byzantium(u, 'real')).toBeCloseTo(9 / Math.log(1 + 1 / (1 + u)), 10);
        const whole = byzantium(u, 'whole-seconds');
        expect(9 / Math.log(1 + (whole * (Math.exp(1 / whole) - 1)) / (1 + u))).toBeCloseTo(whole, 10);
      }),
    );
  });

  test('more uncles, slower blocks; whole seconds are the fastest, real numbers the slowest', () => {
    fc.assert(
      fc.property(uncles, uncles, (a, b) => {
        for (const timestamps of ['real', 'whole-seconds', 'protocol'] as const)
          expect(byzantium(Math.min(a, b), timestamps)).toBeLessThanOrEqual(
            byzantium(Math.max(a, b), timestamps),
          );
        expect(byzantium(a, 'whole-seconds')).toBeLessThan(byzantium(a, 'protocol'));
        expect(byzantium(a, 'protocol')).toBeLessThan(byzantium(a, 'real'));
      }),
    );
  });
});

test('uncles beyond one a block, or under Homestead, are outside the domain', () => {
  const outside = expect.objectContaining({ code: 'OUTSIDE_DOMAIN' });
  expect(() => byzantium(1.1, 'real')).toThrow(outside);
  expect(() => equilibriumIntervalS({ rule: 'homestead', uncleRatio: 0.1, timestamps: 'real' })).toThrow(
    outside,
  );
});
