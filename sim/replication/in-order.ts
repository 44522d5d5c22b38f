/**
 * Numbered jobs in several lanes, with an outcome that does not depend on how many lanes there are: jobs begin in the
 * order of their numbers, and the first one in that order to fail is the last whose outcome counts. What has begun
 * beyond it is abandoned; what comes before it is waited for.
 */
export interface NumberedJobs<T> {
  /** From `from` to `to`, the latter excluded. */
  readonly from: number;
  readonly to: number;
  /** Each does one job at a time, and gives undefined when the signal ended it. The first lane takes the first job. */
  readonly lanes: readonly ((index: number, signal: AbortSignal) => Promise<T | undefined>)[];
  readonly isFailed: (outcome: T) => boolean;
  /** Ends all of it; what is done by then counts. */
  readonly signal: AbortSignal;
  /** The reason that an abandoned job is given. */
  readonly abandonment: unknown;
}

/** The outcomes in the order of their numbers. With an aborted signal there may be gaps. */
export const runInOrder = async <T>(jobs: NumberedJobs<T>): Promise<readonly T[]> => {
  const { lanes, isFailed, signal } = jobs;
  const outcomes = new Map<number, T>();
  const running = new Map<number, AbortController>();
  let next = jobs.from;
  let end = jobs.to;

  const endAfter = (failedIndex: number): void => {
    end = Math.min(end, failedIndex + 1);
    for (const [index, controller] of running) if (index >= end) controller.abort(jobs.abandonment);
  };

  const work = async (lane: (typeof lanes)[number]): Promise<void> => {
    while (next < end && !signal.aborted) {
      const index = next++;
      const controller = new AbortController();
      running.set(index, controller);
      const outcome = await lane(index, AbortSignal.any([signal, controller.signal]));
      running.delete(index);
      if (outcome === undefined) continue;
      outcomes.set(index, outcome);
      if (isFailed(outcome)) endAfter(index);
    }
  };

  await Promise.all(lanes.map(work));
  return [...outcomes]
    .filter(([index]) => index < end)
    .sort(([a], [b]) => a - b)
    .map(([, outcome]) => outcome);
};
