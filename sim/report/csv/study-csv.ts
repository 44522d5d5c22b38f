/**
 * An experiment's tables as one CSV file: the first column names the table, then come the columns of all of them, each
 * once. A column that a table lacks is an empty cell there, as is a value that does not exist. Numbers are unrounded.
 */
import type { ExperimentResult } from '../../study/result.ts';
import type { StudyRow, StudyValue } from '../../study/table.ts';
import { createQuoter, csvLines } from './csv-lines.ts';

export const experimentCsv = ({ tables }: Pick<ExperimentResult, 'tables'>): Iterable<string> => {
  const quoted = createQuoter();
  const text = (value: StudyValue): string => {
    if (value === null) return '';
    return typeof value === 'string' ? quoted(value) : `${value}`;
  };
  const keys = [...new Set(tables.flatMap(({ columns }) => columns.map(({ key }) => key)))];
  const rows = tables.flatMap(({ id, rows: own }) =>
    own.map((row): readonly [string, StudyRow] => [id, row]),
  );
  return csvLines(['table', ...keys], rows, ([id, row]) => [
    quoted(id),
    ...keys.map((key) => text(row[key] ?? null)),
  ]);
};
