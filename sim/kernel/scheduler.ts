/**
 * The scheduler port: everything that waits asks it for time. Two implementations: `virtual-scheduler` pops the event
 * with the least (timeMs, priority, sequence) and jumps to it; `wall-scheduler` waits for it. The same code runs on both.
 *
 * Actions are callbacks; processes are ordinary async functions that suspend only through their `Process` argument.
 * In virtual time exactly one of them runs at a moment. Real asynchronous work inside an action or a process freezes
 * virtual time; it cannot reorder events.
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
}

export interface Scheduler {
  nowMs(): number;
  /** Runs `action` at `timeMs` (or now, if that is past). A promise it returns is awaited before time moves on. */
  at(timeMs: number, action: () => void | Promise<void>, priority?: number): Timer;
  /** Starts a process now. The returned promise settles with it; do not await it inside another process: use `join`. */
  spawn<T>(body: (process: Process) => Promise<T>): Promise<T>;
  /** Runs until `main` ends or `stop` is called; events still queued then are discarded. */
  run<T>(main: (process: Process) => Promise<T>): Promise<T>;
  /** Ends `run` with `reason` as its rejection, before the next event. */
  stop(reason: Error): void;
}
