/** The report of a check for people: of each scenario what changed and nothing else, then a line for each, the verdict last. */
import { isRewritten } from '../gate/conditions.ts';
import type { Judgement } from '../gate/judgement.ts';
import { minimumEffect } from '../gate/replicated.ts';
import { type CheckReport, type ScenarioCheck, verdictCounts } from '../gate/report.ts';
import { changesTable } from './change-rows.ts';
import { differenceTexts } from './condition-text.ts';
import { grouped } from './numbers.ts';
import { createPaint, type Paint } from './terminal-table.ts';

export interface CheckTextOptions {
  readonly color: boolean;
  /** Nothing at all where nothing changed. */
  readonly isBrief: boolean;
}

/** Ends with a newline, unless it is empty. */
export const checkText = (report: CheckReport, { color, isBrief }: CheckTextOptions): string => {
  const paint = createPaint(color);
  const details = report.scenarios
    .map((check) => detailsOf(check, color, paint))
    .filter((text) => text !== '');
  if (isBrief && report.verdict === 'passed' && details.length === 0) return '';
  const lines = [
    ...report.scenarios.map((check) => scenarioLine(check, paint)),
    ...report.obsolete.map((obsolete) => obsoleteLine(obsolete, paint)),
  ];
  return `${[...details, lines.join('\n'), verdictLine(report, paint)].join('\n\n')}\n`;
};

const detailsOf = (
  { scenario, judgement, findings }: ScenarioCheck,
  color: boolean,
  paint: Paint,
): string => {
  const table =
    judgement === undefined || judgement.verdict === 'no-baseline'
      ? ''
      : changesTable(judgement.changes, color);
  const lines = [
    ...differenceTexts(judgement?.differences ?? [], 'in the baseline'),
    ...(judgement?.isSubjectChanged === true && table !== ''
      ? ['the contracts’ bytecode is another than in the baseline']
      : []),
    ...findings,
  ];
  if (table === '' && lines.length === 0) return '';
  return [
    `${paint('heading', scenario)} ${paint('quiet', methodText(judgement))}`.trimEnd(),
    ...(table === '' ? [] : [table]),
    ...lines,
  ].join('\n');
};

const methodText = (judgement: Judgement | undefined): string =>
  judgement?.method === 'paired'
    ? `(means over pairs of replications; ± is half the 95 % interval of the difference; below ${100 * minimumEffect} % nothing matters)`
    : '';

export const scenarioLine = (check: ScenarioCheck, paint: Paint): string => {
  const { scenario, judgement, exitCode, writtenCount } = check;
  const mark = exitCode === 0 ? paint('good', '✓') : paint('bad', '✗');
  const written = writtenCount === 0 ? '' : `, ${grouped(writtenCount)} written to the baseline`;
  return `${mark} ${scenario}: ${judgement === undefined ? 'not compared' : judgementText(judgement)}${written}`;
};

const judgementText = (judgement: Judgement): string => {
  const { verdict, changes, differences } = judgement;
  const { same = 0, ...others } = verdictCounts(changes);
  const all = `${grouped(changes.length)} metrics`;
  if (verdict === 'no-baseline') return `${all}, and no baseline: "bench check -u" writes one`;
  const texts = Object.entries(others).map(([name, count]) => `${grouped(count)} ${wordOf(name)}`);
  const changed = texts.length === 0 ? 'all the same' : `${grouped(same)} the same, ${texts.join(', ')}`;
  if (verdict !== 'not-comparable' && isRewritten(differences))
    return `${all}, ${changed}, though the scenario’s sources are others`;
  if (verdict !== 'not-comparable') return `${all}, ${changed}`;
  return `not comparable, as ${differences.map(({ field }) => field).join(', ')} differ${differences.length === 1 ? 's' : ''}; ${all}, ${changed}`;
};

const wordOf = (verdict: string): string => (verdict === 'not-comparable' ? 'others' : verdict);

export const obsoleteLine = (
  { scenario, isRemoved }: CheckReport['obsolete'][number],
  paint: Paint,
): string =>
  isRemoved
    ? `${paint('good', '✓')} ${scenario}: the scenario is gone, and its baseline removed`
    : `${paint('bad', '✗')} ${scenario}: there is a baseline, but no such scenario any more`;

const verdictLine = (report: CheckReport, paint: Paint): string => {
  const { scenarios, verdict, exitReason } = report;
  const incomplete = exitReason === 'interrupted' ? ' (incomplete)' : '';
  const all = `${grouped(scenarios.length)} scenario${scenarios.length === 1 ? '' : 's'}`;
  if (verdict === 'passed') return `${paint('good', '✓ passed')}: ${all}${hintOf(scenarios)}`;
  const failed = [
    ...scenarios.filter(({ exitCode }) => exitCode !== 0).map(({ scenario }) => scenario),
    ...report.obsolete.filter(({ isRemoved }) => !isRemoved).map(({ scenario }) => scenario),
  ];
  const which =
    failed.length === 0
      ? ''
      : `: ${failed.join(', ')}, of ${all}; where it is meant, "bench check -u" says so`;
  return `${paint('bad', '✗ failed')}${incomplete}${which}`;
};

/** What passes and yet is another than the baseline. */
const hintOf = (scenarios: readonly ScenarioCheck[]): string =>
  scenarios.some(({ judgement }) =>
    judgement?.changes.some(({ verdict }) => verdict === 'improved' || verdict === 'new'),
  )
    ? '; "bench check -u" takes what is better or new into the baseline'
    : '';
