/** Means over replications with their standard errors, beside what theory expects. */
import { type ColumnOf, intervalOf } from '../../sim/index.ts';

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

interface EstimateColumn<Row> {
  readonly key: string;
  readonly head: string;
  readonly unit?: string;
  readonly decimals: number;
  readonly of: (row: Row) => Estimate;
}

/** An estimate and its standard error. */
export const estimateColumns = <Row>({
  key,
  of,
  ...column
}: EstimateColumn<Row>): readonly ColumnOf<Row>[] => {
  const ending = column.unit === undefined ? '' : `_${column.unit}`;
  return [
    { ...column, key: `${key}${ending}`, value: (row) => of(row).mean },
    { ...column, key: `${key}_se${ending}`, head: '±', value: (row) => of(row).standardError },
  ];
};

/** By how many standard errors it misses what is expected. */
export const offColumn = <Row>(
  key: string,
  of: (row: Row) => Estimate,
  expected: (row: Row) => number | null,
): ColumnOf<Row> => ({
  key: `${key}_off_se`,
  head: 'off',
  unit: 'SE',
  decimals: 1,
  value: (row) => errorsOff(of(row), expected(row)),
});

export const sequence = async <T>(count: number, run: (index: number) => Promise<T>): Promise<T[]> => {
  const results: T[] = [];
  for (let index = 0; index < count; index += 1) results.push(await run(index));
  return results;
};
