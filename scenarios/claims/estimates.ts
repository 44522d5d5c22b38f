/** Means over replications with their standard errors, beside what theory expects. */
import { intervalOf } from '../../sim/index.ts';

export interface Estimate {
  readonly mean: number;
  /** s / √n; 0 where all agree. */
  readonly standardError: number;
}

export const estimateOf = (values: readonly number[]): Estimate => {
  const { mean, stddev, n } = intervalOf(values);
  return { mean: mean ?? Number.NaN, standardError: (stddev ?? Number.NaN) / Math.sqrt(n) };
};

/** How many standard errors an estimate is off; null where nothing is expected or nothing varies. */
export const errorsOff = ({ mean, standardError }: Estimate, expected: number | null): number | null =>
  expected === null || !(standardError > 0)
    ? null
    : Math.round((10 * (mean - expected)) / standardError) / 10;

export const sequence = async <T>(count: number, run: (index: number) => Promise<T>): Promise<T[]> => {
  const results: T[] = [];
  for (let index = 0; index < count; index += 1) results.push(await run(index));
  return results;
};
