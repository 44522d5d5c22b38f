/** A check as one page: the verdict, a line for each scenario, then of each what changed and nothing else, as a picture and a table. */
import { metricVerdicts } from '../../gate/change.ts';
import { type CheckReport, type ScenarioCheck, verdictCounts } from '../../gate/report.ts';
import { baselineDifference } from '../../plot/baseline-difference.ts';
import { createRenderer, type Renderer } from '../../plot/render.ts';
import { changedKindsTable, changedRowsTable } from '../change-rows.ts';
import { checkRemarks, comparedChanges, obsoleteText, outcomeText, scenarioText } from '../check-words.ts';
import { grouped } from '../numbers.ts';
import { left, type ReportTable, reportTable, right } from '../report-table.ts';
import { bullets } from './checks.ts';
import { htmlDocument, navigationMarkup } from './document.ts';
import { figureMarkup } from './figure.ts';
import { element, type Markup } from './markup.ts';
import { tableMarkup } from './table.ts';

export const renderCheckPage = async (report: CheckReport): Promise<string> => {
  const { demand, scenarios } = report;
  const lead =
    demand === 'strict'
      ? 'Held to the committed baselines, strictly: whatever is another fails.'
      : 'Held to the committed baselines: what is worse fails.';
  return htmlDocument(
    'bench check – chronobench',
    undefined,
    element(
      'header',
      {},
      element('h1', {}, 'bench check'),
      element('p', { class: 'lead' }, lead),
      verdictMarkup(report),
      navigation,
    ),
    element(
      'main',
      {},
      element(
        'section',
        { id: 'scenarios' },
        element('h2', {}, 'Scenarios'),
        tableMarkup(summary(scenarios)),
      ),
      element(
        'section',
        { id: 'changes' },
        element('h2', {}, 'What changed'),
        ...(await changesMarkup(scenarios)),
      ),
    ),
  );
};

const navigation = navigationMarkup({ scenarios: 'Scenarios', changes: 'What changed' });

const verdictMarkup = (report: CheckReport): Markup => {
  const { verdict, exitReason, scenarios, obsolete } = report;
  const incomplete = exitReason === 'interrupted' ? ' (incomplete)' : '';
  const mark = verdict === 'passed' ? '✓ passed' : '✗ failed';
  const findings = [
    ...scenarios.filter(({ exitCode }) => exitCode !== 0).map(scenarioText),
    ...obsolete.map(obsoleteText),
  ];
  return element(
    'div',
    { class: `verdict ${verdict}` },
    element('p', {}, element('strong', {}, `${mark}${incomplete}`), outcomeText(report)),
    ...(findings.length === 0 ? [] : [bullets(findings)]),
  );
};

/** A column of counts that are all zero is left out. */
const summary = (scenarios: readonly ScenarioCheck[]): ReportTable => {
  type Row = readonly [check: ScenarioCheck, counts: Readonly<Record<string, number>>];
  const rows = scenarios.map((check): Row => [check, verdictCounts(check.judgement?.changes ?? [])]);
  const shown = metricVerdicts.filter((name) => name === 'same' || rows.some(([, counts]) => counts[name]));
  return reportTable('Scenarios', '', rows, [
    left<Row>('Scenario', ([{ scenario }]) => scenario),
    left<Row>('Verdict', ([check]) => verdictText(check)),
    right<Row>('Metrics', ([{ judgement }]) => grouped(judgement?.changes.length ?? 0)),
    ...shown.map((name) => right<Row>(headOf(name), ([, counts]) => grouped(counts[name] ?? 0))),
    right<Row>('Seed', ([{ measured }]) => (measured === undefined ? '' : String(measured.seed))),
    right<Row>('Exit code', ([{ exitCode }]) => String(exitCode)),
  ]);
};

const headOf = (verdict: string): string =>
  `${verdict.charAt(0).toUpperCase()}${verdict.slice(1)}`.replace('-', ' ');

const verdictText = ({ exitCode, judgement }: ScenarioCheck): string => {
  const verdict = judgement?.verdict ?? 'not compared';
  if (exitCode !== 0 && verdict === 'passed') return '✗ the run failed';
  return `${exitCode === 0 ? '✓' : '✗'} ${verdict.replace('-', ' ')}`;
};

const changesMarkup = async (scenarios: readonly ScenarioCheck[]): Promise<readonly Markup[]> => {
  let loading: Promise<Renderer> | undefined; // by the first picture, if there is one
  const renderer = (): Promise<Renderer> => (loading ??= createRenderer());
  const sections: Markup[] = [];
  for (const [index, check] of scenarios.entries())
    sections.push(...(await scenarioMarkup(check, index, renderer)));
  return sections.length === 0 ? [element('p', {}, 'Nothing.')] : sections;
};

const scenarioMarkup = async (
  check: ScenarioCheck,
  index: number,
  renderer: () => Promise<Renderer>,
): Promise<readonly Markup[]> => {
  const changes = comparedChanges(check);
  const plot = baselineDifference(changes);
  const table =
    plot === undefined ? changedRowsTable(changes, ['Baseline', 'Now']) : changedKindsTable(changes);
  const remarks = checkRemarks(check, table.rows.length > 0);
  if (table.rows.length === 0 && remarks.length === 0) return [];
  const named = plot && { ...plot, id: `${plot.id}-${index}`, title: `${check.scenario}: ${plot.title}` };
  return [
    element('h3', {}, check.scenario),
    ...(remarks.length === 0 ? [] : [bullets(remarks)]),
    ...(table.rows.length === 0 ? [] : [tableMarkup({ ...table, title: `${check.scenario}: changes` })]),
    ...(table.note === undefined ? [] : [element('p', { class: 'note' }, table.note)]),
    ...(named === undefined ? [] : [await figureMarkup(named, await renderer())]),
  ];
};
