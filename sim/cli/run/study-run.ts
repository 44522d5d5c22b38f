/**
 * How a study is run, by `bench paper` and by `bench run` alike: experiment by experiment, then written, then printed. What it
 * finds out about a publication fails nothing.
 */
import { join } from 'node:path';
import { libraryVersion, libraryVersions } from '../../config/library-version.ts';
import { exitCodes } from '../../errors.ts';
import { monotonicWallMs } from '../../kernel/wall-clock.ts';
import { toJson } from '../../report/json.ts';
import { studyAnnotations } from '../../report/reporters/annotations.ts';
import { studyFiles } from '../../report/study-files.ts';
import { studyPage } from '../../report/study-page.ts';
import { studyReport } from '../../report/terminal/study.ts';
import { describeEnvironment } from '../../round/environment.ts';
import { endingOf } from '../../run-ending.ts';
import type { LoadedStudy } from '../../study/loading.ts';
import { createStudyResult, type StudyOutcome, type StudyResult } from '../../study/result.ts';
import { version } from '../../version.ts';
import { describeFailure } from '../failure.ts';
import { makeStudyReports } from '../report/making.ts';
import { deliver, filesInFolder, isStdoutTaken } from '../report/output.ts';
import type { Screen } from '../screen.ts';
import { endingFinding, verdictFrom } from '../verdict.ts';
import type { JobEnding } from './job.ts';
import { type StudyObserver, together } from './observer.ts';
import { executeStudy, heedSignals } from './study-execution.ts';
import type { StudyJob } from './study-job.ts';
import { showStudyProgress } from './study-progress.ts';
import { wantsReports } from './writing.ts';

/** What of it is shown, by options that every command has. */
export interface StudyShown {
  readonly json: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
}

export interface StudyEnding extends JobEnding {
  readonly result: StudyResult;
}

export const runStudyJob = async (
  job: StudyJob,
  shown: StudyShown,
  screen: Screen,
  observer?: StudyObserver,
): Promise<StudyEnding> => {
  const { result, failure } = await runAndWrite(job, screen, observer);
  if (hasResults(result)) print(job, result, shown, screen);
  if (failure !== undefined)
    process.stderr.write(`${describeFailure(failure, { isVerbose: shown.verbose })}\n`);
  const isInterrupted = result.exitReason === 'interrupted';
  return { exitCode: failure?.exitCode ?? exitCodes.ok, isInterrupted, result };
};

/** Signals are heeded until the last file is written. */
const runAndWrite = async (job: StudyJob, screen: Screen, observer: StudyObserver | undefined) => {
  const startWallMs = monotonicWallMs();
  const signals = heedSignals();
  const progress = showStudyProgress(screen);
  const watching = observer === undefined ? progress : together(progress, observer);
  try {
    const { outcome, engineWallMs } = await executeStudy(job, signals, watching).finally(progress.end);
    const result = resultOf(job, outcome);
    const runWallMs = monotonicWallMs() - startWallMs;
    if (hasResults(result) || wantsReports(job))
      await writeStudy(job, result, describeEnvironment(libraryVersions(), { engineWallMs, runWallMs }));
    return { result, failure: outcome.failure };
  } finally {
    signals.end();
  }
};

const hasResults = ({ experiments, exitReason }: StudyResult): boolean =>
  experiments.length > 0 || exitReason === 'interrupted';

/** What kept the study from its end is told of the experiment that it happened in. */
const resultOf = ({ loaded, seed, experiments }: StudyJob, outcome: StudyOutcome): StudyResult => {
  const { failure } = outcome;
  const about = experiments[outcome.experiments.length]?.id ?? 'study';
  const findings = failure === undefined ? [] : [{ ...endingFinding(failure), about }];
  return createStudyResult(
    loaded.study,
    {
      ...{ seed, fingerprint: fingerprintOf(loaded), exitReason: endingOf(failure) },
      verdict: verdictFrom(findings, undefined).saved,
    },
    outcome,
  );
};

/** A reporter that broke throws, when all else is written. */
const writeStudy = async (job: StudyJob, result: StudyResult, environment: unknown): Promise<void> => {
  const { folder, reports, step, file } = job;
  const { texts, failure } = await makeStudyReports(reports, savedForm(result));
  await folder.write([...studyFiles(result, environment), ...filesInFolder(texts)]);
  await deliver(texts);
  step?.tell(studyPage(result), studyAnnotations(result, file));
  if (failure !== undefined) throw failure;
};

/** As "bench report" reads it, so that both make the same bytes. */
const savedForm = (result: StudyResult): StudyResult => JSON.parse(toJson(result)) as StudyResult;

const fingerprintOf = ({ sourceHash }: LoadedStudy): StudyResult['fingerprint'] => ({
  toolMajor: Number(version.split('.')[0]),
  evmLibrary: `@ethereumjs/vm ${libraryVersion('@ethereumjs/vm')}`,
  compiler: `solc ${libraryVersion('solc')}`,
  studyHash: sourceHash,
});

const print = (
  { out, reports }: StudyJob,
  result: StudyResult,
  { json, quiet }: StudyShown,
  { color }: Screen,
): void => {
  if (json) process.stdout.write(toJson(result));
  else if (!quiet && !isStdoutTaken(reports)) {
    const notes = [`seed ${result.seed}; to read: ${join(out, `${result.name}.md`)}; figures in ${out}`];
    process.stdout.write(`${studyReport(result, { color, notes })}\n`);
  }
};
