/**
 * CSV (RFC 4180) and TSV. Tables in one file are divided by blank lines, each with a header of its own; above it may
 * stand a line with nothing but its title. Files with semicolons come from where the comma is the decimal sign.
 */
import { CsvError, parse } from 'csv-parse/sync';
import type { Problem } from '../../errors.ts';
import { placeText, type RawCell, type RawRow, type RawTable, type RawTables, rowAt } from './raw-table.ts';

const delimiters = [',', '\t', ';'] as const;
export type Delimiter = (typeof delimiters)[number];

export const readDelimited = (text: string, delimiter: Delimiter = likeliest(text)): RawTables => {
  const read = records(text, delimiter);
  return read.isValid
    ? { tables: tablesOf(read.rows), problems: [] }
    : { tables: [], problems: [read.problem] };
};

/** What a header has most of. Between digits it may as well be a decimal sign. */
const likeliest = (text: string): Delimiter => {
  const lines = text.split('\n').map((line) => line.replace(/\d[,;]\d/g, ''));
  const most = (delimiter: Delimiter): number =>
    lines.reduce((greatest, line) => Math.max(greatest, line.split(delimiter).length), 0);
  const [first] = [...delimiters].sort((a, b) => most(b) - most(a));
  return first ?? ',';
};

type Records =
  | { readonly isValid: true; readonly rows: readonly RawRow[] }
  | { readonly isValid: false; readonly problem: Problem };

const records = (text: string, delimiter: Delimiter): Records => {
  const rows: RawRow[] = [];
  let line = 1; // of the next record
  const keep = (record: string[], { lines }: { readonly lines: number }): null => {
    rows.push(rowAt(line, delimiter === ';' ? record.map(withDecimalPoint) : record));
    line = lines + 1;
    return null;
  };
  try {
    parse(text, { delimiter, trim: true, relax_column_count: true, on_record: keep });
    return { isValid: true, rows };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const column = typeof error.index === 'number' ? error.index + 1 : 1;
    return { isValid: false, problem: { path: placeText({ line, column }), ...faultOf(error) } };
  }
};

const faultOf = ({ code, message }: CsvError): Omit<Problem, 'path'> =>
  code === 'CSV_QUOTE_NOT_CLOSED'
    ? { expected: 'a closing quote', received: 'the end of the file' }
    : { expected: 'a cell that is quoted as a whole or not at all', received: message.split(':')[0] ?? code };

const withDecimalPoint = (text: string): string => text.replace(/^([+-]?\d+),(\d+)$/, '$1.$2');

const filled = ({ cells }: RawRow): readonly RawCell[] => cells.filter(({ text }) => text !== '');

/** Runs of rows without an empty one. */
const blocksOf = (rows: readonly RawRow[]): readonly (readonly RawRow[])[] => {
  const found: RawRow[][] = [[]];
  for (const row of rows)
    if (filled(row).length === 0) found.push([]);
    else found.at(-1)?.push(row);
  return found;
};

/** Lines with a single text are no rows: the last before a table is its title. */
const tablesOf = (rows: readonly RawRow[]): readonly RawTable[] => {
  const tables: RawTable[] = [];
  let title: string | undefined;
  for (const block of blocksOf(rows)) {
    const start = block.findIndex((row) => filled(row).length > 1);
    const lastText = start < 0 ? block.at(-1) : block[start - 1];
    title = lastText === undefined ? title : filled(lastText)[0]?.text;
    const header = block[start];
    if (header === undefined) continue;
    tables.push({ title, header, rows: block.slice(start + 1) });
    title = undefined;
  }
  return tables;
};
