/**
 * What both clocks share: the queue, the processes and the end of the run. A clock adds only when to go on.
 *
 * A run ends between two events: by the first in time of an action that throws, main throwing, a process that throws
 * unobserved, `stop`, a deadlock; else by main's return. An unobserved failure ends the run as a failed event without
 * callbacks does in SimPy (`core.py`, `Environment.step`). "Unobserved" is decided when all microtasks of the event
 * have run, so that it depends neither on timing nor on the garbage collector.
 */
import nodeProcess from 'node:process';
import { BenchError, exitCodes } from '../errors.ts';
import { quantiseMs } from '../units.ts';
import { type Action, createEventHeap, type EventHeap, type QueuedEvent } from './event-heap.ts';
import { createProcess, WitnessedPromise } from './process.ts';
import { type Process, priorities, type Scheduler } from './scheduler.ts';

export interface Clock {
  nowMs(): number;
  /** While the run goes on: something was queued, fell idle, failed or ended. Called often. */
  changed(): void;
}

export interface SchedulerCore {
  readonly scheduler: Scheduler;
  readonly queue: EventHeap;
  /** Whether anything computes or does real work, so that virtual time must stand still. */
  isBusy(): boolean;
  /** Whether there is nothing to go on with; ends the run if its end is due. Ask with all microtasks drained. */
  isOver(): boolean;
  /** Runs an event taken from the queue. Never throws. */
  perform(event: QueuedEvent): void;
  /** Nothing that is known here can bring the run forward. */
  failDeadlocked(): void;
}

interface Failure {
  readonly reason: unknown;
  /** The failure counts only while nobody has asked for the outcome of this promise. */
  readonly promise?: WitnessedPromise<unknown>;
}

const ignore = (): void => {};

export function createSchedulerCore(clock: Clock): SchedulerCore {
  const queue = createEventHeap();
  let phase: 'ready' | 'running' | 'over' = 'ready';
  let busyCount = 0;
  let failures: Failure[] = [];
  let finish: (() => void) | undefined;
  let reject: (reason: unknown) => void = ignore;

  const changed = (): void => {
    if (phase === 'running') clock.changed();
  };
  const occupy = (): void => {
    busyCount += 1;
  };
  const release = (): void => {
    busyCount -= 1;
    changed();
  };
  const fail = (failure: Failure): void => {
    failures.push(failure);
    changed();
  };
  const failDeadlocked = (): void => fail({ reason: new DeadlockError(clock.nowMs(), busyCount) });

  const enqueue = (timeMs: number, action: Action, priority: number = priorities.normal): QueuedEvent => {
    if (!Number.isFinite(timeMs)) throw new EventTimeError(timeMs);
    const event = queue.push(Math.max(quantiseMs(timeMs), clock.nowMs()), priority, action);
    // What an abandoned process still asks for after the end would only pile up.
    if (phase === 'over') queue.clear();
    changed();
    return event;
  };

  const host = { nowMs: clock.nowMs, enqueue, occupy, release };

  const spawn: Scheduler['spawn'] = <T>(body: (process: Process) => Promise<T>): Promise<T> => {
    const promise = new WitnessedPromise<T>((resolve, rejectProcess) => {
      const live = async (): Promise<void> => {
        const { process, end } = createProcess(host);
        try {
          resolve(await body(process));
        } catch (reason) {
          rejectProcess(reason);
          fail({ reason, promise });
        }
        end();
      };
      enqueue(clock.nowMs(), () => void live());
    });
    // Whether a failure is observed is for `isOver` to judge, not for Node's unhandledRejection.
    Promise.prototype.then.call(promise, undefined, ignore);
    return promise;
  };

  const conclude = (settle: () => void): void => {
    phase = 'over';
    queue.clear();
    nodeProcess.off('beforeExit', failDeadlocked);
    settle();
  };

  const isOver = (): boolean => {
    if (phase === 'over') return true;
    if (failures.length > 0) {
      const failure = failures.find(({ promise }) => promise?.isWitnessed !== true);
      failures = [];
      if (failure !== undefined) conclude(() => reject(failure.reason));
    }
    if (phase === 'running' && finish !== undefined) conclude(finish);
    return phase !== 'running';
  };

  const perform = (event: QueuedEvent): void => {
    try {
      const outcome = event.action();
      if (!(outcome instanceof Promise)) return;
      occupy();
      outcome.catch((reason: unknown) => fail({ reason })).then(release);
    } catch (reason) {
      fail({ reason });
    }
  };

  return {
    queue,
    isBusy: () => busyCount > 0,
    isOver,
    perform,
    failDeadlocked,
    scheduler: {
      nowMs: clock.nowMs,
      at: (timeMs, action, priority) => {
        const event = enqueue(timeMs, action, priority);
        return { cancel: () => queue.remove(event) };
      },
      spawn,
      run: (main) => {
        if (phase !== 'ready') return Promise.reject(new SchedulerUsedError());
        phase = 'running';
        // Node is about to exit because nothing is under way: what is awaited will never come.
        nodeProcess.once('beforeExit', failDeadlocked);
        return new Promise((resolveRun, rejectRun) => {
          reject = rejectRun;
          spawn(main).then(
            (value) => {
              finish = () => resolveRun(value);
              changed();
            },
            (reason: unknown) => fail({ reason }),
          );
        });
      },
      stop: (reason) => fail({ reason }),
    },
  };
}

export class DeadlockError extends BenchError {
  override readonly name = 'DeadlockError';

  constructor(timeMs: number, busyCount: number) {
    const [received, hint] =
      busyCount > 0
        ? [
            'awaits a promise that nothing will settle',
            'A process awaits a promise of virtual time through process.join, never directly.',
          ]
        : [
            'has not ended, and no event is queued',
            'Every process is suspended: look for a wake that is never called.',
          ];
    super(`Deadlock at ${timeMs} ms: the run ${received}.`, {
      code: 'SCHEDULER_DEADLOCK',
      exitCode: exitCodes.internal,
      hint,
      problems: [{ path: 'run', expected: 'an event, or the end of main', received }],
    });
  }
}

export class EventTimeError extends BenchError {
  override readonly name = 'EventTimeError';

  constructor(timeMs: number) {
    super(`An event cannot happen at ${timeMs} ms.`, {
      code: 'SCHEDULER_TIME_INVALID',
      exitCode: exitCodes.internal,
      hint: 'Look for a division by zero or an undefined value in the computation of this time.',
      problems: [{ path: 'timeMs', expected: 'a finite number', received: String(timeMs) }],
    });
  }
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
