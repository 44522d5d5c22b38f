/**
 * A study as one Markdown page that a reader of the publication can follow alone: what was claimed, what was measured
 * here, what is impossible, what nobody can know.
 */
import { type DefinitionName, definitions } from '../audit/definition.ts';
import { brokenRuleTexts, cellsTable, lonelyRepairs, publishedTable } from '../study/audit-tables.ts';
import type { PublishedRow } from '../study/published.ts';
import type { ExperimentResult, StudyResult } from '../study/result.ts';
import type { StudyTable } from '../study/table.ts';
import { cellText, headText, isNumeric } from './study-cells.ts';
import { howMeasured, impossibleText } from './study-words.ts';

export const studyPage = (result: StudyResult): string => {
  const { title, source, claimed, experiments, unknown, published, definition } = result;
  const ownTable = definition === null ? [] : [markdownTable(publishedTable(published, definition))];
  const sections = [
    `# ${title}`,
    `> ${source}`,
    ...headed('What was claimed', [...claimed, ...ownTable]),
    ...headed('What was measured here', [howMeasured(result), ...experiments.flatMap(experimentSections)]),
    ...headed('What is impossible', definition === null ? [] : impossible(published, definition)),
    ...headed('What is unknown', unknown.length === 0 ? [] : [unknown.map((text) => `- ${text}`).join('\n')]),
  ];
  return `${sections.join('\n\n')}\n`;
};

/** Nothing where there is nothing to say under the heading. */
const headed = (heading: string, paragraphs: readonly string[]): readonly string[] =>
  paragraphs.length === 0 ? [] : [`## ${heading}`, ...paragraphs];

const experimentSections = ({
  id,
  title,
  question,
  tables,
  findings,
}: ExperimentResult): readonly string[] => [
  `### ${id}: ${title}`,
  `*${question}*`,
  ...tables.map(markdownTable),
  ...findings.map((finding, index) => (index === 0 ? `**Finding.** ${finding}` : finding)),
];

const impossible = (published: readonly PublishedRow[], definition: DefinitionName): readonly string[] => {
  const count = published.filter(({ audit }) => !audit.isPossible).length;
  const verdict = impossibleText(published, definition);
  if (count === 0) return [verdict];
  const texts = brokenRuleTexts(published).map((text) => `- ${text}`);
  const readings = definitions.map(({ name, summary }) => `- ${name}: ${summary}`);
  return [
    verdict,
    texts.join('\n'),
    names,
    `The definitions:\n\n${readings.join('\n')}`,
    markdownTable(cellsTable(published, definition)),
    ...lonelyRepairs(published).map(explanation),
  ];
};

const explanation = ({ label, count, columns }: ReturnType<typeof lonelyRepairs>[number]): string =>
  `The most economical explanation of the ${count} rows of ${label}: ${
    columns.length === 0
      ? 'none in a single column'
      : `${columns.join(', or ')} alone, printed wrong. It is no proof of a cause.`
  }`;

const names =
  'Here m, a and M are the least, mean and greatest delay, W the time between the first and the last submission, T the ' +
  'time from the first submission to the last outcome, n and N the successes and all transactions.';

const markdownTable = (table: StudyTable): string => {
  const { title, remark, columns, rows } = table;
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    `**${title}**${remark === undefined ? '' : ` (${remark})`}`,
    '',
    line(columns.map((column) => escaped(headText(column)))),
    line(columns.map((column) => (isNumeric(table, column) ? '---:' : '---'))),
    ...rows.map((row) => line(columns.map((column) => escaped(cellText(column, row)) || '–'))),
  ].join('\n');
};

/** A bar would end the cell, a line break the table. */
const escaped = (text: string): string => text.replaceAll('|', '\\|').replace(/\s*\n\s*/g, ' ');
