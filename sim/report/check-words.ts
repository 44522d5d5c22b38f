/** What every form of a check's report says: in a line of each scenario, of each baseline without one and of all; and what else is to be known. */
import { isRewritten } from '../gate/conditions.ts';
import type { Judgement } from '../gate/judgement.ts';
import { type CheckReport, type ScenarioCheck, verdictCounts } from '../gate/report.ts';
import { differenceTexts } from './condition-text.ts';
import { grouped } from './numbers.ts';

export const scenarioText = ({ scenario, judgement, writtenCount }: ScenarioCheck): string => {
  const written = writtenCount === 0 ? '' : `, ${grouped(writtenCount)} written to the baseline`;
  return `${scenario}: ${judgement === undefined ? 'not compared' : judgementText(judgement)}${written}`;
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

export const obsoleteText = ({ scenario, isRemoved }: CheckReport['obsolete'][number]): string =>
  isRemoved
    ? `${scenario}: the scenario is gone, and its baseline removed`
    : `${scenario}: there is a baseline, but no such scenario any more`;

/** Behind the verdict. */
export const outcomeText = ({ verdict, scenarios, obsolete }: CheckReport): string => {
  const all = `${grouped(scenarios.length)} scenario${scenarios.length === 1 ? '' : 's'}`;
  if (verdict === 'passed') return `: ${all}${hintOf(scenarios)}`;
  const failed = [
    ...scenarios.filter(({ exitCode }) => exitCode !== 0).map(({ scenario }) => scenario),
    ...obsolete.filter(({ isRemoved }) => !isRemoved).map(({ scenario }) => scenario),
  ];
  return failed.length === 0
    ? ''
    : `: ${failed.join(', ')}, of ${all}; where it is meant, "bench check -u" says so`;
};

/** What passes and yet is another than the baseline. */
const hintOf = (scenarios: readonly ScenarioCheck[]): string =>
  scenarios.some(({ judgement }) =>
    judgement?.changes.some(({ verdict }) => verdict === 'improved' || verdict === 'new'),
  )
    ? '; "bench check -u" takes what is better or new into the baseline'
    : '';

/** Beside a scenario's table: conditions that differ, other bytecode, and whatever else was found. */
export const checkRemarks = (
  { judgement, findings }: Pick<ScenarioCheck, 'judgement' | 'findings'>,
  hasChanges: boolean,
): readonly string[] => [
  ...differenceTexts(judgement?.differences ?? [], 'in the baseline'),
  ...(judgement?.isSubjectChanged === true && hasChanges
    ? ['the contracts’ bytecode is another than in the baseline']
    : []),
  ...findings,
];

/** None where there is nothing to compare with. */
export const comparedChanges = ({ judgement }: Pick<ScenarioCheck, 'judgement'>) =>
  judgement === undefined || judgement.verdict === 'no-baseline' ? [] : judgement.changes;
