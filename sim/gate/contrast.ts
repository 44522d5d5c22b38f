/**
 * Two samples of one figure, one value per replication, and how far apart they are: the mean difference with its 95 %
 * interval, and the probability that so large a t comes by chance alone.
 *
 * - **paired**: replication i met the same chance on either side (common random numbers), so the differences within pairs
 *   are what varies (Law, Simulation Modeling and Analysis, "paired-t confidence interval").
 * - **independent**: nothing in common; Welch's interval, degrees of freedom rounded down, which is on the safe side
 *   (Welch 1947).
 *
 * Assumption: values, or differences, are roughly normal, or at least symmetric as between equal systems.
 */
import { confidence, type FigureInterval, intervalOf } from '../measure/confidence.ts';
import { studentT, twoSidedProbability } from '../measure/student.ts';
import { tidy } from '../measure/tidy.ts';
import type { MetricValue } from './metric.ts';

export type Series = readonly (MetricValue | null)[];

export interface Contrast {
  /** Means of what is compared; null: no value. */
  readonly baseline: number | null;
  readonly current: number | null;
  /** Of current − baseline. */
  readonly difference: Pick<FigureInterval, 'n' | 'mean' | 'halfWidth' | 'low' | 'high'>;
  /** 1 where there are too few values to tell. */
  readonly probability: number;
}

export type ContrastMethod = (baseline: Series, current: Series) => Contrast;

export const pairedContrast: ContrastMethod = (baseline, current) => {
  const pairs = baseline.slice(0, current.length).flatMap((before, index) => {
    const after = current[index] ?? null;
    return isFinitePart(before) && isFinitePart(after) ? [[Number(before), Number(after)] as const] : [];
  });
  const interval = intervalOf(pairs.map(([before, after]) => tidy(after - before)));
  return {
    baseline: intervalOf(pairs.map(([before]) => before)).mean,
    current: intervalOf(pairs.map(([, after]) => after)).mean,
    difference: interval,
    probability: probabilityOf(interval.mean, (interval.stddev ?? 0) / Math.sqrt(interval.n), interval.n - 1),
  };
};

export const independentContrast: ContrastMethod = (baseline, current) => {
  const [before, after] = [baseline, current].map((series) =>
    intervalOf(series.filter(isFinitePart).map(Number)),
  ) as [FigureInterval, FigureInterval];
  const n = Math.min(before.n, after.n);
  const means = { baseline: before.mean, current: after.mean };
  if (before.mean === null || after.mean === null || n < 2)
    return { ...means, difference: { n, ...nothing }, probability: 1 };
  const mean = tidy(after.mean - before.mean);
  const [a, b] = [(before.stddev ?? 0) ** 2 / before.n, (after.stddev ?? 0) ** 2 / after.n];
  const error = Math.sqrt(a + b);
  const freedom =
    error === 0 ? n - 1 : Math.floor((a + b) ** 2 / (a ** 2 / (before.n - 1) + b ** 2 / (after.n - 1)));
  const halfWidth = tidy(studentT(confidence, freedom) * error);
  const difference = { n, mean, halfWidth, low: tidy(mean - halfWidth), high: tidy(mean + halfWidth) };
  return { ...means, difference, probability: probabilityOf(mean, error, freedom) };
};

const nothing = { mean: null, halfWidth: null, low: null, high: null } as const;

/** What is beyond the horizon has no difference. */
const isFinitePart = (value: MetricValue | null): value is MetricValue =>
  value !== null && Number.isFinite(Number(value));

const probabilityOf = (mean: number | null, standardError: number, freedom: number): number => {
  if (mean === null || mean === 0 || freedom < 1) return 1;
  return standardError === 0 ? 0 : twoSidedProbability(mean / standardError, freedom);
};
