import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { erlangQuantileS, stagesQuantileS, stagesSurvival } from './exponential-stages.ts';

describe('the k-th confirmation under light load', () => {
  test.each([
    [6, [74.85, 138.77, 173.03]],
    [12, [154.02, 240.34, 283.67]],
  ])('V9: %i confirmations at 13.2 s: p50, p95, p99', (count, expected) => {
    const found = [0.5, 0.95, 0.99].map((p) => Number(erlangQuantileS(count, 13.2, p).toFixed(2)));
    expect(found).toEqual(expected);
  });

  test('one is exponential: mean 14.35 s has the quartiles 4.13, 9.95, 19.89 (V14)', () => {
    const quartiles = [0.25, 0.5, 0.75].map((p) => Number(erlangQuantileS(1, 14.35, p).toFixed(2)));
    expect(quartiles).toEqual([4.13, 9.95, 19.89]);
  });

  test('100,000 of them spread like a normal variable', () => {
    const [count, z99] = [100_000, 2.3263478740408408];
    const relative = erlangQuantileS(count, 1, 0.99) / (count + z99 * Math.sqrt(count));
    expect(relative).toBeCloseTo(1, 4);
  });
});

const mean = fc.double({ min: 0.01, max: 100, noNaN: true });
const slowness = fc.oneof(
  fc.constant(1),
  fc.double({ min: 1 + 1e-12, max: 1.0001, noNaN: true }),
  fc.double({ min: 1, max: 1000, noNaN: true }),
);

describe('a slow stage and n fast ones', () => {
  test('P(X > t) by the textbook’s two-stage formula: (μ e^−θt − θ e^−μt)/(μ − θ)', () => {
    fc.assert(
      fc.property(mean, fc.double({ min: 1.01, max: 1000, noNaN: true }), mean, (fastMeanS, slow, t) => {
        const [fast, theta] = [1 / fastMeanS, 1 / (fastMeanS * slow)];
        const expected = (fast * Math.exp(-theta * t) - theta * Math.exp(-fast * t)) / (fast - theta);
        const stages = { fastMeanS, slowMeanS: fastMeanS * slow, fastCount: 1 };
        expect(stagesSurvival(stages, t)).toBeCloseTo(expected, 10);
      }),
    );
  });

  test('∫ P(X > t) dt = mean, equal rates and almost equal ones included', () => {
    fc.assert(
      fc.property(slowness, fc.integer({ min: 0, max: 20 }), (slowMeanS, fastCount) => {
        const stages = { fastMeanS: 1, slowMeanS, fastCount };
        const [end, steps] = [60 * slowMeanS + 20 * (fastCount + 1), 40_000];
        // Simpson's rule
        let sum = 0;
        for (let i = 0; i <= steps; i += 1) {
          const weight = i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2;
          sum += weight * stagesSurvival(stages, (end * i) / steps);
        }
        expect((sum * end) / steps / 3 / (slowMeanS + fastCount)).toBeCloseTo(1, 5);
      }),
      { numRuns: 20 },
    );
  });

  test('P(X > quantile(p)) = 1 − p', () => {
    const share = fc.double({ min: 0.001, max: 0.999, noNaN: true });
    fc.assert(
      fc.property(
        mean,
        slowness,
        fc.integer({ min: 0, max: 200 }),
        share,
        (fastMeanS, slow, fastCount, p) => {
          const stages = { fastMeanS, slowMeanS: fastMeanS * slow, fastCount };
          expect(stagesSurvival(stages, stagesQuantileS(stages, p))).toBeCloseTo(1 - p, 9);
        },
      ),
    );
  });

  test('a slow stage that is fast, half a stage and a quantile of 1 are all named', () => {
    expect(() => stagesQuantileS({ fastMeanS: 2, slowMeanS: 1, fastCount: 0.5 }, 1)).toThrow(
      expect.objectContaining({
        code: 'OUTSIDE_DOMAIN',
        problems: ['slowMeanS', 'fastCount', 'p'].map((path) => expect.objectContaining({ path })),
      }),
    );
    expect(() => erlangQuantileS(0, 13.2, 0.5)).toThrow(expect.objectContaining({ code: 'OUTSIDE_DOMAIN' }));
  });
});
