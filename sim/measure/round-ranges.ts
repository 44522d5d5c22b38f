/**
 * Which rows belong to which round. Rounds come one after another: at any time one is open, all before it are closed
 * and empty ones are allowed, so a round is the range between two boundaries.
 */

/** What a row of a closed round gets instead of a number. */
export const ignoredRow = -1;

/** Rows `from` to `to`, the latter excluded. */
export interface RowRange {
  readonly from: number;
  readonly to: number;
}

export interface RoundRanges {
  rowCount(): number;
  firstOpenRow(): number;
  /** Closes a round and all before it. */
  close(roundIndex: number): void;
  /** The number of a new row; opens its round when it is later than the open one. */
  append(roundIndex: number): number;
  rows(roundIndex: number): RowRange;
  roundOf(row: number): number;
}

export const createRoundRanges = (): RoundRanges => {
  const firstRows = [0]; // of every closed round and of the open one, which comes last
  let rowCount = 0;
  const close = (roundIndex: number): void => {
    while (firstRows.length <= roundIndex + 1) firstRows.push(rowCount);
  };
  return {
    rowCount: () => rowCount,
    firstOpenRow: () => firstRows.at(-1) as number,
    close,
    append: (roundIndex) => {
      if (roundIndex < firstRows.length - 1) return ignoredRow;
      close(roundIndex - 1);
      return rowCount++;
    },
    rows: (roundIndex) => ({
      from: firstRows[roundIndex] ?? rowCount,
      to: firstRows[roundIndex + 1] ?? rowCount,
    }),
    roundOf: (row) => {
      const next = firstRows.findIndex((firstRow) => firstRow > row);
      return (next === -1 ? firstRows.length : next) - 1;
    },
  };
};
