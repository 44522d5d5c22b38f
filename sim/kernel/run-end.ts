/**
 * How a run ends, always between two events: by the first in time of an action that throws, main throwing, a process
 * that throws unobserved, `stop`, a deadlock; else by main's return.
 *
 * An unobserved failure ends the run as a failed event without callbacks does in SimPy (`core.py`, `Environment.step`).
 * "Unobserved" is judged when all microtasks of the event have run, so that it depends neither on timing nor on the
 * garbage collector, as Node's `unhandledRejection` would.
 */
import { BenchError, exitCodes } from '../errors.ts';
import type { WitnessedPromise } from './process.ts';

export interface Failure {
  readonly reason: unknown;
  /** The failure counts only while nobody has asked for the outcome of this promise. */
  readonly promise?: WitnessedPromise<unknown>;
}

export interface RunEnd {
  isRunning(): boolean;
  /** Once; `reject` is called if the run is to fail. */
  begin(reject: (reason: unknown) => void): void;
  fail(failure: Failure): void;
  /** `resolve` is called unless a failure comes first. */
  succeed(resolve: () => void): void;
  /** Whether there is nothing to go on with; ends the run if its end is due. Ask with all microtasks drained. */
  isOver(): boolean;
}

/** `onEnd` is called once, before the run settles. */
export function createRunEnd(onEnd: () => void): RunEnd {
  let phase: 'ready' | 'running' | 'over' = 'ready';
  let failures: Failure[] = [];
  let resolve: (() => void) | undefined;
  let reject: ((reason: unknown) => void) | undefined;

  const conclude = (settle: () => void): void => {
    phase = 'over';
    onEnd();
    settle();
  };

  const judge = (): void => {
    const failure = failures.find(({ promise }) => promise?.isWitnessed !== true);
    failures = [];
    if (failure !== undefined) conclude(() => reject?.(failure.reason));
    else if (resolve !== undefined) conclude(resolve);
  };

  return {
    isRunning: () => phase === 'running',
    begin: (rejectRun) => {
      if (phase !== 'ready') throw new SchedulerUsedError();
      phase = 'running';
      reject = rejectRun;
    },
    fail: (failure) => {
      if (phase !== 'over') failures.push(failure);
    },
    succeed: (resolveRun) => {
      resolve = resolveRun;
    },
    isOver: () => {
      if (phase === 'running' && (failures.length > 0 || resolve !== undefined)) judge();
      return phase !== 'running';
    },
  };
}

export class SchedulerUsedError extends BenchError {
  override readonly name = 'SchedulerUsedError';

  constructor() {
    super('A scheduler runs once: its queue and its clock belong to one run.', {
      code: 'SCHEDULER_USED',
      exitCode: exitCodes.internal,
      hint: 'Create a new scheduler for a new run, or do everything in one main.',
      problems: [{ path: 'run', expected: 'the first call', received: 'a further call' }],
    });
  }
}
