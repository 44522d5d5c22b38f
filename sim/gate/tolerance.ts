/**
 * How much a metric may drift, by globs over names; of those that match the most specific holds, which is the one with
 * the most characters that are no `*` (of equals, the later). A change within `rel` of the baseline or within `abs` is
 * tolerated, the bounds included; without either, every change counts.
 */
import { globPattern } from '../glob.ts';
import { tidy } from '../measure/tidy.ts';
import { type Direction, worseDirection } from './direction.ts';
import type { MetricValue } from './metric.ts';

/** What an author writes. */
export interface Tolerance {
  /** Of the baseline: 0.02 is 2 %. Absent: 0. */
  readonly rel?: number;
  /** In the metric's own unit. Absent: 0. */
  readonly abs?: number;
  /** Which way is worse. Absent: what the metric means by itself, such as `higher` for gas and latency. */
  readonly direction?: Direction;
  /** `off`: not compared; `warn`: told, but nothing fails. Absent: `error`. */
  readonly level?: Level;
}

export const levels = ['off', 'warn', 'error'] as const;
export type Level = (typeof levels)[number];

/** By glob. */
export type Tolerances = Readonly<Record<string, Tolerance>>;

export const toleranceOf = (metric: string, tolerances: Tolerances): Required<Tolerance> => {
  const [, chosen = {}] = Object.entries(tolerances)
    .filter(([glob]) => globPattern(glob).test(metric))
    .reduce<readonly [glob: string, tolerance: Tolerance] | readonly []>(
      (best, entry) => (specificity(entry[0]) >= specificity(best[0] ?? '*') ? entry : best),
      [],
    );
  return { rel: 0, abs: 0, direction: worseDirection(metric), level: 'error', ...chosen };
};

const specificity = (glob: string): number => glob.replaceAll('*', '').length;

/** Change divided by the baseline; null where that is zero. */
export const relativeChange = (baseline: MetricValue, current: MetricValue): number | null => {
  if (Number(baseline) === 0) return null;
  if (!Number.isFinite(Number(baseline))) return current === baseline ? 0 : -1;
  return tidy(difference(baseline, current) / Math.abs(Number(baseline)));
};

/** Exact for two bigints, however large, before it becomes a double. */
const difference = (baseline: MetricValue, current: MetricValue): number =>
  typeof baseline === 'bigint' && typeof current === 'bigint'
    ? Number(current - baseline)
    : tidy(Number(current) - Number(baseline));

export const isWithin = (
  baseline: MetricValue,
  current: MetricValue,
  { rel, abs }: Pick<Required<Tolerance>, 'rel' | 'abs'>,
): boolean => {
  if (Math.abs(difference(baseline, current)) <= abs) return true;
  const ratio = relativeChange(baseline, current);
  return ratio !== null && Math.abs(ratio) <= rel;
};
