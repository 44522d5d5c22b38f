/** `bench run --replications`: runs them, writes the first as any run with what all of them say beside it, and prints that. */
import { libraryVersions } from '../../config/library-version.ts';
import { monotonicWallMs } from '../../kernel/wall-clock.ts';
import type { ReplicationsSummary } from '../../measure/replications.ts';
import {
  type ReplicatedRun,
  type ReplicationPlan,
  runReplications,
  type TaskTemplate,
} from '../../replication/replications.ts';
import { toJson } from '../../report/json.ts';
import { fixed } from '../../report/numbers.ts';
import { replicationsReport } from '../../report/terminal/replications.ts';
import { describeEnvironment } from '../../round/environment.ts';
import { describeFailure } from '../failure.ts';
import { onSignals } from '../interruption.ts';
import { isStdoutTaken } from '../report/output.ts';
import { auditOwnTable } from '../report/own-audit.ts';
import { showReplications } from '../run-progress.ts';
import type { Screen } from '../screen.ts';
import type { Verdict } from '../verdict.ts';
import type { JobEnding, ScenarioJob } from './job.ts';
import type { RunObserver } from './observer.ts';
import type { RunArguments } from './options.ts';
import { percent, replicationsVerdict, widestText } from './replications-verdict.ts';
import type { RunSettings } from './settings.ts';
import { wantsReports, writeRun } from './writing.ts';

/** What was asked for, and where it is shown. */
export interface ReplicationRequest {
  readonly job: ScenarioJob;
  readonly args: RunArguments;
  readonly settings: RunSettings;
  readonly plan: ReplicationPlan;
  readonly screen: Screen;
  readonly observer: RunObserver | undefined;
}

interface Finished extends ReplicatedRun {
  readonly runWallMs: number;
  readonly verdict: Verdict;
}

export const runReplicated = async (request: ReplicationRequest): Promise<JobEnding> => {
  const finished = await runAndWrite(request);
  print(request, finished);
  const { result, first } = finished;
  await request.observer?.onFinished(request.job, { ...first, result });
  return { exitCode: finished.verdict.exitCode, isInterrupted: isInterrupted(finished) };
};

/** Signals are heeded until the last file is written. */
const runAndWrite = async (request: ReplicationRequest): Promise<Finished> => {
  const { job, plan, screen } = request;
  const endings: (() => void)[] = [];
  const startWallMs = monotonicWallMs();
  try {
    const run = await runReplications(job.loaded, templateOf(request), plan, (controls) => {
      request.observer?.onReplications(job, controls);
      endings.push(showReplications(controls.progress, screen), onSignals(controls.stop));
    });
    const verdict = replicationsVerdict(run, job.loaded.scenario.rounds);
    const result = { ...run.result, verdict: verdict.saved };
    const finished = { ...run, result, verdict, runWallMs: monotonicWallMs() - startWallMs };
    if (hasResults(finished) || wantsReports(job)) await writeResults(request, finished);
    return finished;
  } finally {
    for (const end of endings) end();
  }
};

const templateOf = ({ job, args, settings: { warmUp, parameters } }: ReplicationRequest): TaskTemplate => {
  const { config, chain, filter, verify } = args;
  const verification = verify ? 'stock' : 'none';
  return { file: job.loaded.file, config, chain, filter, parameters, warmUp, verification };
};

const writeResults = async (
  { job, plan }: ReplicationRequest,
  { result, first, replications, runWallMs }: Finished,
): Promise<void> => {
  const engineWallMs = replications.reduce((sum, replication) => sum + replication.engineWallMs, 0);
  const environment = {
    ...describeEnvironment(libraryVersions(), { engineWallMs, runWallMs }),
    workerCount: plan.laneCount,
  };
  const { records, blocks } = first;
  await writeRun(job, { result, records, blocks, replications, environment });
};

/** As of a single run: what broke before its first row has nothing to tell but why. */
const hasResults = (finished: Finished): boolean =>
  finished.result.rounds.length > 0 || isInterrupted(finished);

const isInterrupted = ({ result }: Finished): boolean => result.exitReason === 'interrupted';

const print = ({ job, args, plan, screen }: ReplicationRequest, finished: Finished): void => {
  const { result, summary, replications, failure, verdict } = finished;
  const isBrief = args.quiet || args.json || isStdoutTaken(job.reports);
  if (args.json) process.stdout.write(toJson(result));
  else if (!isBrief && hasResults(finished)) {
    const outcome = verdict.exitCode === 0 ? 'passed' : 'failed';
    const notes = [...replicationNotes(job, finished, plan.laneCount), ...verdict.findings, whereText(job)];
    const options = { color: screen.color, verdict: outcome, notes } as const;
    process.stdout.write(`${replicationsReport(result, summary, replications, options)}\n`);
  }
  const diagnostics = isBrief ? verdict.findings.map((text) => `bench: ${text}`) : [];
  if (failure !== undefined)
    diagnostics.push(describeFailure(failure, { isVerbose: args.verbose, file: job.loaded.file }));
  if (diagnostics.length > 0) process.stderr.write(`${diagnostics.join('\n')}\n`);
};

const whereText = ({ out }: ScenarioJob): string =>
  `results in ${out}: all files of replication 0, and replications.csv`;

const replicationNotes = (
  { loaded, circumstances }: ScenarioJob,
  { result, summary, replications, runWallMs }: Finished,
  workerCount: number,
): string[] => [
  ...auditOwnTable(result),
  `${circumstances}, seed ${loaded.scenario.seed} and those derived from it; ${fixed(runWallMs / 1000, 1)} s of real time with --workers ${workerCount}`,
  ...verifiedNote(replications),
  ...precisionNote(summary),
];

const verifiedNote = (replications: Finished['replications']): string[] => {
  const verified = replications.flatMap(({ verification }) =>
    verification?.verified === true ? [verification] : [],
  );
  if (verified.length === 0 || verified.length < replications.length) return [];
  const receipts = verified.reduce((sum, { transactionCount }) => sum + transactionCount, 0);
  return [`verified: stock ethereumjs agrees on ${receipts} receipts and all ${verified.length} state roots`];
};

const precisionNote = ({ precision }: ReplicationsSummary): string[] =>
  precision?.isReached === true && precision.widest !== null
    ? [`precision: ${widestText(precision.widest)} at most, asked for ${percent(precision.askedRatio)}`]
    : [];
