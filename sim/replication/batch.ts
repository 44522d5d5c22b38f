/** Runs that have nothing to do with each other, in as many lanes as are allowed: one that fails ends no other. */
import { runInOrder } from './in-order.ts';
import { type Lane, openLanes } from './lanes.ts';
import type { ReplicationOutcome, ReplicationTask } from './replicate.ts';

export interface Batch {
  /** Their numbers are their places in the list, which gives each modules of its own. */
  readonly tasks: readonly Omit<ReplicationTask, 'index'>[];
  readonly laneCount: number;
  /** Ends all of it; what is done by then counts. */
  readonly signal: AbortSignal;
  readonly onDone: () => void;
}

/** At the place of each task its outcome; undefined where the signal came first. */
export const runBatch = async ({
  tasks,
  laneCount,
  signal,
  onDone,
}: Batch): Promise<readonly (ReplicationOutcome | undefined)[]> => {
  const { lanes, close } = openLanes(Math.min(laneCount, tasks.length));
  const laneOf = (lane: Lane) => async (index: number, ending: AbortSignal) => {
    const task = tasks[index] as (typeof tasks)[number];
    const outcome = await lane({ ...task, index }, ending);
    if (outcome !== undefined) onDone();
    return outcome;
  };
  try {
    const jobs = { from: 0, to: tasks.length, isFailed: () => false, abandonment: undefined, signal };
    const outcomes = await runInOrder({ ...jobs, lanes: lanes.map(laneOf) });
    const byIndex = new Map(outcomes.map((outcome) => [outcome.index, outcome]));
    return tasks.map((_, index) => byIndex.get(index));
  } finally {
    await close();
  }
};
