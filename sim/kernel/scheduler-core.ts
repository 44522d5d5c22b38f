/**
 * What both clocks share: the queue, the processes and the deadlock. A clock adds only when to take the next event.
 */
import nodeProcess from 'node:process';
import { BenchError, exitCodes } from '../errors.ts';
import { quantiseMs } from '../units.ts';
import { type Action, createEventHeap, type EventHeap, type QueuedEvent } from './event-heap.ts';
import { createProcess, WitnessedPromise } from './process.ts';
import { createRunEnd, type Failure } from './run-end.ts';
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

const ignore = (): void => {};

export function createSchedulerCore(clock: Clock): SchedulerCore {
  const queue = createEventHeap();
  let busyCount = 0;

  const changed = (): void => {
    if (runEnd.isRunning()) clock.changed();
  };
  const fail = (failure: Failure): void => {
    runEnd.fail(failure);
    changed();
  };
  const failDeadlocked = (): void => fail({ reason: new DeadlockError(clock.nowMs(), busyCount) });
  const runEnd = createRunEnd(() => {
    queue.clear();
    nodeProcess.off('beforeExit', failDeadlocked);
  });

  const enqueue = (timeMs: number, action: Action, priority: number = priorities.normal): QueuedEvent => {
    if (!Number.isFinite(timeMs)) throw new EventTimeError(timeMs);
    const event = queue.push(Math.max(quantiseMs(timeMs), clock.nowMs()), priority, action);
    changed();
    return event;
  };

  const host = {
    nowMs: clock.nowMs,
    enqueue,
    occupy: () => {
      busyCount += 1;
    },
    release: () => {
      busyCount -= 1;
      changed();
    },
  };

  const spawn: Scheduler['spawn'] = <T>(body: (process: Process) => Promise<T>): Promise<T> => {
    const promise = new WitnessedPromise<T>((resolve, reject) => {
      const live = async (): Promise<void> => {
        const { process, end } = createProcess(host);
        try {
          resolve(await body(process));
        } catch (reason) {
          reject(reason);
          fail({ reason, promise });
        }
        end();
      };
      enqueue(clock.nowMs(), () => void live());
    });
    // Whether a failure is observed is judged when the run's end is, not by Node's unhandledRejection.
    Promise.prototype.then.call(promise, undefined, ignore);
    return promise;
  };

  const run: Scheduler['run'] = <T>(main: (process: Process) => Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      runEnd.begin(reject);
      // Node is about to exit because nothing is under way: what is awaited will never come.
      nodeProcess.once('beforeExit', failDeadlocked);
      spawn(main).then(
        (value) => {
          runEnd.succeed(() => resolve(value));
          changed();
        },
        (reason: unknown) => fail({ reason }),
      );
    });

  const perform = (event: QueuedEvent): void => {
    try {
      const outcome = event.action();
      if (!(outcome instanceof Promise)) return;
      host.occupy();
      outcome.catch((reason: unknown) => fail({ reason })).then(host.release);
    } catch (reason) {
      fail({ reason });
    }
  };

  const at: Scheduler['at'] = (timeMs, action, priority) => {
    const event = enqueue(timeMs, action, priority);
    return { cancel: () => queue.remove(event) };
  };

  return {
    scheduler: { nowMs: clock.nowMs, at, spawn, run, stop: (reason) => fail({ reason }) },
    queue,
    isBusy: () => busyCount > 0,
    isOver: runEnd.isOver,
    perform,
    failDeadlocked,
  };
}

export class DeadlockError extends BenchError {
  override readonly name = 'DeadlockError';

  constructor(timeMs: number, busyCount: number) {
    const [received, hint] =
      busyCount > 0
        ? [
            'awaits a promise that nothing will settle',
            'A scenario waits through its context alone: send, read, delay. (Inside: process.join.)',
          ]
        : [
            'has not ended, and no event is queued',
            'Every process is suspended: look for a wake that is never called.',
          ];
    super(`Deadlock at ${timeMs} ms: the run ${received}.`, {
      code: 'SCHEDULER_DEADLOCK',
      exitCode: busyCount > 0 ? exitCodes.scenarioFailed : exitCodes.internal,
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
