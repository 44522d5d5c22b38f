/** Markdown as GitHub renders it: tables of data, and texts of a user's that cannot become markup. */
import type { ReportTable } from '../report-table.ts';
import { oneLine } from '../terminal-table.ts';

/** What a text may take of a line. */
const textWidth = 400;

/** In one line; what would be markup, a link or a mention stands for itself. */
export const escapedMarkdown = (text: string): string =>
  oneLine(text.toWellFormed(), textWidth)
    .replace(/[\\`*_{}[\]|~#]/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/@/g, '&#64;')
    .replace(/:\/\//g, '&#58;//');

/** Empty cells show as a dash. Ends without a newline. */
export const markdownTable = ({ columns, rows }: Pick<ReportTable, 'columns' | 'rows'>): string =>
  [
    columns.map(({ head }) => escapedMarkdown(head)),
    columns.map(({ align }) => (align === 'left' ? ':--' : '--:')),
    ...rows.map((row) => row.map((cell) => escapedMarkdown(cell) || '-')),
  ]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');

export const markdownSection = (table: ReportTable): string =>
  [
    `## ${escapedMarkdown(table.title)}`,
    ...(table.remark === '' ? [] : [escapedMarkdown(table.remark)]),
    markdownTable(table),
    ...(table.note === undefined ? [] : [escapedMarkdown(table.note)]),
  ].join('\n\n');

export const markdownList = (texts: readonly string[]): string =>
  texts.map((text) => `- ${escapedMarkdown(text)}`).join('\n');
