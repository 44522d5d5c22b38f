/**
 * Two sets of replications, where the model was changed on purpose and no metric can be expected to be the same. Replication
 * i meets the same chance on either side (common random numbers), so each is its own control: what counts are the
 * differences within the pairs (Law, Simulation Modeling and Analysis, "paired-t confidence interval").
 *
 * A difference is told from chance by its paired t, with Holm's correction over all metrics that are compared at once:
 * whatever their number, at most 5 % of comparisons between equal systems raise any alarm. It also has to matter: to be
 * more than 2 % of the baseline, or than the tolerance that was stated. Assumption: differences are roughly normal or at
 * least symmetric, as they are between equal systems.
 */
import { type FigureInterval, intervalOf } from '../measure/confidence.ts';
import { twoSidedProbability } from '../measure/student.ts';
import { tidy } from '../measure/tidy.ts';
import type { ReplicatedMetrics } from './baseline.ts';
import { isWorse, type MetricVerdict } from './change.ts';
import type { MetricValue } from './metric.ts';
import { isWithin, type Level, type Tolerance, type Tolerances, toleranceOf } from './tolerance.ts';

export const minimumEffect = 0.02;
const falseAlarmRate = 0.05;

export interface PairedChange {
  readonly metric: string;
  /** `same`: cannot be told apart. `tolerated`: a difference, but too small to matter. */
  readonly verdict: MetricVerdict;
  /** Means over the pairs; null: no value in any. */
  readonly baseline: number | null;
  readonly current: number | null;
  /** Of the mean difference within a pair, current − baseline. */
  readonly difference: FigureInterval;
  /** The mean difference divided by the baseline's mean; null where that is zero or absent. */
  readonly ratio: number | null;
  readonly level: Exclude<Level, 'off'>;
}

export const comparePaired = (
  baseline: ReplicatedMetrics,
  current: ReplicatedMetrics,
  tolerances: Tolerances,
): readonly PairedChange[] => {
  const names = [...new Set([...baseline.keys(), ...current.keys()])].sort();
  const judged = names.flatMap((metric) => {
    const tolerance = toleranceOf(metric, tolerances);
    if (tolerance.level === 'off') return [];
    return [
      { tolerance, comparison: pair(metric, baseline.get(metric), current.get(metric), tolerance.level) },
    ];
  });
  const significant = holm(judged.map(({ comparison }) => probabilityOf(comparison.difference)));
  return judged.map(({ tolerance, comparison }, index) => {
    if (comparison.verdict !== 'same' || !significant[index]) return comparison;
    return { ...comparison, verdict: weigh(comparison, tolerance) };
  });
};

const pair = (
  metric: string,
  baseline: readonly (MetricValue | null)[] | undefined,
  current: readonly (MetricValue | null)[] | undefined,
  level: PairedChange['level'],
): PairedChange => {
  const pairs = (baseline ?? []).slice(0, current?.length ?? 0).map((before, index) => {
    const after = current?.[index] ?? null;
    const isPair = isFinitePart(before) && isFinitePart(after);
    return isPair ? ([Number(before), Number(after)] as const) : null;
  });
  const difference = intervalOf(pairs.map((both) => (both === null ? null : tidy(both[1] - both[0]))));
  const present = pairs.filter((both) => both !== null);
  const before = intervalOf(present.map(([value]) => value)).mean;
  const after = intervalOf(present.map(([, value]) => value)).mean;
  const ratio =
    before === null || before === 0 || difference.mean === null ? null : difference.mean / Math.abs(before);
  const verdict = baseline === undefined ? 'new' : current === undefined ? 'removed' : 'same';
  return { metric, verdict, baseline: before, current: after, difference, ratio, level };
};

const isFinitePart = (value: MetricValue | null): value is MetricValue =>
  value !== null && Number.isFinite(Number(value));

/** That the differences are chance; 1 where there are too few to tell. */
const probabilityOf = ({ n, mean, stddev }: FigureInterval): number => {
  if (mean === null || mean === 0 || stddev === null) return 1;
  return stddev === 0 ? 0 : twoSidedProbability((mean / stddev) * Math.sqrt(n), n - 1);
};

/**
 * Which of m hypotheses to reject so that a false one is rejected with at most the rate, however they depend on each
 * other: in ascending order the k-th, from 0, as long as each is at most rate / (m − k) (Holm 1979).
 */
export const holm = (probabilities: readonly number[], rate = falseAlarmRate): readonly boolean[] => {
  const order = probabilities
    .map((_, index) => index)
    .sort((a, b) => at(probabilities, a) - at(probabilities, b));
  const firstKept = order.findIndex((index, rank) => at(probabilities, index) > rate / (order.length - rank));
  const rejected = new Set(firstKept === -1 ? order : order.slice(0, firstKept));
  return probabilities.map((_, index) => rejected.has(index));
};

const at = (values: readonly number[], index: number): number => values[index] as number;

const weigh = ({ baseline, current }: PairedChange, tolerance: Required<Tolerance>): MetricVerdict => {
  const [before, after] = [baseline ?? 0, current ?? 0];
  const bounds = { rel: Math.max(tolerance.rel, minimumEffect), abs: tolerance.abs };
  if (isWithin(before, after, bounds)) return 'tolerated';
  return isWorse(before, after, tolerance) ? 'regressed' : 'improved';
};
