/** The smallest sets of cells whose change makes a row possible: single ones, then pairs that hold no single one. */

import { countedColumns } from './count-search.ts';
import type { Ranges } from './facts.ts';
import type { Interval } from './interval.ts';
import type { Column } from './table.ts';

export interface Repair {
  readonly columns: readonly Column[];
  /** What each would have to be; with two, a value of one may narrow the other further. */
  readonly ranges: NonNullable<Ranges>;
}

export const findRepairs = (
  single: ReadonlyMap<Column, Interval | undefined>,
  tryPair: (columns: readonly Column[]) => Ranges,
): readonly Repair[] => {
  const singles: Repair[] = [];
  const others: Column[] = [];
  for (const [column, range] of single)
    if (range === undefined) others.push(column);
    else singles.push({ columns: [column], ranges: { [column]: range } });
  return [...singles, ...pairsOf(others).flatMap((pair) => repairOf(pair, tryPair(pair)))];
};

const repairOf = (pair: readonly Column[], ranges: Ranges): readonly Repair[] =>
  ranges === undefined ? [] : [{ columns: pair, ranges }];

/** Two counts at once are another experiment, not another figure. */
const pairsOf = (columns: readonly Column[]): readonly (readonly Column[])[] =>
  columns.flatMap((one, index) =>
    columns
      .slice(index + 1)
      .filter((other) => !(countedColumns.includes(one) && countedColumns.includes(other)))
      .map((other) => [one, other]),
  );
