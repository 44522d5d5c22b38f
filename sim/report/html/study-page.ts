/**
 * A study as one page, in the order of its Markdown: what was claimed, what was measured here, with published and simulated figures as plots,
 * what is impossible, what nobody can know.
 */
import { studyPlots } from '../../plot/plots.ts';
import { createRenderer } from '../../plot/render.ts';
import { brokenRuleTexts, cellsTable, publishedTable } from '../../study/audit-tables.ts';
import type { ExperimentResult, StudyResult } from '../../study/result.ts';
import type { StudyTable } from '../../study/table.ts';
import type { ReportTable } from '../report-table.ts';
import { cellText, headText, isNumeric } from '../study-cells.ts';
import { howMeasured, impossibleText } from '../study-words.ts';
import { bullets } from './checks.ts';
import { htmlDocument, navigationMarkup, tableSection } from './document.ts';
import { figureMarkup } from './figure.ts';
import { type Content, element, type Markup } from './markup.ts';

/** `script`: of a page that is served, with a policy of the server's own. */
export const renderStudyPage = async (result: StudyResult, script?: string): Promise<string> => {
  const { title, source, experiments, definition } = result;
  const render = await createRenderer();
  const figures = await Promise.all(studyPlots(result).map((plot) => figureMarkup(plot, render)));
  return htmlDocument(
    `${title} – chronobench`,
    script,
    element('header', {}, element('h1', {}, title), element('p', { class: 'lead' }, source), navigation),
    element(
      'main',
      {},
      section('claimed', 'What was claimed', ...claimed(result)),
      section(
        'measured',
        'What was measured here',
        element('p', {}, howMeasured(result)),
        ...experiments.map(experimentMarkup),
      ),
      ...(figures.length === 0 ? [] : [section('plots', 'Published against simulated', ...figures)]),
      ...(definition === null ? [] : [section('impossible', 'What is impossible', ...impossible(result))]),
      section('unknown', 'What is unknown', bullets(result.unknown)),
    ),
  );
};

const navigation = navigationMarkup({
  claimed: 'Claimed',
  measured: 'Measured',
  unknown: 'Unknown',
});

const section = (id: string, title: string, ...content: readonly Content[]): Markup =>
  element('section', { id }, element('h2', {}, title), ...content);

const claimed = ({ claimed: texts, published, definition }: StudyResult): readonly Content[] => [
  ...texts.map((text) => element('p', {}, text)),
  ...(definition === null ? [] : [tableSection(tableOf(publishedTable(published, definition)))]),
];

const experimentMarkup = ({ id, title, question, tables, findings }: ExperimentResult): Markup =>
  element(
    'section',
    {},
    element('h3', {}, `${id}: ${title}`),
    element('p', { class: 'note' }, question),
    ...tables.map((table) => tableSection(tableOf(table), 'h4')),
    ...(findings.length === 0 ? [] : [bullets(findings)]),
  );

const impossible = ({ published, definition }: StudyResult): readonly Content[] => {
  if (definition === null) return [];
  const broken = brokenRuleTexts(published);
  return [
    element('p', {}, impossibleText(published, definition)),
    ...(broken.length === 0
      ? []
      : [bullets(broken), tableSection(tableOf(cellsTable(published, definition)))]),
  ];
};

const tableOf = (table: StudyTable): ReportTable => ({
  title: table.title,
  remark: table.remark ?? '',
  columns: table.columns.map((column) => ({
    head: headText(column),
    align: isNumeric(table, column) ? 'right' : 'left',
  })),
  rows: table.rows.map((row) => table.columns.map((column) => cellText(column, row))),
});
