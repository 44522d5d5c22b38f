/** Wall-clock time that code really took, for reports about ourselves. Nothing in virtual time may depend on it. */
export interface Stopwatch {
  /** Adds the time until the returned promise settles. */
  measure<T>(work: () => Promise<T>): Promise<T>;
  totalWallMs(): number;
}

const nanosecondsPerMs = 1e6;

/** Milliseconds on the monotonic clock, from an arbitrary origin. */
export const monotonicWallMs = (): number => Number(process.hrtime.bigint()) / nanosecondsPerMs;

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
