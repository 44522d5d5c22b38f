/**
 * The lanes that replications run in, one per core in use. The first is this thread, which has everything loaded and
 * compiled already and would only wait otherwise; the others are threads of a pool. A lane takes one task at a time.
 */
import { Piscina } from 'piscina';
import { BenchError, exitCodes } from '../errors.ts';
import { failedOutcome, type ReplicationOutcome, type ReplicationTask, replicate } from './replicate.ts';

/** Settles with undefined when the signal ends it. */
export type Lane = (task: ReplicationTask, signal: AbortSignal) => Promise<ReplicationOutcome | undefined>;

export interface Lanes {
  readonly lanes: readonly Lane[];
  close(): Promise<void>;
}

export const openLanes = (laneCount: number): Lanes => {
  const threadCount = laneCount - 1;
  if (threadCount === 0) return { lanes: [ownLane], close: async () => {} };
  const pool = new Piscina<ReplicationTask, ReplicationOutcome>({
    filename: threadFile,
    minThreads: threadCount,
    maxThreads: threadCount,
    // A thread that waits for a task by Atomics.wait stops whatever else it has under way.
    atomics: 'disabled',
  });
  const threadLane: Lane = (task, signal) =>
    pool.run(task, { signal }).catch((error: unknown) => {
      if (signal.aborted) return undefined;
      return failedOutcome(task.index, task.seed, new ThreadDied(error));
    });
  return {
    lanes: [ownLane, ...new Array<Lane>(threadCount).fill(threadLane)],
    close: () => pool.destroy(),
  };
};

/** Sources and build have their own form of the file. */
const threadFile = new URL(import.meta.url.endsWith('.ts') ? './thread.ts' : './thread.js', import.meta.url)
  .href;

const ownLane: Lane = async (task, signal) => {
  const outcome = await replicate(task, ({ stop }) => stopOn(signal, stop));
  return signal.aborted && outcome.failure !== undefined ? undefined : outcome;
};

/** Stops a run of this thread when the signal comes, or at once when it has come. */
export const stopOn = (signal: AbortSignal, stop: (reason: BenchError) => void): void => {
  const end = (): void => stop(signal.reason as BenchError);
  if (signal.aborted) end();
  else signal.addEventListener('abort', end, { once: true });
};

/** The scenario ended the thread, or there was not enough memory for it. */
export class ThreadDied extends BenchError {
  override readonly name = 'ThreadDied';
  constructor(cause: unknown) {
    super(`its thread ended: ${cause instanceof Error ? cause.message : String(cause)}`, {
      code: 'THREAD_DIED',
      exitCode: exitCodes.scenarioFailed,
      hint: 'fewer --workers need less memory',
      cause,
    });
  }
}
