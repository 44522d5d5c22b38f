/**
 * What replications say about one figure: its mean over them, and Student's interval for the expected value,
 * mean ± t · s / √n with n − 1 degrees of freedom (Law, Simulation Modeling and Analysis, "fixed-sample-size procedure").
 *
 * Assumption: the values are independent and roughly normal, which a figure that sums up a whole run tends to be.
 * A value that a replication does not have is counted as missing; the others are then a selection, and say so.
 */
import { mean, sampleStandardDeviation } from 'simple-statistics';
import { studentT } from './student.ts';
import { tidy } from './tidy.ts';

export const confidence = 0.95;

/** null: no value at all; for the spread and the interval, fewer than two. */
export interface FigureInterval {
  /** Replications that have a value, and those that have none. */
  readonly n: number;
  readonly missing: number;
  readonly mean: number | null;
  /** Of the sample: divided by n − 1. */
  readonly stddev: number | null;
  readonly halfWidth: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly min: number | null;
  readonly max: number | null;
}

export const intervalOf = (values: readonly (number | null)[]): FigureInterval => {
  const present = values.filter((value) => value !== null);
  const n = present.length;
  const missing = values.length - n;
  if (n === 0) return { n, missing, ...noSpread, mean: null, min: null, max: null };
  const min = Math.min(...present);
  const max = Math.max(...present);
  // Equal values have no spread, whatever rounding makes of their sum.
  const isConstant = min === max;
  const center = isConstant ? min : tidy(mean(present));
  const described = { n, missing, mean: center, ...noSpread, min, max };
  if (n === 1) return described;
  const stddev = isConstant ? 0 : sampleStandardDeviation(present);
  const halfWidth = (studentT(confidence, n - 1) * stddev) / Math.sqrt(n);
  return {
    ...described,
    stddev: tidy(stddev),
    halfWidth: tidy(halfWidth),
    low: tidy(center - halfWidth),
    high: tidy(center + halfWidth),
  };
};

const noSpread = { stddev: null, halfWidth: null, low: null, high: null } as const;

/** Half the interval as a share of the mean; null where there is no interval. */
export const relativeHalfWidth = ({ mean: center, halfWidth }: FigureInterval): number | null => {
  if (center === null || halfWidth === null) return null;
  return halfWidth === 0 ? 0 : halfWidth / Math.abs(center);
};
