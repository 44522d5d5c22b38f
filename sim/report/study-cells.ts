/** The cells of a study's table as people read them, in the terminal and on a page alike. */
import type { StudyColumn, StudyRow, StudyTable } from '../study/table.ts';
import { fixed, grouped } from './numbers.ts';

export const headText = ({ head, unit }: StudyColumn): string =>
  unit === undefined ? head : `${head} /${unit}`;

/** Nothing where there is no value. */
export const cellText = ({ key, decimals }: StudyColumn, row: StudyRow): string => {
  const value = row[key] ?? null;
  if (value === null) return '';
  if (typeof value === 'string') return value;
  return decimals === 0 ? grouped(Math.round(value)) : fixed(value, decimals ?? 0);
};

/** Numbers stand flush right, and so does what stands for one in a column of numbers. */
export const isNumeric = ({ rows }: StudyTable, { key, decimals }: StudyColumn): boolean =>
  decimals !== undefined || rows.some((row) => typeof row[key] === 'number');
