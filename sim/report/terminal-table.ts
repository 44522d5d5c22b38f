/**
 * Tables as the terminal prints them: no frame, a rule under the header, numbers flush right. Colour is an outer
 * matter: a `Paint` marks text as heading, warning and so on, or leaves it as it is.
 */
import { styleText } from 'node:util';
import CliTable from 'cli-table3';
import type { RoundSummary } from '../measure/summary.ts';
import type { ReportTable, TableColumn } from './report-table.ts';

export type { TableColumn } from './report-table.ts';

const styles = { heading: 'bold', quiet: 'dim', warning: 'yellow', good: 'green', bad: 'red' } as const;

export type Paint = (style: keyof typeof styles, text: string) => string;

export const createPaint = (color: boolean): Paint =>
  color ? (style, text) => styleText(styles[style], text, { validateStream: false }) : (_style, text) => text;

/** A round with its number in all files. */
export type NumberedRound = readonly [number: number, round: RoundSummary];

/** What a label may take of a line. */
export const labelWidth = 20;

/** Empty cells show as a dash; a table without rows is no text at all. */
export const terminalTable = <Row>(
  rows: readonly Row[],
  columns: readonly TableColumn<Row>[],
  paint: Paint,
): string => {
  if (rows.length === 0) return '';
  const table = new CliTable({
    chars: borderless,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0, compact: true },
    head: columns.map(({ head }) => balanced(head).replace(/^.*$/gm, (line) => paint('quiet', line))),
    colAligns: columns.map(({ align }) => align),
  });
  for (const row of rows) table.push(columns.map(({ text }) => text(row) || '-'));
  return table.toString().replace(/ +$/gm, '');
};

/** The remark in brackets. Nothing for a table without rows. */
export const titled = (title: string, remark: string, table: string, paint: Paint): string => {
  const bracketed = remark === '' ? '' : `(${remark})`;
  return table === '' ? '' : `${paint('heading', title)} ${paint('quiet', bracketed)}\n${table}`;
};

/** A table of data with its title and note; nothing where it has no rows. */
export const printedTable = ({ title, remark, columns, rows, note }: ReportTable, paint: Paint): string => {
  const cells = columns.map((column, index) => ({
    ...column,
    text: (row: readonly string[]) => row[index] ?? '',
  }));
  const text = titled(title, remark, terminalTable(rows, cells, paint), paint);
  return note === undefined || text === '' ? text : `${text}\n${note}`;
};

const borderless = {
  ...{ top: '', 'top-mid': '', 'top-left': '', 'top-right': '' },
  ...{ bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '' },
  ...{ left: '', 'left-mid': '', mid: '─', 'mid-mid': '  ', right: '', 'right-mid': '', middle: '  ' },
};

/** A header in two lines of about equal length. */
const balanced = (head: string): string => {
  const middle = head.length / 2;
  const spaces = [...head.matchAll(/ /g)].map(({ index }) => index);
  const [nearest] = spaces.sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle));
  return nearest === undefined || head.length < 7
    ? head
    : `${head.slice(0, nearest)}\n${head.slice(nearest + 1)}`;
};

/** One line of a user's text: no control characters, no more than `length`. */
export const oneLine = (text: string, length: number): string => {
  const clean = text.replace(/\p{Cc}+/gu, ' ');
  return clean.length <= length ? clean : `${clean.slice(0, length - 1)}…`;
};
