/** The report of a check for people: of each scenario what changed and nothing else, then a line for each, the verdict last. */
import type { Judgement } from '../../gate/judgement.ts';
import { minimumEffect } from '../../gate/replicated.ts';
import type { CheckReport, ScenarioCheck } from '../../gate/report.ts';
import { changesTable } from '../change-rows.ts';
import { checkRemarks, comparedChanges, obsoleteText, outcomeText, scenarioText } from '../check-words.ts';
import { createPaint, type Paint } from '../terminal-table.ts';
import { verdictMark } from '../verdict-mark.ts';

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
  return `${[...details, lines.join('\n'), `${verdictMark(report.verdict, report.exitReason, paint)}${outcomeText(report)}`].join('\n\n')}\n`;
};

const detailsOf = (check: ScenarioCheck, color: boolean, paint: Paint): string => {
  const { scenario, judgement } = check;
  const table = changesTable(comparedChanges(check), color);
  const lines = checkRemarks(check, table !== '');
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

export const scenarioLine = (check: ScenarioCheck, paint: Paint): string =>
  `${check.exitCode === 0 ? paint('good', '✓') : paint('bad', '✗')} ${scenarioText(check)}`;

export const obsoleteLine = (obsolete: CheckReport['obsolete'][number], paint: Paint): string =>
  `${obsolete.isRemoved ? paint('good', '✓') : paint('bad', '✗')} ${obsoleteText(obsolete)}`;
