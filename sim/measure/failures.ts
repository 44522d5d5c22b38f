/**
 * A round's failures by their error text, the most frequent first (equal counts in the order of code units). Only the
 * leading ones are named, since a text may hold a number of its own and be as many as the failures.
 */
import type { RecordColumns } from './record-columns.ts';
import type { RowRange } from './round-ranges.ts';

export interface FailureGroup {
  readonly error: string;
  readonly count: number;
}

const namedGroups = 20;

export const groupFailures = (columns: RecordColumns, { from, to }: RowRange): readonly FailureGroup[] => {
  const counts = new Map<string, number>();
  for (let row = from; row < to; row += 1) {
    if (columns.status(row) !== 'failed') continue;
    const error = columns.error(row);
    counts.set(error, (counts.get(error) ?? 0) + 1);
  }
  const groups = [...counts].map(([error, count]) => ({ error, count })).sort(byCountThenText);
  const rest = groups.slice(namedGroups).reduce((sum, group) => sum + group.count, 0);
  const named = groups.slice(0, namedGroups);
  return rest === 0 ? named : [...named, { error: 'other errors', count: rest }];
};

const byCountThenText = (a: FailureGroup, b: FailureGroup): number =>
  b.count - a.count || (a.error < b.error ? -1 : 1);
