/**
 * One process: an async function together with the requests by which it waits.
 *
 * Model: a process is *busy* while it lives and has no request (delay, suspend, join) outstanding: it computes, or it
 * does real work. Virtual time stands still while any process is busy. Each request ends in one queued event, which
 * makes the process busy again before it settles the request's promise.
 * Limit: a process that does real work while it also waits (one side of a Promise.race, say) is not seen to be busy;
 * such work belongs into an action or a process of its own.
 */
import type { Action } from './event-heap.ts';
import type { Process } from './scheduler.ts';

/** What a process needs of its scheduler. */
export interface ProcessHost {
  nowMs(): number;
  enqueue(timeMs: number, action: Action): void;
  /** One more, or one less, is busy. */
  occupy(): void;
  release(): void;
}

export interface ProcessHandle {
  readonly process: Process;
  /** The body has ended; what it left behind no longer holds up time. */
  end(): void;
}

type Settle<T> = (value: T) => void;
type Register<T> = (resolve: Settle<T>, reject: Settle<unknown>) => void;

/** Starts busy. */
export function createProcess(host: ProcessHost): ProcessHandle {
  let requestCount = 0;
  let hasEnded = false;
  host.occupy();

  const ask = (): void => {
    if (requestCount === 0 && !hasEnded) host.release();
    requestCount += 1;
  };
  const answered = (): void => {
    requestCount -= 1;
    if (requestCount === 0 && !hasEnded) host.occupy();
  };

  const delay = (durationMs: number): Promise<void> =>
    new Promise((resolve) => {
      host.enqueue(host.nowMs() + durationMs, () => {
        answered();
        resolve();
      });
      ask();
    });

  /** Waits for whichever of the two callbacks is called first; the process resumes through the queue. */
  const waitFor = <T>(register: Register<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      let isCalled = false;
      const resume = (settle: () => void): void => {
        if (isCalled) return;
        isCalled = true;
        host.enqueue(host.nowMs(), () => {
          answered();
          settle();
        });
      };
      ask();
      try {
        register(
          (value) => resume(() => resolve(value)),
          (reason) => resume(() => reject(reason)),
        );
      } catch (error) {
        resume(() => reject(error));
      }
    });

  return {
    process: {
      nowMs: host.nowMs,
      delay,
      suspend: waitFor,
      join: (promise) => waitFor((resolve, reject) => void promise.then(resolve, reject)),
    },
    end: () => {
      hasEnded = true;
      if (requestCount === 0) host.release();
    },
  };
}

/** The promise of a process. It remembers whether anyone has asked for its outcome. */
export class WitnessedPromise<T> extends Promise<T> {
  // What is derived from it is an ordinary promise.
  static override get [Symbol.species](): PromiseConstructor {
    return Promise;
  }

  isWitnessed = false;

  // biome-ignore lint/suspicious/noThenProperty: it is a promise, and asking is calling `then`.
  override then<A = T, B = never>(
    onFulfilled?: ((value: T) => A | PromiseLike<A>) | null,
    onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    this.isWitnessed = true;
    return super.then(onFulfilled, onRejected);
  }
}
