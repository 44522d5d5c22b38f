/** Tables of a page: of strings as reports have them, and of raw numbers as plots have them. */
import type { PlotColumn, PlotTable, PlotValue } from '../../plot/plot.ts';
import { fixed, grouped } from '../numbers.ts';
import type { ReportTable } from '../report-table.ts';
import { element, type Markup } from './markup.ts';

/** It may be wider than the screen: its frame then scrolls, by keys too, for which it needs a name. */
export const tableMarkup = ({
  title,
  columns,
  rows,
}: Pick<ReportTable, 'title' | 'columns' | 'rows'>): Markup => {
  const isNumber = columns.map(({ align }) => (align === 'right' ? 'number' : undefined));
  const head = columns.map((column, index) =>
    element('th', { scope: 'col', class: isNumber[index] }, column.head),
  );
  const body = rows.map((cells) =>
    element(
      'tr',
      {},
      ...cells.map((cell, index) => element('td', { class: cellClass(isNumber[index], cell) }, cell || '–')),
    ),
  );
  return scrolling(
    title,
    element('table', {}, element('thead', {}, element('tr', {}, ...head)), element('tbody', {}, ...body)),
  );
};

const longText = 40;

const cellClass = (number: string | undefined, cell: string): string | undefined =>
  number ?? (cell.length > longText ? 'long' : undefined);

export const scrolling = (name: string, content: Markup): Markup =>
  element('div', { class: 'scroll', role: 'group', 'aria-label': name, tabindex: '0' }, content);

/** Folded, behind its picture. */
export const plotTableMarkup = (title: string, { columns, rows }: PlotTable): Markup =>
  element(
    'details',
    {},
    element('summary', {}, `The figures of this plot (${grouped(rows.length)} rows)`),
    tableMarkup({
      title: `${title}: figures`,
      columns: columns.map(({ head, decimals }) => ({
        head,
        align: decimals === undefined ? 'left' : 'right',
      })),
      rows: rows.map((row) => row.map((value, index) => cellText(value, columns[index]))),
    }),
  );

const cellText = (value: PlotValue, column: PlotColumn | undefined): string => {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  return column?.decimals === 0 ? grouped(Math.round(value)) : fixed(value, column?.decimals ?? 3);
};
