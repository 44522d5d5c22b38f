/**
 * Wall-clock time, for what we report about ourselves: how long code really took, when a progress line is due. Nothing
 * in virtual time may depend on it.
 */
export interface Stopwatch {
  /** Adds the time until the returned promise settles. */
  measure<T>(work: () => Promise<T>): Promise<T>;
  totalWallMs(): number;
}

const nanosecondsPerMs = 1e6;

/** Milliseconds on the monotonic clock, from an arbitrary origin. */
export const monotonicWallMs = (): number => Number(process.hrtime.bigint()) / nanosecondsPerMs;

/** Milliseconds since 1970, as the machine has them. */
export const unixWallMs = (): number => Date.now();

export const createStopwatch = (): Stopwatch => {
  let totalWallMs = 0;
  return {
    measure: async (work) => {
      const startWallMs = monotonicWallMs();
      try {
        return await work();
      } finally {
        totalWallMs += monotonicWallMs() - startWallMs;
      }
    },
    totalWallMs: () => totalWallMs,
  };
};

/** Keeps the process alive until then. */
export const sleepWallMs = (durationWallMs: number): Promise<void> =>
  new Promise((wake) => setTimeout(wake, durationWallMs));

/** Calls `action` again and again without keeping the process alive; returns how to end it. */
export const everyWallMs = (intervalWallMs: number, action: () => void): (() => void) => {
  const timer = setInterval(action, intervalWallMs).unref();
  return () => clearInterval(timer);
};
