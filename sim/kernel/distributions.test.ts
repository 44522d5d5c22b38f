import fc from 'fast-check';
import { errorFunction } from 'simple-statistics';
import { describe, expect, test } from 'vitest';
import {
  constant,
  type Distribution,
  empirical,
  exponential,
  logNormal,
  mean,
  pareto,
  quantile,
  quantiles,
  sample,
  sampleMs,
  uniform,
} from './distributions.ts';
import { createRandom } from './random-stream.ts';

const drawCount = 200_000;

/** Each family with its distribution function and standard deviation, written from the textbook, not from the code. */
const families: readonly (readonly [Distribution, (x: number) => number, number])[] = [
  [uniform(20, 60), (x) => (x - 20) / 40, 40 / Math.sqrt(12)],
  [exponential(13_200), (x) => 1 - Math.exp(-x / 13_200), 13_200],
  [
    logNormal(100, 0.5),
    (x) => (1 + errorFunction(Math.log(x / 100) / 0.5 / Math.SQRT2)) / 2,
    100 * Math.exp(0.125) * Math.sqrt(Math.exp(0.25) - 1),
  ],
  [pareto(100, 5), (x) => 1 - (80 / x) ** 5, 100 / Math.sqrt(15)],
  // Density 0.05 on [0, 10] and 0.5 / 90 on [10, 100].
  [
    quantiles([
      [0, 0],
      [0.5, 10],
      [1, 100],
    ]),
    (x) => (x < 10 ? x / 20 : 0.5 + (x - 10) / 180),
    Math.sqrt(0.5 * (100 / 3) + (0.5 * (1e6 - 1e3)) / (3 * 90) - 30 ** 2),
  ],
];

const draws = (distribution: Distribution): number[] => {
  const random = createRandom('draws').fork(distribution.kind);
  return Array.from({ length: drawCount }, () => sample(distribution, random));
};

describe.each(families)('%j', (distribution, distributionFunction, standardDeviation) => {
  const sorted = draws(distribution).sort((a, b) => a - b);

  test('its draws follow its distribution function', () => {
    // Dvoretzky, Kiefer, Wolfowitz with Massart's constant: exceeded by chance once in 10⁹.
    const tolerance = Math.sqrt(Math.log(2e9) / (2 * drawCount));
    const distance = Math.max(
      ...[0, 1].map((step) =>
        sorted.reduce(
          (most, x, index) => Math.max(most, Math.abs((index + step) / drawCount - distributionFunction(x))),
          0,
        ),
      ),
    );
    expect(distance).toBeLessThan(tolerance);
  });

  test('the mean of its draws lies within four standard errors of its mean', () => {
    const average = sorted.reduce((sum, x) => sum + x, 0) / drawCount;
    const standardError = standardDeviation / Math.sqrt(drawCount);
    expect(Math.abs(average - mean(distribution))).toBeLessThan(4 * standardError);
  });

  test('F(quantile(p)) = p', () => {
    for (const p of [0.001, 0.1, 0.5, 0.9, 0.95, 0.99, 0.999]) {
      expect(distributionFunction(quantile(distribution, p))).toBeCloseTo(p, 6);
    }
  });
});

test('Pareto with mean 100 ms and shape 5: p50 91.9, p95 145.6, p99 201.0 ms (case V23)', () => {
  const exact = [0.5, 0.95, 0.99].map((p) => quantile(pareto(100, 5), p));
  expect(exact.map((x) => x.toFixed(1))).toEqual(['91.9', '145.6', '201.0']);
});

test('log-normal: the median is its parameter, p97.5 = median · exp(1.96 σ)', () => {
  expect(quantile(logNormal(80, 0.3), 0.5)).toBe(80);
  expect(quantile(logNormal(80, 0.3), 0.975)).toBeCloseTo(80 * Math.exp(0.3 * 1.959963984540054), 9);
});

test('a constant is drawn always, and its mean and quantiles are itself', () => {
  const distribution = constant(12.5);
  expect([sample(distribution, createRandom(1)), mean(distribution), quantile(distribution, 0.3)]).toEqual([
    12.5, 12.5, 12.5,
  ]);
});

