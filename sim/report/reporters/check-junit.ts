/** A check as JUnit: a suite per scenario, a case per metric, and cases for what a metric cannot say. */
import { exitCodes } from '../../errors.ts';
import { fails, type Judgement } from '../../gate/judgement.ts';
import type { CheckReport, ScenarioCheck } from '../../gate/report.ts';
import { changeText } from '../change-text.ts';
import { differenceTexts } from '../condition-text.ts';
import { type JunitCase, type JunitSuite, junitXml } from './junit.ts';

export const checkJunit = (report: CheckReport): string =>
  junitXml([
    ...report.scenarios.map((check) => suiteOf(check, report)),
    ...report.obsolete.map((baseline) => obsoleteSuite(baseline, report)),
  ]);

const propertiesOf = ({ verdict, exitReason, demand }: CheckReport) => ({ verdict, exitReason, demand });

const suiteOf = (check: ScenarioCheck, report: CheckReport): JunitSuite => {
  const { scenario, file, judgement, findings } = check;
  return {
    name: scenario,
    properties: { file, exitCode: String(check.exitCode), ...propertiesOf(report) },
    cases: [runCase(check, report), ...(judgement === undefined ? [] : judgedCases(judgement, report))],
    notes: findings,
  };
};

/** The run by itself; what a signal kept from its end was not judged. */
const runCase = ({ judgement, runExitCode, exitCode, findings }: ScenarioCheck, report: CheckReport) => {
  const text = findings.join('\n');
  const isUnjudged = judgement === undefined && runExitCode === exitCodes.ok;
  if (isUnjudged && exitCode === exitCodes.ok && report.exitReason === 'interrupted')
    return problem('run', 'skipped', 'interrupted', text);
  if (isUnjudged) return problem('run', 'error', 'baseline', text);
  if (runExitCode === exitCodes.ok) return { name: 'run' };
  return problem('run', runExitCode === exitCodes.gateFailed ? 'failure' : 'error', 'run', text);
};

const judgedCases = (judgement: Judgement, { demand }: CheckReport): readonly JunitCase[] => {
  if (judgement.verdict === 'no-baseline')
    return [problem('baseline', 'error', 'no-baseline', 'no baseline: "bench check -u" writes one')];
  const conditions = differenceTexts(judgement.differences, 'in the baseline').join('\n');
  const isComparable = judgement.verdict !== 'not-comparable';
  return [
    isComparable
      ? { name: 'conditions' }
      : problem('conditions', 'error', 'not-comparable', `not comparable\n${conditions}`),
    ...judgement.changes.map((change) => {
      const { metric, verdict } = change;
      if (verdict === 'not-comparable') return problem(metric, 'skipped', verdict, changeText(change));
      return fails(change, demand)
        ? problem(metric, 'failure', verdict, changeText(change))
        : { name: metric };
    }),
  ];
};

const obsoleteSuite = (
  { scenario, isRemoved }: CheckReport['obsolete'][number],
  report: CheckReport,
): JunitSuite => ({
  name: scenario,
  properties: propertiesOf(report),
  cases: [
    isRemoved
      ? { name: 'scenario' }
      : problem('scenario', 'failure', 'removed', 'there is a baseline, but no such scenario any more'),
  ],
});

const problem = (
  name: string,
  kind: NonNullable<JunitCase['problem']>['kind'],
  type: string,
  text: string,
): JunitCase => ({ name, problem: { kind, type, text } });
