/** Rule C10: cells that no definition can print, whatever the run. */
import type { Figure, TableRow } from './table.ts';
import { type Column, columns } from './table.ts';

export interface CellFault {
  readonly column: Column;
  readonly text: string;
  readonly expected: string;
}

export const faultsOf = ({ cells }: TableRow): readonly CellFault[] =>
  columns.flatMap((column) => {
    const cell = cells[column];
    if (typeof cell === 'string') return [];
    const expected =
      column === 'successes' || column === 'failures' ? countFault(cell) : valueFault(column, cell);
    return expected === undefined ? [] : [{ column, text: cell.text, expected }];
  });

const countFault = ({ value: { low, high } }: Figure): string | undefined => {
  const isWhole = high?.equals(low) === true && low.d === 1n;
  return isWhole && low.compare(0) >= 0 ? undefined : 'a whole number, 0 or more';
};

const valueFault = (column: Column, { value: { high } }: Figure): string | undefined => {
  if (high === undefined) return undefined;
  // A rate above zero may be so small that it prints as zero; its interval then reaches above it.
  if (column.endsWith('Tps')) return high.compare(0) > 0 ? undefined : 'a rate above zero';
  return high.compare(0) >= 0 ? undefined : 'a delay of zero or more';
};
