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

/** A rate is a count over a difference of instants, which leaves dust in the last of its 15 digits. */
const dustRatio = 1e-12;

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
  if (n === 0) return { n, missing, mean: null, ...noSpread, min: null, max: null };
  const min = Math.min(...present);
  const max = Math.max(...present);
  // Values that are equal but for rounding have no spread.
  const isConstant = max - min <= dustRatio * Math.max(Math.abs(min), Math.abs(max));
  const center = isConstant ? min : tidy(mean(present));
  const spread =
    n === 1 ? noSpread : spreadAround(center, isConstant ? 0 : sampleStandardDeviation(present), n);
  return { n, missing, mean: center, ...spread, min, max };
};

const noSpread = { stddev: null, halfWidth: null, low: null, high: null } as const;

const spreadAround = (center: number, stddev: number, n: number) => {
  const halfWidth = (studentT(confidence, n - 1) * stddev) / Math.sqrt(n);
  return {
    stddev: tidy(stddev),
    halfWidth: tidy(halfWidth),
    low: tidy(center - halfWidth),
    high: tidy(center + halfWidth),
  };
};

/** Half the interval as a share of the mean; null where there is no interval. */
export const relativeHalfWidth = ({ mean: center, halfWidth }: FigureInterval): number | null => {
  if (center === null || halfWidth === null) return null;
  return halfWidth === 0 ? 0 : halfWidth / Math.abs(center);
};
