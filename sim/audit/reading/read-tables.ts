/**
 * From the text of a file to published tables: a format's reader makes tables of texts of it, and those are read for
 * figures. The file's extension says which format it is, or else what stands in it. All that cannot be read is reported
 * at once. In Markdown, tables about other things are passed over, and get no number.
 */
import { BenchError, exitCodes, type Problem } from '../../errors.ts';
import type { PublishedTable } from '../table.ts';
import { columnNames } from './column-names.ts';
import { readDelimited } from './delimited.ts';
import { interpret } from './interpretation.ts';
import { readJson } from './json-tables.ts';
import { looksLikeMarkdown, readMarkdown } from './markdown.ts';
import { lineText, quoted, type RawTable, type RawTables } from './raw-table.ts';

export interface TableSource {
  /** The file's name; `-` for standard input. */
  readonly name: string;
  readonly text: string;
}

/** Errors: TableError. */
export const readTables = (source: TableSource): readonly PublishedTable[] => {
  const text = source.text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const format = formatOf(source.name, text);
  const raw = readers[format](text);
  const read = raw.tables.map((table) => ({ table, found: interpret(table) }));
  const skipsOthers = format === 'markdown' && read.some(({ found }) => found !== undefined);
  const problems = [
    ...raw.problems,
    ...read.flatMap(({ table, found }) => found?.problems ?? (skipsOthers ? [] : [unknownColumns(table)])),
  ];
  if (read.length === 0 && problems.length === 0) problems.push(noTable);
  if (problems.length > 0) throw new TableError(source.name, problems);
  return read
    .flatMap(({ found }) => found?.tables ?? [])
    .map((table, index) => ({ number: index + 1, ...table }));
};

type Format = 'markdown' | 'delimited' | 'tsv' | 'json';

const readers: Readonly<Record<Format, (text: string) => RawTables>> = {
  markdown: readMarkdown,
  delimited: (text) => readDelimited(text),
  tsv: (text) => readDelimited(text, '\t'),
  json: readJson,
};

const byExtension: Readonly<Record<string, Format>> = {
  md: 'markdown',
  markdown: 'markdown',
  csv: 'delimited',
  tsv: 'tsv',
  json: 'json',
};

const formatOf = (name: string, text: string): Format => {
  const extension = /\.([^./\\]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  const known = Object.hasOwn(byExtension, extension) ? byExtension[extension] : undefined;
  if (known !== undefined) return known;
  if (looksLikeMarkdown(text)) return 'markdown';
  return /^\s*[[{]/.test(text) ? 'json' : 'delimited';
};

const noTable: Problem = {
  path: 'line 1',
  expected: 'a table in Markdown, CSV, TSV or JSON',
  received: 'none in the whole file',
};

const unknownColumns = ({ header }: RawTable): Problem => ({
  path: lineText(header.place),
  expected: `a header with columns of ${Object.values(columnNames).join(', ')}`,
  received: header.cells.map(({ text }) => quoted(text)).join(', '),
});

export class TableError extends BenchError {
  override readonly name = 'TableError';
  constructor(file: string, problems: readonly Problem[]) {
    const what = file === '-' ? 'the standard input' : file;
    super(
      `${what} has no readable table: ${problems.length === 1 ? 'one problem' : `${problems.length} problems`}`,
      {
        code: 'TABLE_UNREADABLE',
        exitCode: exitCodes.usage,
        file,
        problems,
        hint: 'columns go by names such as Name, Succ, Fail, Send Rate (TPS), Max Latency (s), Min Latency (s), Avg Latency (s), Throughput (TPS)',
      },
    );
  }
}
