import fc from 'fast-check';
import { mean, sampleStandardDeviation } from 'simple-statistics';
import { describe, expect, it } from 'vitest';
import { summariseLatency } from './latency.ts';

const microseconds = (samples: readonly number[]): Float64Array => Float64Array.from(samples).sort();
const samplesUs = fc.array(fc.integer({ min: 0, max: 3_600_000_000 }), { minLength: 1, maxLength: 200 });

describe('summariseLatency', () => {
  it('describes 1 ms to 1000 ms exactly', () => {
    const summary = summariseLatency(microseconds(Array.from({ length: 1000 }, (_, i) => (i + 1) * 1000)), 0);
    expect(summary).toMatchObject({
      min: 1,
      mean: 500.5,
      max: 1000,
      p50: 500,
      p90: 900,
      p99: 990,
      p999: 999,
    });
    expect(summary.stddev).toBeCloseTo(Math.sqrt((1000 * 1001) / 12), 9);
  });

  it('has nothing but null without successes, and no deviation for a single one', () => {
    expect(new Set(Object.values(summariseLatency(microseconds([]), 3)))).toEqual(new Set([null]));
    expect(summariseLatency(microseconds([240_000]), 0)).toMatchObject({ min: 240, p999: 240, stddev: null });
  });

  it('puts a percentile that pending transactions reach beyond the horizon', () => {
    const { p50, p90, max } = summariseLatency(microseconds([1000, 2000, 3000]), 2);
    expect({ p50, p90, max }).toEqual({ p50: 3, p90: null, max: 3 });
  });

  it('has no deviation and no dust when all delays are equal', () => {
    const summary = summariseLatency(microseconds(Array(997).fill(12_345)), 0);
    expect(summary).toMatchObject({ min: 12.345, mean: 12.345, max: 12.345, stddev: 0, p50: 12.345 });
  });

  it('min ≤ p50 ≤ p90 ≤ p95 ≤ p99 ≤ p999 ≤ max and min ≤ mean ≤ max', () => {
    fc.assert(
      fc.property(samplesUs, (samples) => {
        const {
          min,
          mean: average,
          max,
          p50,
          p90,
          p95,
          p99,
          p999,
        } = summariseLatency(microseconds(samples), 0);
        const ordered = [min, p50, p90, p95, p99, p999, max].map(Number);
        expect(ordered).toEqual(ordered.toSorted((a, b) => a - b));
        expect(Number(average)).toBeGreaterThanOrEqual(Number(min));
        expect(Number(average)).toBeLessThanOrEqual(Number(max));
      }),
    );
  });

  it('mean and stddev = those of simple-statistics', () => {
    fc.assert(
      fc.property(samplesUs, (samples) => {
        const summary = summariseLatency(microseconds(samples), 0);
        expect(summary.mean).toBeCloseTo(mean(samples) / 1000, 6);
        if (samples.length > 1)
          expect(summary.stddev).toBeCloseTo(sampleStandardDeviation(samples) / 1000, 6);
      }),
    );
  });
});
