/**
 * The scheduler port: everything that waits asks it for time. Two implementations: `virtual-scheduler` pops the event
 * with the least (timeMs, priority, sequence) and jumps to it; `wall-scheduler` waits for it. The same code runs on both.
 *
 * Actions are callbacks; processes are ordinary async functions that suspend only through their `Process` argument.
 * In virtual time exactly one of them runs at a moment, and everything that follows from it through promises has
 * happened before the next event. Real asynchronous work inside an action or a process freezes virtual time; it
 * cannot reorder events.
 *
 * Three ways to wait inside a process, and only these:
 * - `delay`, `suspend`: for time, for a condition;
 * - `join(promise)`: for a promise that the passing of time will settle (another process, an answer of the chain);
 * - plain `await`: for real work (a native engine, a file), which stops virtual time until it is done.
 */

/** Lower runs first among events of the same instant. */
export const priorities = { block: 0, normal: 10, observer: 20 } as const;

export interface Timer {
  /** The action will not run; nothing happens when it has run already. */
  cancel(): void;
}

/** The clock as one process sees it. All waiting of a process goes through its own `Process`. */
export interface Process {
  readonly nowMs: () => number;
  delay(durationMs: number): Promise<void>;
  /** Suspends until `wake` is called; the process resumes at the instant of that call, after the events already due. */
  suspend<T>(register: (wake: (value: T) => void) => void): Promise<T>;
  /**
   * Suspends until a promise settles that depends on the passing of time, such as another process, and settles
   * likewise. Awaiting such a promise without `join` looks like real work: virtual time freezes, and it never settles.
   */
  join<T>(promise: PromiseLike<T>): Promise<T>;
}

export interface Scheduler {
  nowMs(): number;
  /** Runs `action` at `timeMs` (or now, if that is past). A promise it returns is awaited before time moves on. */
  at(timeMs: number, action: () => void | Promise<void>, priority?: number): Timer;
  /**
   * Starts a process at this instant, after the events already due. The returned promise settles with it; inside
   * another process await it through `join`. When a process throws and nobody looks at its promise, `run` rejects.
   */
  spawn<T>(body: (process: Process) => Promise<T>): Promise<T>;
  /** Runs until `main` ends or `stop` is called; events still queued then are discarded. Once in a scheduler's life. */
  run<T>(main: (process: Process) => Promise<T>): Promise<T>;
  /** Ends `run` with `reason` as its rejection, before the next event. */
  stop(reason: Error): void;
}
