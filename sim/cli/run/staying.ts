/**
 * `bench run --watch` and `--ui`: commands that stay when their run is over. The first runs again when a file changes that the run was made
 * of, the second serves a page; together the page follows. Ctrl-C ends a run that goes on, with 130; when none does it ends
 * the command, with the exit code of the last run.
 */
import { relative } from 'node:path';
import { BenchError, type ExitCode } from '../../errors.ts';
import { sleepWallMs } from '../../kernel/wall-clock.ts';
import { describeFailure } from '../failure.ts';
import { onSignals } from '../interruption.ts';
import { prepareJobs } from './job.ts';
import { openLiveView } from './live-view.ts';
import type { RunJobs } from './observer.ts';
import type { RunArguments } from './options.ts';
import type { RunSettings } from './settings.ts';
import { changedSince, type Snapshot, snapshot, sourcesOf } from './watched-files.ts';

interface Attempt {
  readonly exitCode: ExitCode;
  readonly isInterrupted: boolean;
  /** Of the files that it was made of, as they were before it began. */
  readonly files: Snapshot;
}

const tickWallMs = 150;

export const stay = async (
  args: RunArguments,
  settings: RunSettings,
  runJobs: RunJobs,
): Promise<ExitCode> => {
  const view = args.ui ? await openLiveView(settings.port) : undefined;
  if (view !== undefined) tell(`the run is at ${view.url}`);

  const attempt = async (copy: string | undefined, former: readonly string[]): Promise<Attempt> => {
    const files = snapshot(await sourcesOf(args, former));
    try {
      const jobs = await prepareJobs(args, settings, copy);
      const used = snapshot(await sourcesOf(args, [], jobs));
      return { ...(await runJobs(jobs, args, settings, view?.observer)), files: used };
    } catch (error) {
      if (
        !args.watch ||
        !(error instanceof BenchError) ||
        (copy === undefined && error.code === 'FILE_MISSING')
      )
        throw error;
      const text = describeFailure(error, { isVerbose: args.verbose });
      process.stderr.write(`${text}\n`);
      view?.fail(text);
      const faulty = snapshot(await sourcesOf(args, error.file === undefined ? [] : [error.file]));
      return { exitCode: error.exitCode, isInterrupted: false, files: new Map([...files, ...faulty]) };
    }
  };

  try {
    let former: readonly string[] = [];
    for (let turn = 0; ; turn += 1) {
      const { exitCode, isInterrupted, files } = await attempt(
        turn === 0 ? undefined : `watch-${turn}`,
        former,
      );
      if (isInterrupted) return exitCode;
      const changed = await nextChange(args.watch ? files : new Map(), () =>
        tell(
          args.watch ? `watching ${files.size} files; Ctrl-C ends` : 'the report stays there until Ctrl-C',
        ),
      );
      if (changed === undefined) return exitCode;
      tell(`${relative('', changed)} has changed`);
      former = [...files.keys()];
    }
  } finally {
    await view?.close();
  }
};

const tell = (text: string): void => void process.stderr.write(`bench: ${text}\n`);

/** The file that has changed, once nothing changes any more; undefined at a signal, which is heeded before `onReady` says so. */
const nextChange = async (files: Snapshot, onReady: () => void): Promise<string | undefined> => {
  let isOver = false;
  const endSignals = onSignals(() => {
    isOver = true;
  });
  onReady();
  try {
    while (!isOver) {
      await sleepWallMs(tickWallMs);
      const changed = changedSince(files);
      if (changed === undefined) continue;
      await untilStill([...files.keys()]);
      return changed;
    }
    return undefined;
  } finally {
    endSignals();
  }
};

/** Editors write a file in more than one step. */
const untilStill = async (paths: readonly string[]): Promise<void> => {
  let before: Snapshot;
  do {
    before = snapshot(paths);
    await sleepWallMs(tickWallMs);
  } while (changedSince(before) !== undefined);
};
