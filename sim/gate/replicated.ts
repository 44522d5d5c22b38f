/**
 * Two sets of replications, where no metric can be expected to be the same because the model is another one on purpose.
 *
 * Differences are told from chance with Holm's correction over all metrics that are compared at once: whatever their
 * number, at most 5 % of comparisons between equal systems raise any alarm. For the gate a difference also has to matter:
 * to be more than 2 % of the baseline, or than the tolerance that was stated.
 */
import type { ReplicatedMetrics } from './baseline.ts';
import { isWorse, type MetricVerdict } from './change.ts';
import { type Contrast, type ContrastMethod, pairedContrast, type Series } from './contrast.ts';
import { isWithin, type Level, type Tolerance, type Tolerances, toleranceOf } from './tolerance.ts';

export const minimumEffect = 0.02;
const falseAlarmRate = 0.05;

export interface ReplicatedChange extends Omit<Contrast, 'probability'> {
  readonly metric: string;
  /** `same`: cannot be told apart. `tolerated`: a difference, but too small to matter. */
  readonly verdict: MetricVerdict;
  /** The mean difference divided by the baseline's mean; null where that is zero or absent. */
  readonly ratio: number | null;
  readonly level: Exclude<Level, 'off'>;
}

export interface ReplicatedOptions {
  readonly tolerances: Tolerances;
  /** Of the baseline. */
  readonly minimumEffect: number;
  readonly contrast: ContrastMethod;
}

export const gateOptions = (tolerances: Tolerances): ReplicatedOptions => ({
  tolerances,
  minimumEffect,
  contrast: pairedContrast,
});

export const compareReplications = (
  baseline: ReplicatedMetrics,
  current: ReplicatedMetrics,
  options: ReplicatedOptions,
): readonly ReplicatedChange[] => {
  const judged = [...new Set([...baseline.keys(), ...current.keys()])].sort().flatMap((metric) => {
    const tolerance = toleranceOf(metric, options.tolerances);
    const { level } = tolerance;
    if (level === 'off') return [];
    const [before, after] = [baseline.get(metric), current.get(metric)];
    const { probability, ...found } = options.contrast(before ?? [], after ?? []);
    return [{ metric, level, tolerance, found, probability, presence: presenceOf(before, after) }];
  });
  const significant = holm(judged.map(({ probability }) => probability));
  return judged.map(({ metric, level, tolerance, found, presence }, index) => {
    const verdict = presence ?? (significant[index] ? weigh(found, tolerance, options) : 'same');
    return { metric, verdict, ...found, ratio: ratioOf(found), level };
  });
};

const presenceOf = (baseline: Series | undefined, current: Series | undefined): MetricVerdict | undefined => {
  if (baseline === undefined) return 'new';
  return current === undefined ? 'removed' : undefined;
};

const ratioOf = ({ baseline, difference }: Pick<Contrast, 'baseline' | 'difference'>): number | null =>
  baseline === null || baseline === 0 || difference.mean === null
    ? null
    : difference.mean / Math.abs(baseline);

/**
 * Which of m hypotheses to reject so that a false one is rejected with at most the rate, however they depend on each
 * other: in ascending order the k-th, from 0, as long as each is at most rate / (m − k) (Holm 1979).
 */
export const holm = (probabilities: readonly number[], rate = falseAlarmRate): readonly boolean[] => {
  const at = (index: number): number => probabilities[index] as number;
  const order = probabilities.map((_, index) => index).sort((a, b) => at(a) - at(b));
  const firstKept = order.findIndex((index, rank) => at(index) > rate / (order.length - rank));
  const rejected = new Set(firstKept === -1 ? order : order.slice(0, firstKept));
  return probabilities.map((_, index) => rejected.has(index));
};

const weigh = (
  { baseline, current }: Pick<Contrast, 'baseline' | 'current'>,
  tolerance: Required<Tolerance>,
  options: ReplicatedOptions,
): MetricVerdict => {
  const [before, after] = [baseline ?? 0, current ?? 0];
  const rel = Math.max(tolerance.rel, options.minimumEffect);
  if (isWithin(before, after, { rel, abs: tolerance.abs })) return 'tolerated';
  return isWorse(before, after, tolerance) ? 'regressed' : 'improved';
};
