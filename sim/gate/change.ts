/**
 * One run against another, metric by metric. All metrics of a simulation are exact (bit-identical for a seed under equal
 * conditions), so a difference is never noise: it is the same, or within a tolerance that somebody stated, or a change.
 */
import { isSameValue, type Metrics, type MetricValue } from './metric.ts';
import {
  isWithin,
  type Level,
  relativeChange,
  type Tolerance,
  type Tolerances,
  toleranceOf,
} from './tolerance.ts';

export const metricVerdicts = [
  'same',
  'improved',
  'regressed',
  'tolerated',
  'new',
  'removed',
  'not-comparable',
] as const;
export type MetricVerdict = (typeof metricVerdicts)[number];

export interface Change {
  readonly metric: string;
  readonly verdict: MetricVerdict;
  /** null: it has none. */
  readonly baseline: MetricValue | null;
  readonly current: MetricValue | null;
  /** Change divided by the baseline; null where that is zero or absent. */
  readonly ratio: number | null;
  /** What a regression or a removal of it means. */
  readonly level: Exclude<Level, 'off'>;
}

/** Of every metric that either side has, but for those that are switched off; in the order of their names. */
export const compareMetrics = (
  baseline: Metrics,
  current: Metrics,
  tolerances: Tolerances,
): readonly Change[] =>
  [...new Set([...baseline.keys(), ...current.keys()])].sort().flatMap((metric) => {
    const tolerance = toleranceOf(metric, tolerances);
    if (tolerance.level === 'off') return [];
    const [before, after] = [baseline.get(metric) ?? null, current.get(metric) ?? null];
    const ratio = before === null || after === null ? null : relativeChange(before, after);
    const verdict = verdictOf(before, after, tolerance);
    return [{ metric, verdict, baseline: before, current: after, ratio, level: tolerance.level }];
  });

const verdictOf = (
  baseline: MetricValue | null,
  current: MetricValue | null,
  tolerance: Required<Tolerance>,
): MetricVerdict => {
  if (baseline === null) return 'new';
  if (current === null) return 'removed';
  if (isSameValue(baseline, current)) return 'same';
  if (isWithin(baseline, current, tolerance)) return 'tolerated';
  return isWorse(baseline, current, tolerance) ? 'regressed' : 'improved';
};

export const isWorse = (
  baseline: MetricValue,
  current: MetricValue,
  { direction }: Required<Tolerance>,
): boolean => direction === 'both' || (direction === 'higher') === current > baseline;
