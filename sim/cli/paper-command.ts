/**
 * `bench paper`: the study that comes with the program. It is loaded like any author's file, runs experiment by
 * experiment, is written and is printed. What it finds out about the paper fails nothing.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { checkClaim } from '../audit/claims/claim.ts';
import { libraryVersion, libraryVersions } from '../config/library-version.ts';
import { loadProject, type Project } from '../config/project.ts';
import { type ExitCode, exitCodes } from '../errors.ts';
import { monotonicWallMs } from '../kernel/wall-clock.ts';
import { toJson } from '../report/json.ts';
import { studyFiles } from '../report/study-files.ts';
import { studyReport } from '../report/study-terminal.ts';
import { prepareOutput } from '../report/writer.ts';
import { describeEnvironment } from '../round/environment.ts';
import type { RunControls } from '../run.ts';
import { endingOf } from '../run-ending.ts';
import { createSimulator } from '../simulation.ts';
import { type LoadedStudy, loadStudy } from '../study/loading.ts';
import { createStudyResult, type StudyResult } from '../study/result.ts';
import { chooseExperiments, runStudy, type StudyPlan } from '../study/run-study.ts';
import { packageRoot, version } from '../version.ts';
import { describeFailure } from './failure.ts';
import { type Interruption, onSignals } from './interruption.ts';
import { readWhole } from './option-reader.ts';
import { namesIn, type PaperArguments } from './paper-options.ts';
import { detectScreen, type Screen } from './screen.ts';
import { showStudyProgress } from './study-progress.ts';

export const paperCommand = async (args: PaperArguments): Promise<ExitCode> => {
  const seed = readWhole('paper', '--seed', args.seed, 0);
  const project = await loadProject(args.config);
  const loaded = await loadStudy(studyFile(), home);
  const experiments = chooseExperiments(loaded.study, namesIn(args.only));
  const out = args.out ?? join('results', loaded.study.name);
  const folder = await prepareOutput(out);
  const screen = detectScreen(args.quiet || args.json);
  const plan = { study: loaded.study, experiments, seed: seed ?? project.seed };

  const startWallMs = monotonicWallMs();
  const { outcome, engineWallMs } = await perform(plan, loaded, project, screen);
  const { failure } = outcome;
  const fingerprint = fingerprintOf(loaded);
  const result = createStudyResult(
    loaded.study,
    { seed: plan.seed, fingerprint, exitReason: endingOf(failure) },
    outcome,
  );
  if (result.experiments.length > 0 || result.exitReason === 'interrupted') {
    const runWallMs = monotonicWallMs() - startWallMs;
    await folder.write(
      studyFiles(result, describeEnvironment(libraryVersions(), { engineWallMs, runWallMs })),
    );
    print(result, out, args, screen);
  }
  if (failure === undefined) return exitCodes.ok;
  process.stderr.write(`${describeFailure(failure, { isVerbose: args.verbose })}\n`);
  return failure.exitCode;
};

const home = join(packageRoot, 'scenarios', 'paper');

/** In a checkout the study runs as it is; in an installed package, where Node strips no types, its build does. */
const studyFile = (): string => {
  const source = join(home, 'study.ts');
  return existsSync(source) ? source : join(packageRoot, 'dist', 'scenarios', 'paper', 'study.js');
};

/** Signals end the run that goes on, and the study with it. */
const perform = async (plan: StudyPlan, loaded: LoadedStudy, project: Project, screen: Screen) => {
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
    seed: plan.seed,
    onRun: (controls, scenario, label) => {
      current = controls;
      if (interruption !== undefined) controls.stop(interruption);
      return progress.watch(controls, scenario, label);
    },
  });
  try {
    const outcome = await runStudy(plan, {
      audit: loaded.audit,
      checkClaim: (claim) => checkClaim(claim, loaded.tables),
      simulate,
      progress: progress.tell,
      onExperiment: (experiment) => {
        if (interruption !== undefined) throw interruption;
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

const print = (result: StudyResult, out: string, args: PaperArguments, { color }: Screen): void => {
  if (args.json) process.stdout.write(toJson(result));
  else if (!args.quiet) {
    const notes = [`seed ${result.seed}; to read: ${join(out, `${result.name}.md`)}; figures in ${out}`];
    process.stdout.write(`${studyReport(result, { color, notes })}\n`);
  }
};
