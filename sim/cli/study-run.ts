/**
 * How a study is run, by `bench paper` and by `bench run` alike: experiment by experiment, then written, then printed. What it
 * finds out about a publication fails nothing.
 */
import { join } from 'node:path';
import { checkClaim } from '../audit/claims/claim.ts';
import { libraryVersion, libraryVersions } from '../config/library-version.ts';
import type { Project } from '../config/project.ts';
import { type ExitCode, exitCodes } from '../errors.ts';
import { monotonicWallMs } from '../kernel/wall-clock.ts';
import { createMining } from '../mining.ts';
import { toJson } from '../report/json.ts';
import { studyFiles } from '../report/study-files.ts';
import { studyReport } from '../report/study-terminal.ts';
import type { OutputFolder } from '../report/writer.ts';
import { describeEnvironment } from '../round/environment.ts';
import type { RunControls } from '../run.ts';
import { endingOf } from '../run-ending.ts';
import { createSimulator } from '../simulation.ts';
import type { LoadedStudy } from '../study/loading.ts';
import { createStudyResult, type StudyResult } from '../study/result.ts';
import { runStudy } from '../study/run-study.ts';
import type { Experiment } from '../study/study.ts';
import { version } from '../version.ts';
import { describeFailure } from './failure.ts';
import { type Interruption, onSignals } from './interruption.ts';
import type { Screen } from './screen.ts';
import { showStudyProgress } from './study-progress.ts';

export interface StudyJob {
  readonly kind: 'study';
  readonly loaded: LoadedStudy;
  readonly project: Project;
  /** Those to run, in their order. */
  readonly experiments: readonly Experiment[];
  readonly seed: number;
  readonly out: string;
  readonly folder: OutputFolder;
}

/** What of it is shown, by options that every command has. */
export interface StudyShown {
  readonly json: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
}

export interface StudyEnding {
  readonly exitCode: ExitCode;
  readonly isInterrupted: boolean;
}

export const runStudyJob = async (job: StudyJob, shown: StudyShown, screen: Screen): Promise<StudyEnding> => {
  const { loaded, seed, folder } = job;
  const startWallMs = monotonicWallMs();
  const { outcome, engineWallMs } = await perform(job, screen);
  const { failure } = outcome;
  const about = { seed, fingerprint: fingerprintOf(loaded), exitReason: endingOf(failure) };
  const result = createStudyResult(loaded.study, about, outcome);
  const isInterrupted = result.exitReason === 'interrupted';
  if (result.experiments.length > 0 || isInterrupted) {
    const runWallMs = monotonicWallMs() - startWallMs;
    const environment = describeEnvironment(libraryVersions(), { engineWallMs, runWallMs });
    await folder.write(studyFiles(result, environment));
    print(result, job.out, shown, screen);
  }
  if (failure === undefined) return { exitCode: exitCodes.ok, isInterrupted };
  process.stderr.write(`${describeFailure(failure, { isVerbose: shown.verbose })}\n`);
  return { exitCode: failure.exitCode, isInterrupted };
};

/** Signals end the run that goes on, and the study with it. */
const perform = async ({ loaded, project, experiments, seed }: StudyJob, screen: Screen) => {
  const progress = showStudyProgress(screen);
  let interruption: Interruption | undefined;
  let current: RunControls | undefined;
  const endSignals = onSignals((reason) => {
    interruption = reason;
    current?.stop(reason);
  });
  const { simulate, engineWallMs } = createSimulator({
    loaded,
    project,
    seed,
    onRun: (controls, scenario, label) => {
      current = controls;
      if (interruption !== undefined) controls.stop(interruption);
      return progress.watch(controls, scenario, label);
    },
  });
  const heedSignals = (): void => {
    if (interruption !== undefined) throw interruption;
  };
  const { mine, race } = createMining(seed);
  try {
    const plan = { study: loaded.study, experiments, seed };
    const outcome = await runStudy(plan, {
      audit: loaded.audit,
      checkClaim: (claim) => checkClaim(claim, loaded.tables),
      simulate,
      mine: async (request) => {
        heedSignals();
        return mine(request);
      },
      race: async (request) => {
        heedSignals();
        return race(request);
      },
      progress: progress.tell,
      onExperiment: (experiment) => {
        heedSignals();
        progress.begin(experiment);
      },
    });
    return { outcome, engineWallMs: engineWallMs() };
  } finally {
    endSignals();
    progress.end();
  }
};

const fingerprintOf = ({ sourceHash }: LoadedStudy): StudyResult['fingerprint'] => ({
  toolMajor: Number(version.split('.')[0]),
  evmLibrary: `@ethereumjs/vm ${libraryVersion('@ethereumjs/vm')}`,
  compiler: `solc ${libraryVersion('solc')}`,
  studyHash: sourceHash,
});

const print = (result: StudyResult, out: string, { json, quiet }: StudyShown, { color }: Screen): void => {
  if (json) process.stdout.write(toJson(result));
  else if (!quiet) {
    const notes = [`seed ${result.seed}; to read: ${join(out, `${result.name}.md`)}; figures in ${out}`];
    process.stdout.write(`${studyReport(result, { color, notes })}\n`);
  }
};
