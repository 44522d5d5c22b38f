/**
 * A study's tables that lay what was published beside what was simulated: a column `source`, of which one value is
 * `published` and the others name simulations. One picture for each table, a panel for each column that has a unit,
 * a line for each row of the publication, a dot for each source.
 */
import type { StudyColumn, StudyRow, StudyTable } from '../study/table.ts';
import { nominal, type Plot, pictureText, quantitative } from './plot.ts';
import { inks, mostSources, plotWidth, seriesRange } from './theme.ts';

const published = 'published';
const sourceKey = 'source';

/** Nothing for a table of another kind. */
export const publishedSimulated = (experiment: string, table: StudyTable): Plot | undefined => {
  const sources = [...new Set(table.rows.map((row) => text(row[sourceKey])))].slice(0, mostSources);
  const measured = table.columns.filter(({ unit, decimals }) => unit !== undefined && decimals !== undefined);
  if (!sources.includes(published) || sources.length < 2 || measured.length === 0) return undefined;
  const panels = measured
    .map((column) => ({ column, values: dotsOf(table, column, sources) }))
    .filter(({ values }) => values.length > 0);
  if (panels.length === 0) return undefined;
  return {
    id: `${experiment}-${table.id}`.replace(/[^\w-]+/g, '-'),
    title: `${table.title}: published against simulated`,
    notes: [
      `The ${published} value is a diamond. An axis is logarithmic where its values differ by more than a factor of 50.`,
      ...(table.remark === undefined ? [] : [`${capital(table.remark)}.`]),
    ],
    spec: {
      columns: 2,
      concat: panels.map(({ column, values }) => panelSpec(column, values, sources)),
    },
    table: {
      columns: table.columns.map(({ head, unit, decimals }) => ({
        head: unit === undefined ? head : `${head} /${unit}`,
        ...(decimals === undefined ? {} : { decimals }),
      })),
      rows: table.rows.map((row) => table.columns.map(({ key }) => row[key] ?? null)),
    },
  };
};

interface Dot {
  readonly row: string;
  readonly source: string;
  readonly value: number;
}

const dotsOf = (table: StudyTable, { key }: StudyColumn, sources: readonly string[]): readonly Dot[] =>
  table.rows.flatMap((row) => {
    const [value, source] = [row[key], text(row[sourceKey])];
    return typeof value === 'number' && sources.includes(source)
      ? [{ row: rowName(table, row), source, value }]
      : [];
  });

/** By `row`, with the operation as the publication spells it, which simulations may do otherwise. */
const rowName = ({ rows }: StudyTable, { row = null }: StudyRow): string => {
  const printed = rows.find((other) => other[sourceKey] === published && (other.row ?? null) === row);
  return pictureText([row ?? '', printed?.operating ?? ''].join(' ').trim() || 'all');
};

const text = (value: StudyRow[string] | undefined): string => String(value ?? '');

const capital = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1);

const panelSpec = ({ head, unit }: StudyColumn, values: readonly Dot[], sources: readonly string[]) => {
  const numbers = values.map(({ value }) => value);
  const [least, greatest] = [Math.min(...numbers), Math.max(...numbers)];
  const isLogarithmic = least > 0 && greatest > 50 * least;
  const rest = sources.filter((source) => source !== published);
  return {
    width: plotWidth / 2 - 50,
    height: { step: 20 },
    data: { values },
    mark: { type: 'point', size: 45, opacity: 0.9, filled: true },
    encoding: {
      y: nominal('row', { axis: { domain: false, ticks: false, grid: true, labelPadding: 10 } }),
      x: quantitative('value', `${head} /${unit}`, {
        scale: { type: isLogarithmic ? 'log' : 'linear' },
        axis: { tickCount: 4, ...(isLogarithmic ? { format: '~g' } : {}) },
      }),
      color: nominal('source', {
        scale: { domain: [published, ...rest], range: [inks.text.light, ...seriesRange] },
      }),
      shape: nominal('source', {
        scale: { domain: [published, ...rest], range: ['diamond', ...rest.map(() => 'circle')] },
      }),
      size: { condition: { test: { field: 'source', equal: published }, value: 90 }, value: 40 },
    },
  };
};
