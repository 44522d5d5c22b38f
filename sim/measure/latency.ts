/**
 * What one delay statistic of a round says. Minimum, mean, maximum and standard deviation describe the successes.
 * Percentiles are over successes and pending rows together, pending ones being infinitely slow; failures are apart,
 * because how fast something failed is no latency of the service.
 *
 * null: for a percentile of a round with pending rows, beyond the horizon; otherwise there was no sample (or, for the
 * standard deviation, only one).
 */
import { sampleStandardDeviation, sum } from 'simple-statistics';
import type { PercentileName } from './quantile.ts';
import { percentiles, quantile } from './quantile.ts';
import { tidy } from './tidy.ts';

/** In milliseconds. */
export interface LatencySummary extends Readonly<Record<PercentileName, number | null>> {
  readonly min: number | null;
  readonly mean: number | null;
  readonly max: number | null;
  /** Of the sample: divided by n − 1. */
  readonly stddev: number | null;
}

/** `sortedUs`: the successes' latencies in whole microseconds, ascending. */
export const summariseLatency = (sortedUs: Float64Array, pendingCount: number): LatencySummary => {
  const samples = Array.from(sortedUs);
  const at = (name: PercentileName) => milliseconds(quantile(sortedUs, pendingCount, percentiles[name]));
  return {
    min: milliseconds(samples[0]),
    mean: milliseconds(samples.length > 0 ? sum(samples) / samples.length : undefined),
    max: milliseconds(samples.at(-1)),
    stddev: milliseconds(samples.length > 1 ? sampleStandardDeviation(samples) : undefined),
    p50: at('p50'),
    p90: at('p90'),
    p95: at('p95'),
    p99: at('p99'),
    p999: at('p999'),
  };
};

const milliseconds = (us: number | undefined): number | null => (us === undefined ? null : tidy(us / 1000));
