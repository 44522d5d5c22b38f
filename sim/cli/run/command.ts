/**
 * `bench run`: every scenario or study is loaded and checked before the first one runs, so that bad input leaves nothing behind;
 * then each runs, is written and is printed.
 */
import { libraryVersions } from '../../config/library-version.ts';
import type { ExitCode } from '../../errors.ts';
import { monotonicWallMs } from '../../kernel/wall-clock.ts';
import type { RunResult } from '../../measure/result.ts';
import type { WarmUpMethod } from '../../measure/warm-up.ts';
import { toJson } from '../../report/json.ts';
import { terminalReport } from '../../report/terminal/run.ts';
import { describeEnvironment } from '../../round/environment.ts';
import { type Run, run } from '../../run.ts';
import { describeFailure } from '../failure.ts';
import { onSignals } from '../interruption.ts';
import { isStdoutTaken } from '../report/output.ts';
import { auditOwnTable } from '../report/own-audit.ts';
import { showProgress } from '../run-progress.ts';
import { detectScreen, type Screen } from '../screen.ts';
import { type Verdict, verdictOf, worst } from '../verdict.ts';
import { type Job, type JobEnding, prepareJobs, type ScenarioJob } from './job.ts';
import type { RunJobs, RunObserver } from './observer.ts';
import type { RunArguments } from './options.ts';
import { type RunSettings, settingsOf } from './settings.ts';
import { wantsReports, writeRun } from './writing.ts';

export const runCommand = async (args: RunArguments): Promise<ExitCode> => {
  const settings = settingsOf(args);
  if (!args.watch && !args.ui)
    return (await runJobs(await prepareJobs(args, settings), args, settings)).exitCode;
  const { stay } = await import('./staying.ts');
  return stay(args, settings, runJobs);
};

const runJobs: RunJobs = async (jobs, args, settings, observer) => {
  const screen = detectScreen(args.quiet || args.json);
  const endings: JobEnding[] = [];
  for (const job of jobs) {
    endings.push(await runJob(job, args, settings, screen, observer));
    if (endings.at(-1)?.isInterrupted) break;
  }
  return {
    exitCode: worst(endings.map(({ exitCode }) => exitCode)),
    isInterrupted: endings.at(-1)?.isInterrupted === true,
  };
};

const runJob = async (
  job: Job,
  args: RunArguments,
  settings: RunSettings,
  screen: Screen,
  observer: RunObserver | undefined,
): Promise<JobEnding> => {
  if (job.kind === 'study') {
    const { runStudyJob } = await import('./study-run.ts');
    const ending = await runStudyJob(job, args, screen, observer?.onStudy(job));
    await observer?.onStudyFinished(ending.result);
    return ending;
  }
  const { warmUp, replications: plan } = settings;
  if (plan === undefined) return runOnce(job, args, warmUp, screen, observer);
  const { runReplicated } = await import('./replicated-run.ts');
  return runReplicated({ job, args, settings, plan, screen, observer });
};

const runOnce = async (
  job: ScenarioJob,
  args: RunArguments,
  warmUp: WarmUpMethod,
  screen: Screen,
  observer: RunObserver | undefined,
): Promise<JobEnding> => {
  const { finished, verdict } = await runAndWrite(job, args, warmUp, screen, observer);
  print(job, finished, verdict, args, screen);
  await observer?.onFinished(job, finished);
  return { exitCode: verdict.exitCode, isInterrupted: isInterrupted(finished.result) };
};

/** Signals are heeded until the last file is written: what has run is never lost to one. */
const runAndWrite = async (
  job: ScenarioJob,
  args: RunArguments,
  warmUp: WarmUpMethod,
  screen: Screen,
  observer: RunObserver | undefined,
): Promise<{ readonly finished: Run; readonly verdict: Verdict }> => {
  const endings: (() => void)[] = [];
  const startWallMs = monotonicWallMs();
  try {
    const ran = await run(job.loaded, {
      verification: args.verify ? 'stock' : 'none',
      warmUp,
      onStart: (controls) => {
        observer?.onStart(job, controls);
        endings.push(showProgress(controls, job.loaded.scenario, screen), onSignals(controls.stop));
      },
    });
    const verdict = verdictOf(ran, job.loaded.scenario.rounds);
    const finished = { ...ran, result: { ...ran.result, verdict: verdict.saved } };
    if (hasResults(finished) || wantsReports(job))
      await writeResults(job, finished, monotonicWallMs() - startWallMs);
    return { finished, verdict };
  } finally {
    for (const end of endings) end();
  }
};

const writeResults = async (job: ScenarioJob, finished: Run, runWallMs: number): Promise<void> => {
  const { result, records, blocks, engineWallMs } = finished;
  const environment = describeEnvironment(libraryVersions(), { engineWallMs, runWallMs });
  await writeRun(job, { result, records, blocks, environment });
};

/** A run that broke before its first row has nothing to tell but why; an interrupted one says at least that. */
const hasResults = ({ result }: Run): boolean => result.rounds.length > 0 || isInterrupted(result);

const isInterrupted = ({ exitReason }: RunResult): boolean => exitReason === 'interrupted';

const print = (
  job: ScenarioJob,
  finished: Run,
  verdict: Verdict,
  args: RunArguments,
  screen: Screen,
): void => {
  const { result, failure } = finished;
  const isBrief = args.quiet || args.json || isStdoutTaken(job.reports);
  if (args.json) process.stdout.write(toJson(result));
  else if (!isBrief && hasResults(finished)) {
    const notes = notesOf(job, finished, verdict);
    const outcome = verdict.exitCode === 0 ? 'passed' : 'failed';
    process.stdout.write(`${terminalReport(result, { color: screen.color, verdict: outcome, notes })}\n`);
  }
  const diagnostics = isBrief ? verdict.findings.map((text) => `bench: ${text}`) : [];
  if (failure !== undefined)
    diagnostics.push(describeFailure(failure, { isVerbose: args.verbose, file: job.loaded.file }));
  if (diagnostics.length > 0) process.stderr.write(`${diagnostics.join('\n')}\n`);
};

const reservedNote = ({ reservedGas }: { readonly reservedGas: bigint }): string =>
  reservedGas === 0n
    ? ''
    : `; ${reservedGas} gas of background load, which nobody executes, is taken as given`;

const notesOf = (
  { out, loaded, circumstances }: ScenarioJob,
  { result, verification, engineWallMs }: Run,
  { findings }: Verdict,
): string[] => [
  ...auditOwnTable(result),
  `${circumstances}, seed ${loaded.scenario.seed}; the EVM itself took ${Math.round(engineWallMs)} ms of real time`,
  ...(verification?.verified === true
    ? [
        `verified: stock ethereumjs agrees on ${verification.transactionCount} receipts in ${verification.blockCount} blocks ` +
          `and on state root ${verification.stateRoot}${reservedNote(verification)}`,
      ]
    : []),
  ...findings,
  `results in ${out}`,
];
