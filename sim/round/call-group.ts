import type { RandomStream } from '../kernel/random.ts';
import type { Process } from '../kernel/scheduler.ts';
import { createContext } from './context.ts';
import type { ResolvedRound } from './plan.ts';
import { placed, standstillError } from './scenario-error.ts';
import { openWindow, type RowSink } from './window.ts';
import { createClientWorkers } from './worker.ts';
import type { World } from './world.ts';

/**
 * The calls of one round: starts each as a process, counts them, keeps the first error that one throws, and lets the
 * round's own process sleep until something has happened among them. A call ends when its workload returns or throws;
 * a send that the workload did not wait for still counts as open.
 */
export interface CallGroup {
  start(dueMs: number): void;
  counts(): { readonly startedCount: number; readonly completedCount: number };
  hasFailed(): boolean;
  /** Nothing is under way: also true at once when a call has thrown. */
  isAllEnded(): boolean;
  /** Until the time comes, or a call has thrown, or `isEnough` holds after the end of a call or a send. */
  sleep(untilMs: number, isEnough: () => boolean): Promise<void>;
  sleepUntilCompletion(untilMs: number): Promise<void>;
  /** Closes the window; throws what a call has thrown. */
  close(): void;
}

export interface CallGroupOptions {
  /** Of the round; it alone may sleep here. */
  readonly process: Process;
  readonly world: World;
  readonly round: ResolvedRound;
  readonly roundIndex: number;
  readonly random: RandomStream;
  readonly rows: RowSink;
}

export const createCallGroup = (options: CallGroupOptions): CallGroup => {
  const { process, world, round, roundIndex, random, rows } = options;
  let startedCount = 0;
  let completedCount = 0;
  let failure: Error | undefined;
  let check = (): void => {};

  const workers = createClientWorkers(world.scenario.client);
  const window = openWindow({ roundIndex, label: round.label, workers, rows, onEnd: () => check() });
  const site = { ...world, window };
  const isStandingStill = createStandstillDetector();

  const live = async (own: Process, index: number, dueMs: number): Promise<void> => {
    const call = { index, dueMs, random: random.fork(`call ${index}`) };
    try {
      await round.workload(createContext(site, own, call));
    } catch (thrown) {
      failure ??= placed(`round '${round.label}', call ${index}`, thrown);
    }
    completedCount += 1;
    // A plan by count ends all the same.
    if (round.txCount === undefined && isStandingStill(dueMs, own.nowMs()))
      failure ??= standstillError(round.label);
    check();
  };

  const sleep: CallGroup['sleep'] = (untilMs, isEnough) =>
    process.suspend((wake) => {
      const timer = world.scheduler.at(untilMs, () => wake());
      check = () => {
        if (failure === undefined && !isEnough()) return;
        timer.cancel();
        wake();
      };
    });

  return {
    start: (dueMs) => {
      const index = startedCount++;
      void world.scheduler.spawn((own) => live(own, index, dueMs));
    },
    counts: () => ({ startedCount, completedCount }),
    hasFailed: () => failure !== undefined,
    isAllEnded: () => failure !== undefined || (completedCount === startedCount && window.openCount() === 0),
    sleep,
    sleepUntilCompletion: (untilMs) => {
      const before = completedCount;
      return sleep(untilMs, () => completedCount > before);
    },
    close: () => {
      window.close();
      if (failure !== undefined) throw failure;
    },
  };
};

/** So many calls in one instant, each ending where it began, and a closed loop by duration will never end. */
const idleCallLimit = 10_000;

const createStandstillDetector = (): ((startMs: number, endMs: number) => boolean) => {
  let instantMs = Number.NaN;
  let idleCount = 0;
  return (startMs, endMs) => {
    idleCount = startMs === endMs && endMs === instantMs ? idleCount + 1 : 0;
    instantMs = endMs;
    return idleCount >= idleCallLimit;
  };
};
