/** Soft rule S4: rows that agree in every figure. Two measurements of a real system hardly ever do. */
import { type Cell, columns, type PublishedTable, type TableRow } from './table.ts';

export interface RowName {
  readonly tableNumber: number;
  /** From 1 within its table. */
  readonly rowNumber: number;
  readonly label: string;
}

export interface Duplicate {
  readonly rows: readonly RowName[];
  /** How many figures agree. */
  readonly figureCount: number;
}

/** Rows without a rate or a delay say too little to be called duplicates. */
const leastFigures = 3;

export const findDuplicates = (tables: readonly PublishedTable[]): readonly Duplicate[] => {
  const groups = new Map<string, RowName[]>();
  for (const { number, rows } of tables)
    for (const [index, row] of rows.entries()) {
      const name = { tableNumber: number, rowNumber: index + 1, label: row.label };
      groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), name]);
    }
  return [...groups]
    .map(([key, rows]) => ({ rows, figureCount: key.split('|').filter((text) => text !== '').length }))
    .filter(({ rows, figureCount }) => rows.length > 1 && figureCount >= leastFigures);
};

const keyOf = ({ cells }: TableRow): string => columns.map((column) => textOf(cells[column])).join('|');

const textOf = (cell: Cell): string => (typeof cell === 'string' ? '' : cell.text);
