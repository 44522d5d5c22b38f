/** One scenario of a check: from what its runs gave to what it means, and what becomes of its baseline. */
import { exitCodes } from '../../errors.ts';
import type { Baseline } from '../../gate/baseline.ts';
import { type Judgement, type JudgementOptions, judge, judgeWithout } from '../../gate/judgement.ts';
import { measuredOf } from '../../gate/measured.ts';
import type { ScenarioCheck } from '../../gate/report.ts';
import { everyMetric } from '../../gate/selection.ts';
import { updatedBaseline } from '../../gate/update.ts';
import { replicateRounds } from '../../measure/replicated-round.ts';
import { type FailureData, ReplicationFailed, type ReplicationOutcome } from '../../replication/replicate.ts';
import { describeFailure } from '../failure.ts';
import { runFindings, worst } from '../verdict.ts';
import { currentOf } from './current.ts';
import type { CheckJob } from './plan.ts';
import type { CheckSettings } from './settings.ts';

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
    const { exitCode } = failed.failure;
    return unjudged(job, { exitCode, runExitCode: exitCode, findings: [text] });
  }
  if (finished.length < outcomes.length)
    return unjudged(job, {
      exitCode: exitCodes.ok,
      runExitCode: exitCodes.ok,
      findings: ['it did not come to its end'],
    });
  return judged(job, finished, settings);
};

const unjudged = (
  job: CheckJob,
  ending: Pick<ScenarioCheck, 'exitCode' | 'runExitCode' | 'findings'>,
): CheckedScenario => ({
  check: { ...nameOf(job), ...ending, judgement: undefined, measured: undefined, writtenCount: 0 },
  updated: undefined,
});

/** With replications, what they say together. */
const measuredIn = ({ loaded: { scenario } }: CheckJob, outcomes: readonly ReplicationOutcome[]) =>
  measuredOf(
    { scenario: scenario.name, seed: scenario.seed },
    outcomes[0] as ReplicationOutcome,
    outcomes.length === 1 ? [] : replicateRounds(outcomes.map(({ rounds }) => rounds)),
  );

const nameOf = ({ loaded: { file, scenario } }: CheckJob) => ({ scenario: scenario.name, file });

const judged = (
  job: CheckJob,
  outcomes: readonly ReplicationOutcome[],
  settings: CheckSettings,
): CheckedScenario => {
  const current = currentOf(job.loaded, outcomes);
  const run = outcomes.flatMap((outcome) => runFindings(outcome, job.loaded.scenario.rounds));
  const { kept, hindrances } = updateOf(job, outcomes, current, settings);
  const judgement = judgementOf(job, kept, current, settings);
  const runExitCode = worst([exitCodes.ok, ...run.map((finding) => finding.exitCode)]);
  const exitCode = worst([runExitCode, judgement?.exitCode ?? exitCodes.baselineMissing]);
  const findings = [
    ...new Set(run.map(({ text }) => text)),
    ...hindrances,
    ...(judgement === undefined ? [describeFailure(job.unreadable, { isVerbose: false })] : []),
    ...(isUnpaired(judgement, settings) ? [unpairedText] : []),
  ];
  const isWritten = kept !== job.baseline && kept !== undefined;
  const writtenCount = isWritten ? differenceCount(job.baseline, kept) : 0;
  return {
    check: {
      ...nameOf(job),
      ...{ exitCode, runExitCode, judgement, findings, writtenCount },
      measured: measuredIn(job, outcomes),
    },
    updated: isWritten ? kept : undefined,
  };
};

/** The baseline as it is from now on, and why it is not what was asked for. */
const updateOf = (
  { loaded, baseline, unreadable }: CheckJob,
  outcomes: readonly ReplicationOutcome[],
  current: Baseline,
  { update, selects }: CheckSettings,
): { readonly kept: Baseline | undefined; readonly hindrances: readonly string[] } => {
  if (update === 'none') return { kept: baseline, hindrances: [] };
  if (!isSound(loaded, outcomes)) return { kept: baseline, hindrances: [unsoundText] };
  const isWhole = update === 'all' && selects === everyMetric;
  if (unreadable !== undefined && !isWhole) return { kept: undefined, hindrances: [mixedText] };
  const updated = updatedBaseline(baseline, current, update, selects);
  return updated === undefined
    ? { kept: baseline, hindrances: [mixedText] }
    : { kept: updated, hindrances: [] };
};

/** Undefined: the baseline cannot be read. */
const judgementOf = (
  { loaded: { tolerances }, unreadable }: CheckJob,
  baseline: Baseline | undefined,
  current: Baseline,
  { selects, demand, replicationCount, update }: CheckSettings,
): Judgement | undefined => {
  if (baseline === undefined && unreadable !== undefined) return undefined;
  const isPaired = replicationCount !== undefined && update === 'none' && baseline?.replications.size;
  const method: JudgementOptions['method'] = isPaired ? 'paired' : 'exact';
  const options = { tolerances, selects, demand, method };
  return baseline === undefined ? judgeWithout(current, options) : judge(baseline, current, options);
};

const isUnpaired = (judgement: Judgement | undefined, { replicationCount, update }: CheckSettings): boolean =>
  replicationCount !== undefined && update === 'none' && judgement?.method === 'exact';

/** What failed or timed out measures nothing that later runs could be held to. */
const isSound = ({ scenario }: CheckJob['loaded'], outcomes: readonly ReplicationOutcome[]): boolean =>
  outcomes.every(({ rounds }) => runFindings({ rounds }, scenario.rounds).length === 0);

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
  'not updated in part: the rest of the baseline cannot be read, or is of other conditions; "-u" without --filter updates all of it';

const unpairedText =
  'not judged by pairs: the baseline has no replications, which "bench check -u --replications N" gives it';
