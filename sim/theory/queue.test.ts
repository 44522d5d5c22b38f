import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evenLatencyS, uniformQuantileS } from './even-arrivals.ts';
import { littleLength, overload, type Queue, utilisationRatio } from './queue.ts';

describe('overload', () => {
  test('V2: at 100 a second into blocks of 1000 every 12 s, 83.333 a second are served', () => {
    const outcome = overload({ arrivalTps: 100, intervalS: 12, batch: 1_000 });
    expect(outcome.throughputTps).toBeCloseTo(83.333, 3);
    expect(outcome.backlogGrowthTps).toBeCloseTo(16.667, 3);
    expect(outcome.latencyGrowthRatio).toBeCloseTo(0.2, 12);
  });

  test('what is sent is served or waits: λ = b/T + growth', () => {
    const parameter = fc.double({ min: 0.01, max: 1000, noNaN: true });
    fc.assert(
      fc.property(parameter, parameter, fc.integer({ min: 1, max: 1000 }), (factor, intervalS, batch) => {
        const arrivalTps = ((1 + factor) * batch) / intervalS;
        const { throughputTps, backlogGrowthTps } = overload({ arrivalTps, intervalS, batch });
        expect((throughputTps + backlogGrowthTps) / arrivalTps).toBeCloseTo(1, 12);
      }),
    );
  });

  test('there is none below capacity, and all that is wrong is named at once', () => {
    expect(() => overload({ arrivalTps: 1, intervalS: 10, batch: 11 })).toThrow(
      expect.objectContaining({
        code: 'OUTSIDE_DOMAIN',
        problems: [expect.objectContaining({ path: 'batch' })],
      }),
    );
    expect(() => overload({ arrivalTps: -1, intervalS: 0, batch: 1.5 })).toThrow(
      expect.objectContaining({
        problems: ['arrivalTps', 'intervalS', 'batch'].map((path) => expect.objectContaining({ path })),
      }),
    );
  });
});

test('utilisation and Little’s law are products', () => {
  expect(utilisationRatio({ arrivalTps: 5, intervalS: 13.2, batch: 100 })).toBeCloseTo(0.66, 12);
  expect(littleLength(5, 22.43942)).toBeCloseTo(112.1971, 4);
});

describe('even arrivals', () => {
  const latencies = (queue: Queue, count: number): number[] =>
    Array.from({ length: count }, (_, index) => evenLatencyS(queue, index)).sort((a, b) => a - b);
  const described = (sorted: readonly number[]): number[] => {
    const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
    const ranks = [0.5, 0.95, 0.99].map((p) => sorted[Math.ceil(p * sorted.length) - 1] as number);
    return [sorted[0] as number, mean, ...ranks, sorted.at(-1) as number].map((value) =>
      Number(value.toFixed(3)),
    );
  };

  test('V1: 10 a second for 120 s into unlimited slots of 12 s', () => {
    const queue = { arrivalTps: 10, intervalS: 12, batch: Number.POSITIVE_INFINITY };
    expect(described(latencies(queue, 1_200))).toEqual([0.1, 6.05, 6, 11.4, 11.9, 12]);
  });

  test('V2: 6000 at 100 a second into slots of 1000', () => {
    const queue = { arrivalTps: 100, intervalS: 12, batch: 1_000 };
    expect(described(latencies(queue, 6_000))).toEqual([2.01, 12.005, 12, 19.5, 21.4, 22]);
  });

  test('many of them under light load come to the uniform wait: mean T/2, p95 0.95 T', () => {
    const sorted = latencies({ arrivalTps: 1_000, intervalS: 12, batch: 50_000 }, 12_000);
    expect(sorted[0.95 * 12_000 - 1]).toBeCloseTo(uniformQuantileS(12, 0.95), 9);
    expect(uniformQuantileS(12, 0.95)).toBeCloseTo(11.4, 12);
  });
});
