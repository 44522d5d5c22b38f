/** One scenario of a check: from what its runs gave to what it means, and what becomes of its baseline. */
import { exitCodes } from '../errors.ts';
import type { Baseline } from '../gate/baseline.ts';
import { type Judgement, judge, judgeWithout } from '../gate/judgement.ts';
import type { ScenarioCheck } from '../gate/report.ts';
import { updatedBaseline } from '../gate/update.ts';
import { type FailureData, ReplicationFailed, type ReplicationOutcome } from '../replication/replicate.ts';
import { currentOf } from './check-current.ts';
import type { CheckJob } from './check-plan.ts';
import type { CheckSettings } from './check-settings.ts';
import { describeFailure } from './failure.ts';
import { runFindings, worst } from './verdict.ts';

export interface CheckedScenario {
  readonly check: ScenarioCheck;
  /** To be written. */
  readonly updated: Baseline | undefined;
}

/** Undefined outcomes: a signal came first. */
export const checkScenario = (
  job: CheckJob,
  outcomes: readonly (ReplicationOutcome | undefined)[],
  settings: CheckSettings,
): CheckedScenario => {
  const finished = outcomes.filter((outcome) => outcome !== undefined);
  const failed = finished.find(({ failure }) => failure !== undefined);
  if (failed?.failure !== undefined) {
    const text = failureText(job, failed, failed.failure);
    return unjudged(job, { exitCode: failed.failure.exitCode, findings: [text] });
  }
  if (finished.length < outcomes.length)
    return unjudged(job, { exitCode: exitCodes.ok, findings: ['it did not come to its end'] });
  return judged(job, finished, settings);
};

const unjudged = (job: CheckJob, ending: Pick<ScenarioCheck, 'exitCode' | 'findings'>): CheckedScenario => ({
  check: { ...nameOf(job), ...ending, judgement: undefined, writtenCount: 0 },
  updated: undefined,
});

const nameOf = ({ loaded: { file, scenario } }: CheckJob) => ({ scenario: scenario.name, file });

const judged = (
  job: CheckJob,
  outcomes: readonly ReplicationOutcome[],
  settings: CheckSettings,
): CheckedScenario => {
  const { baseline, unreadable } = job;
  const current = currentOf(job.loaded, outcomes);
  const run = outcomes.flatMap((outcome) => runFindings(outcome, job.loaded.scenario.rounds));
  const isMeasure = isSound(job, outcomes);
  const updated = isMeasure
    ? updatedBaseline(baseline, current, settings.update, settings.selects)
    : baseline;
  const kept = updated ?? baseline;
  const judgement =
    kept === undefined && unreadable !== undefined ? undefined : judgementOf(job, kept, current, settings);
  const hindrances = [
    ...(judgement === undefined && unreadable !== undefined
      ? [describeFailure(unreadable, { isVerbose: false })]
      : []),
    ...(updated === undefined && baseline !== undefined ? [mixedText] : []),
    ...(settings.update !== 'none' && !isMeasure ? [unsoundText] : []),
    ...(settings.replicationCount !== undefined && judgement?.method === 'exact' && settings.update === 'none'
      ? [unpairedText]
      : []),
  ];
  const exitCode = worst([
    ...run.map((finding) => finding.exitCode),
    judgement?.exitCode ?? exitCodes.baselineMissing,
  ]);
  const findings = [...new Set(run.map(({ text }) => text)), ...hindrances];
  const writtenCount = updated === undefined ? 0 : differenceCount(baseline, updated);
  return {
    check: { ...nameOf(job), exitCode, judgement, findings, writtenCount },
    updated: updated === baseline ? undefined : updated,
  };
};

const judgementOf = (
  { loaded: { tolerances } }: CheckJob,
  baseline: Baseline | undefined,
  current: Baseline,
  { selects, demand, replicationCount, update }: CheckSettings,
): Judgement => {
  const isPaired = replicationCount !== undefined && update === 'none' && baseline?.replications.size;
  const options = {
    tolerances,
    selects,
    demand,
    method: isPaired ? ('paired' as const) : ('exact' as const),
  };
  return baseline === undefined ? judgeWithout(current, options) : judge(baseline, current, options);
};

/** What failed or timed out measures nothing that later runs could be held to. */
const isSound = ({ loaded }: CheckJob, outcomes: readonly ReplicationOutcome[]): boolean =>
  outcomes.every(({ rounds }) => runFindings({ rounds }, loaded.scenario.rounds).length === 0);

/** Of metrics, but at least one where anything is another. */
const differenceCount = (former: Baseline | undefined, updated: Baseline): number => {
  if (former === updated) return 0;
  const names = new Set([...(former?.metrics.keys() ?? []), ...updated.metrics.keys()]);
  return [...names].filter((name) => former?.metrics.get(name) !== updated.metrics.get(name)).length;
};

const failureText = ({ loaded }: CheckJob, outcome: ReplicationOutcome, failure: FailureData): string =>
  describeFailure(new ReplicationFailed(outcome, failure), { isVerbose: false, file: loaded.file });

const unsoundText = 'not updated: what failed or timed out is no baseline for later runs';

const mixedText =
  'not updated in part: the rest of the baseline was measured under other conditions; "-u" without --filter updates all of it';

const unpairedText =
  'not judged by pairs: the baseline has no replications, which "bench check -u --replications N" gives it';