test('empirical: quantiles are nearest ranks and every sample is as likely', () => {
  const distribution = empirical([30, 10, 20, 20]);
  expect([0, 0.25, 0.26, 0.5, 0.75, 0.76, 1].map((p) => quantile(distribution, p))).toEqual([
    10, 10, 20, 20, 20, 30, 30,
  ]);
  expect(mean(distribution)).toBe(20);
  const share = draws(distribution).filter((x) => x === 20).length / drawCount;
  expect(Math.abs(share - 0.5)).toBeLessThan(4 * Math.sqrt(0.25 / drawCount));
});

test('empirical: quantile(k / n) = the k-th smallest of n, for every k and n', () => {
  for (let n = 1; n <= 100; n += 1) {
    const distribution = empirical(Array.from({ length: n }, (_, index) => index + 1));
    for (let k = 1; k <= n; k += 1) expect(quantile(distribution, k / n)).toBe(k);
  }
});

const positive = fc.double({ min: 1e-3, max: 1e6, noNaN: true });
const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const anyDistribution = fc.oneof(
  positive.map(constant),
  fc.tuple(positive, positive).map(([a, b]) => uniform(Math.min(a, b), Math.max(a, b))),
  positive.map(exponential),
  fc.tuple(positive, fc.double({ min: 0.01, max: 3, noNaN: true })).map(([m, sigma]) => logNormal(m, sigma)),
  fc.tuple(positive, fc.double({ min: 1.01, max: 9, noNaN: true })).map(([m, shape]) => pareto(m, shape)),
  fc.array(positive, { minLength: 1, maxLength: 9 }).map(empirical),
  fc.tuple(positive, positive, positive).map((values) => {
    const [a = 0, b = 0, c = 0] = values.sort((x, y) => x - y);
    return quantiles([
      [0, a],
      [0.3, b],
      [1, c],
    ]);
  }),
);

test('p ≤ q ⇒ 0 ≤ quantile(p) ≤ quantile(q), up to rounding', () => {
  fc.assert(
    fc.property(anyDistribution, share, share, (distribution, a, b) => {
      const low = quantile(distribution, Math.min(a, b));
      const high = quantile(distribution, Math.max(a, b));
      expect(low).toBeGreaterThanOrEqual(0);
      expect(low).toBeLessThanOrEqual(high * (1 + 1e-14));
    }),
  );
});

test('parse(stringify(distribution)) draws what distribution draws, in whole microseconds', () => {
  fc.assert(
    fc.property(anyDistribution, fc.nat(), (distribution, seed) => {
      const copy: Distribution = JSON.parse(JSON.stringify(distribution));
      const drawn = sampleMs(distribution, createRandom(seed));
      expect(sampleMs(copy, createRandom(seed))).toBe(drawn);
      expect(Math.round(drawn * 1000) / 1000).toBe(drawn);
    }),
  );
});

test.each([
  ['constant', () => constant(-1), ['valueMs']],
  ['constant', () => constant(Number.POSITIVE_INFINITY), ['valueMs']],
  ['uniform', () => uniform(-2, Number.NaN), ['minMs', 'maxMs']],
  ['uniform', () => uniform(2, 1), ['maxMs']],
  ['exponential', () => exponential(0), ['meanMs']],
  ['log-normal', () => logNormal(0, -1), ['medianMs', 'sigma']],
  ['pareto', () => pareto(-1, 1), ['meanMs', 'shape']],
  ['empirical', () => empirical([]), ['samplesMs']],
  ['empirical', () => empirical([1, -1]), ['samplesMs[0]']],
  ['quantiles', () => quantiles([[0.5, 1]]), ['points', 'points[0].p']],
  [
    'quantiles',
    () =>
      quantiles([
        [0, 5],
        [0, 4],
        [0.9, 6],
      ]),
    ['points[1].p', 'points[1].valueMs', 'points[2].p'],
  ],
])('a bad %s names every bad parameter', (_kind, make, paths) => {
  expect(make).toThrow(
    expect.objectContaining({
      code: 'DISTRIBUTION_INVALID',
      problems: paths.map((path) => expect.objectContaining({ path })),
    }),
  );
});
