/**
 * `bench run`: every scenario is loaded and checked before the first one runs, so that bad input leaves nothing behind;
 * then each runs, is written and is printed.
 */
import { join } from 'node:path';
import { libraryVersions } from '../config/library-version.ts';
import { loadProject } from '../config/project.ts';
import { type LoadedScenario, loadScenario } from '../config/resolution.ts';
import type { ExitCode } from '../errors.ts';
import { monotonicWallMs } from '../kernel/wall-clock.ts';
import { toJson } from '../report/json.ts';
import { resultFiles } from '../report/result-files.ts';
import { terminalReport } from '../report/terminal.ts';
import { type OutputFolder, prepareOutput } from '../report/writer.ts';
import { describeEnvironment } from '../round/environment.ts';
import { type Run, run } from '../run.ts';
import { describeFailure } from './failure.ts';
import { onSignals } from './interruption.ts';
import { auditOwnTable } from './own-audit.ts';
import { parseSeed, type RunArguments } from './run-options.ts';
import { showProgress } from './run-progress.ts';
import { detectScreen, type Screen } from './screen.ts';
import { type Verdict, verdictOf, worst } from './verdict.ts';

interface Job {
  readonly loaded: LoadedScenario;
  readonly out: string;
  readonly folder: OutputFolder;
}

export const runCommand = async (args: RunArguments): Promise<ExitCode> => {
  const jobs = await prepareJobs(args);
  const screen = detectScreen(args.quiet || args.json);
  const exitCodes: ExitCode[] = [];
  for (const job of jobs) {
    const finished = await runJob(job, args, screen);
    const verdict = verdictOf(finished, job.loaded.scenario.rounds);
    exitCodes.push(verdict.exitCode);
    print(job, finished, verdict, args, screen);
    if (isInterrupted(finished)) break;
  }
  return worst(exitCodes);
};

const prepareJobs = async (args: RunArguments): Promise<Job[]> => {
  const seed = parseSeed(args.seed);
  const project = await loadProject(args.config);
  const { chain, filter, out } = args;
  const jobs: Job[] = [];
  for (const file of args.scenario) {
    const loaded = await loadScenario(file, project, { seed, chain, filter });
    const folder = outputOf(loaded, out, args.scenario.length);
    jobs.push({ loaded, out: folder, folder: await prepareOutput(folder) });
  }
  return jobs;
};

/** One scenario takes the folder that was named; several take one each in it. */
const outputOf = ({ scenario }: LoadedScenario, out: string | undefined, scenarioCount: number): string => {
  if (out === undefined) return join('results', scenario.name);
  return scenarioCount === 1 ? out : join(out, scenario.name);
};

/** Signals are heeded until the last file is written: what has run is never lost to one. */
const runJob = async (job: Job, args: RunArguments, screen: Screen): Promise<Run> => {
  const endings: (() => void)[] = [];
  const startWallMs = monotonicWallMs();
  try {
    const finished = await run(job.loaded, {
      verification: args.verify ? 'stock' : 'none',
      onStart: (controls) => {
        endings.push(showProgress(controls, job.loaded.scenario, screen), onSignals(controls.stop));
      },
    });
    if (hasResults(finished)) await writeResults(job, finished, monotonicWallMs() - startWallMs);
    return finished;
  } finally {
    for (const end of endings) end();
  }
};

const writeResults = async ({ folder }: Job, finished: Run, runWallMs: number): Promise<void> => {
  const { result, records, blocks, engineWallMs } = finished;
  const environment = describeEnvironment(libraryVersions(), { engineWallMs, runWallMs });
  await folder.write(resultFiles({ result, records, blocks, environment }));
};

/** A run that broke before its first row has nothing to tell but why; an interrupted one says at least that. */
const hasResults = (finished: Run): boolean => finished.result.rounds.length > 0 || isInterrupted(finished);

const isInterrupted = ({ result }: Run): boolean => result.exitReason === 'interrupted';

const print = (job: Job, finished: Run, verdict: Verdict, args: RunArguments, screen: Screen): void => {
  const { result, failure } = finished;
  if (args.json) process.stdout.write(toJson(result));
  else if (!args.quiet && hasResults(finished)) {
    const notes = notesOf(job, finished, verdict);
    const outcome = verdict.exitCode === 0 ? 'passed' : 'failed';
    process.stdout.write(`${terminalReport(result, { color: screen.color, verdict: outcome, notes })}\n`);
  }
  const diagnostics = args.quiet || args.json ? verdict.findings.map((text) => `bench: ${text}`) : [];
  if (failure !== undefined)
    diagnostics.push(describeFailure(failure, { isVerbose: args.verbose, file: job.loaded.file }));
  if (diagnostics.length > 0) process.stderr.write(`${diagnostics.join('\n')}\n`);
};

const notesOf = (
  { out, loaded }: Job,
  { result, verification, engineWallMs }: Run,
  { findings }: Verdict,
): string[] => [
  ...auditOwnTable(result),
  `chain ${loaded.profile.name}, seed ${loaded.scenario.seed}; the EVM itself took ${Math.round(engineWallMs)} ms of real time`,
  ...(verification?.verified === true
    ? [
        `verified: stock ethereumjs agrees on ${verification.transactionCount} receipts in ${verification.blockCount} blocks ` +
          `and on state root ${verification.stateRoot}`,
      ]
    : []),
  ...findings,
  `results in ${out}`,
];
