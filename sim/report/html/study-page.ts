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
  const { title, source } = result;
  const render = await createRenderer();
  const figures = await Promise.all(studyPlots(result).map((plot) => figureMarkup(plot, render)));
  const sections = sectionsOf(result, figures).filter(({ content }) => content.length > 0);
  const navigation = navigationMarkup(Object.fromEntries(sections.map(({ id, short }) => [id, short])));
  return htmlDocument(
    `${title} – chronobench`,
    script,
    element('header', {}, element('h1', {}, title), element('p', { class: 'lead' }, source), navigation),
    element('main', {}, ...sections.map(sectionMarkup)),
  );
};

interface Section {
  readonly id: string;
  /** In the navigation. */
  readonly short: string;
  readonly title: string;
  readonly content: readonly Content[];
}

/** One without content is left out. */
const sectionsOf = (result: StudyResult, figures: readonly Content[]): readonly Section[] => [
  { id: 'claimed', short: 'Claimed', title: 'What was claimed', content: claimed(result) },
  { id: 'measured', short: 'Measured', title: 'What was measured here', content: measured(result) },
  { id: 'plots', short: 'Plots', title: 'Published against simulated', content: figures },
  { id: 'impossible', short: 'Impossible', title: 'What is impossible', content: impossible(result) },
  { id: 'unknown', short: 'Unknown', title: 'What is unknown', content: unknown(result) },
];

const sectionMarkup = ({ id, title, content }: Section): Markup =>
  element('section', { id }, element('h2', {}, title), ...content);

const claimed = ({ claimed: texts, published, definition }: StudyResult): readonly Content[] => [
  ...texts.map((text) => element('p', {}, text)),
  ...(definition === null ? [] : [tableSection(tableOf(publishedTable(published, definition)))]),
];

const measured = (result: StudyResult): readonly Content[] => [
  element('p', {}, howMeasured(result)),
  ...result.experiments.map(experimentMarkup),
];

const unknown = ({ unknown: texts }: StudyResult): readonly Content[] =>
  texts.length === 0 ? [] : [bullets(texts)];

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
