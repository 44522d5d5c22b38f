/**
 * A table of texts becomes a table of figures, or a list of all that is wrong with it. Where a table has no column of
 * failures, every row has none. What is pending counts as failed. A column `table` whose value changes starts a new
 * table of that title.
 */
import type { Problem } from '../../errors.ts';
import { exactly } from '../interval.ts';
import {
  type Cell,
  type Column,
  columns,
  type Figure,
  type PublishedTable,
  type TableRow,
} from '../table.ts';
import { expectedIn, readCell } from './cell-text.ts';
import type { FigureColumn } from './column-names.ts';
import {
  type Layout,
  lackingColumns,
  layoutOf,
  mixedOrigins,
  repeatedColumns,
  uncountedFailures,
} from './layout.ts';
import { lineText, placeText, quoted, type RawRow, type RawTable } from './raw-table.ts';

/** A table that is not numbered yet. */
export type ReadTable = Omit<PublishedTable, 'number'>;

export interface Interpretation {
  readonly tables: readonly ReadTable[];
  readonly problems: readonly Problem[];
}

/** Undefined when no column of the table is one of those that are audited. */
export const interpret = (raw: RawTable): Interpretation | undefined => {
  const layout = layoutOf(raw.header);
  if (layout.figures.length === 0) return undefined;
  const lacking = [...lackingColumns(raw.header, layout), ...mixedOrigins(raw.header)];
  // Then it is another kind of table, and its cells are none of ours.
  if (lacking.length > 0) return { tables: [], problems: lacking };
  const problems = [
    ...repeatedColumns(raw.header, layout),
    ...uncountedFailures(raw.header, layout),
    ...(raw.rows.length === 0 ? [noRows(raw)] : []),
    ...raw.rows.flatMap((row) => rowProblems(row, raw.header, layout)),
  ];
  return { tables: problems.length > 0 ? [] : divided(raw, layout), problems };
};

const rowProblems = (row: RawRow, header: RawRow, { figures }: Layout): readonly Problem[] => {
  const [count, wanted] = [row.cells.length, header.cells.length];
  if (count !== wanted) {
    const expected = `${wanted} cells, as in the header in ${lineText(header.place)}`;
    return [{ path: lineText(row.place), expected, received: `${count}` }];
  }
  return figures.flatMap((figure) => {
    const cell = row.cells[figure.index];
    if (cell === undefined || readCell(cell.text, figure) !== undefined) return [];
    const path = placeText(cell.place, header.cells[figure.index]?.text);
    return [{ path, expected: expectedIn(figure.column), received: quoted(cell.text) }];
  });
};

const noRows = ({ header }: RawTable): Problem => ({
  path: lineText(header.place),
  expected: 'rows below the header',
  received: 'none',
});

/** One row after the other; each time the table's name changes, another table begins. */
const divided = (raw: RawTable, layout: Layout): readonly ReadTable[] => {
  const tables: { name: string | undefined; title: string | undefined; rows: TableRow[] }[] = [];
  for (const row of raw.rows) {
    const name = layout.table === undefined ? undefined : row.cells[layout.table]?.text;
    const current = tables.at(-1);
    if (current !== undefined && current.name === name) current.rows.push(rowOf(row, layout));
    else tables.push({ name, title: titleOf(name) ?? raw.title, rows: [rowOf(row, layout)] });
  }
  return tables.map(({ title, rows }) => ({ title, rows }));
};

const titleOf = (name: string | undefined): string | undefined => {
  if (name === undefined || name === '') return undefined;
  return /^\d+$/.test(name) ? `Table ${name}` : name;
};

const noFailures: Figure = { text: '0', value: exactly(0) };

const rowOf = (row: RawRow, { figures, label }: Layout): TableRow => {
  const cellOf = (column: FigureColumn): Cell | undefined => {
    const found = figures.find((figure) => figure.column === column);
    return found && readCell(row.cells[found.index]?.text ?? '', found);
  };
  const cells = Object.fromEntries(columns.map((column) => [column, cellOf(column) ?? 'absent']));
  return {
    place: row.place,
    label: label === undefined ? '' : (row.cells[label]?.text ?? ''),
    cells: {
      ...(cells as Record<Column, Cell>), // one for each column
      failures: sum(cellOf('failures'), cellOf('pending')) ?? noFailures,
    },
  };
};

/** Of two counts; undefined when the table has neither column. */
const sum = (failed: Cell | undefined, pending: Cell | undefined): Cell | undefined => {
  const [first, second] = [failed, pending].filter((cell) => cell !== undefined && typeof cell !== 'string');
  if (first === undefined || second === undefined) return first ?? failed ?? pending;
  const low = first.value.low.add(second.value.low);
  const high = first.value.high?.add(second.value.high ?? second.value.low);
  const isWhole = high?.equals(low) === true;
  return { text: isWhole ? low.toFraction() : `${first.text} + ${second.text}`, value: { low, high } };
};
