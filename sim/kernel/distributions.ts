/**
 * Distributions of durations: plain data, made by factories that check it, so that a resolved scenario can be written
 * to a file and read back. Everything that draws goes through the inverse of the distribution function: one uniform
 * number per draw, so that two variants of a scenario stay in step, and quantiles that can be stated exactly.
 *
 * Every family is scale-free: its times are the `…Ms` parameters, and multiplying these multiplies the draws.
 * Only exp, log and log1p are used (not pow), which V8 computes in software, alike on every machine.
 */
import { quantiseMs } from '../units.ts';
import { checked, type Distribution, type QuantilePoint } from './distribution-data.ts';
import { normalQuantile } from './normal-quantile.ts';
import type { RandomStream } from './random.ts';

export type { Amount, Distribution } from './distribution-data.ts';

export const constant = (valueMs: number): Distribution => checked({ kind: 'constant', valueMs });

export const uniform = (minMs: number, maxMs: number): Distribution =>
  checked({ kind: 'uniform', minMs, maxMs });

export const exponential = (meanMs: number): Distribution => checked({ kind: 'exponential', meanMs });

export const logNormal = (medianMs: number, sigma: number): Distribution =>
  checked({ kind: 'log-normal', medianMs, sigma });

export const pareto = (meanMs: number, shape: number): Distribution =>
  checked({ kind: 'pareto', meanMs, shape });

export const empirical = (samplesMs: readonly number[]): Distribution =>
  checked({ kind: 'empirical', samplesMs: Object.freeze(samplesMs.toSorted((a, b) => a - b)) });

/** Pairs of a probability and its quantile, such as `[[0, 2], [0.5, 10], [0.99, 80], [1, 200]]`. */
export const quantiles = (points: readonly (readonly [p: number, valueMs: number])[]): Distribution =>
  checked({ kind: 'quantiles', points: points.map(([p, valueMs]) => Object.freeze({ p, valueMs })) });

/** A draw of whole microseconds, as everything that becomes an event time must be. */
export const sampleMs = (distribution: Distribution, random: RandomStream): number =>
  quantiseMs(sample(distribution, random));

export const sample = (distribution: Distribution, random: RandomStream): number =>
  quantile(distribution, random.uniform());

/** The least value in ms that is not exceeded with probability `p` (0 to 1). Infinite at 1 where there is no longest. */
export function quantile(distribution: Distribution, p: number): number {
  switch (distribution.kind) {
    case 'constant':
      return distribution.valueMs;
    case 'uniform':
      return distribution.minMs + (distribution.maxMs - distribution.minMs) * p;
    case 'exponential':
      return -distribution.meanMs * Math.log1p(-p);
    case 'log-normal':
      return distribution.medianMs * Math.exp(distribution.sigma * normalQuantile(p));
    case 'pareto':
      return paretoScaleMs(distribution) * Math.exp(-Math.log1p(-p) / distribution.shape);
    case 'empirical':
      return nearestRank(distribution.samplesMs, p);
    case 'quantiles':
      return interpolate(distribution.points, p);
  }
}

/** The expected value in ms. */
export function mean(distribution: Distribution): number {
  switch (distribution.kind) {
    case 'constant':
      return distribution.valueMs;
    case 'uniform':
      return (distribution.minMs + distribution.maxMs) / 2;
    case 'exponential':
    case 'pareto':
      return distribution.meanMs;
    case 'log-normal':
      return distribution.medianMs * Math.exp(distribution.sigma ** 2 / 2);
    case 'empirical':
      return distribution.samplesMs.reduce((sum, value) => sum + value, 0) / distribution.samplesMs.length;
    case 'quantiles':
      return areaUnder(distribution.points);
  }
}

const paretoScaleMs = ({ meanMs, shape }: { readonly meanMs: number; readonly shape: number }): number =>
  (meanMs * (shape - 1)) / shape;

/** The value of least rank k with k / n ≥ p. */
function nearestRank(samplesMs: readonly number[], p: number): number {
  const { length } = samplesMs;
  const rank = Math.max(1, Math.ceil(p * length));
  // p · n can come out just above the whole number that it is: 0.07 · 100.
  const isRoundedUp = rank > 1 && (rank - 1) / length >= p;
  return samplesMs[isRoundedUp ? rank - 2 : rank - 1] as number;
}

function interpolate(points: readonly QuantilePoint[], p: number): number {
  const index = Math.max(
    1,
    points.findIndex((point) => point.p >= p),
  );
  const below = points[index - 1] as QuantilePoint;
  const above = points[index] as QuantilePoint;
  return below.valueMs + ((above.valueMs - below.valueMs) * (p - below.p)) / (above.p - below.p);
}

const areaUnder = (points: readonly QuantilePoint[]): number =>
  points.slice(1).reduce((sum, above, index) => {
    const below = points[index] as QuantilePoint;
    return sum + ((above.p - below.p) * (above.valueMs + below.valueMs)) / 2;
  }, 0);
