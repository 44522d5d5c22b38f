/**
 * The map of a run with replications: lanes → replication 0 here, the others wherever there is room → more of them
 * until they are precise enough → summary. How many there are never depends on the number of lanes, so neither does
 * any number.
 */
import type { LoadedScenario } from '../config/resolution.ts';
import { BenchError, exitCodes } from '../errors.ts';
import { isOpen, type Precision, precisionOf, replicationsPerStep } from '../measure/precision.ts';
import { replicateRounds } from '../measure/replicated-round.ts';
import { type ReplicationsSummary, summariseReplications } from '../measure/replications.ts';
import { addReplications, type RunResult } from '../measure/result.ts';
import { type Run, run } from '../run.ts';
import { endingOf } from '../run-ending.ts';
import { runInOrder } from './in-order.ts';
import { type Lane, openLanes, stopOn } from './lanes.ts';
import { outcomeOf, ReplicationFailed, type ReplicationOutcome, type ReplicationTask } from './replicate.ts';
import { replicationSeed } from './seeds.ts';

export interface ReplicationPlan {
  readonly minimumCount: number;
  /** The same, unless a precision is asked for. */
  readonly maximumCount: number;
  /** Of the mean, such as 0.01; undefined: the minimum is the count. */
  readonly askedRatio: number | undefined;
  readonly laneCount: number;
}

export type TaskTemplate = Omit<ReplicationTask, 'index' | 'seed'>;

/** What may look at the replications, or end them, while they go on. */
export interface ReplicationControls {
  readonly stop: (reason: BenchError) => void;
  readonly progress: () => { readonly doneCount: number; readonly plannedCount: number };
}

export interface ReplicatedRun {
  /** With the summary as its section. */
  readonly result: RunResult;
  readonly summary: ReplicationsSummary;
  /** Replication 0, with its rows. */
  readonly first: Run;
  /** Completed ones, in order. */
  readonly replications: readonly ReplicationOutcome[];
  /** Why they ended early: the first in order that failed, or what stopped them. */
  readonly failure: BenchError | undefined;
}

export const runReplications = async (
  loaded: LoadedScenario,
  template: TaskTemplate,
  plan: ReplicationPlan,
  onStart: (controls: ReplicationControls) => void,
): Promise<ReplicatedRun> => {
  const abort = new AbortController();
  const { signal } = abort;
  const state = { doneCount: 0, plannedCount: plan.minimumCount };
  onStart({ stop: (reason) => abort.abort(reason), progress: () => state });

  let first: Run | undefined;
  const runFirst = async (): Promise<ReplicationOutcome | undefined> => {
    const { verification, warmUp } = template;
    first = await run(loaded, { verification, warmUp, onStart: ({ stop }) => stopOn(signal, stop) });
    return signal.aborted && first.failure !== undefined ? undefined : outcomeOf(0, first);
  };
  const laneOf = (lane: Lane) => async (index: number, ending: AbortSignal) => {
    const task = { ...template, index, seed: replicationSeed(loaded.scenario.seed, index) };
    const outcome = await (index === 0 ? runFirst() : lane(task, ending));
    if (outcome !== undefined) state.doneCount += 1;
    return outcome;
  };

  const opened = openLanes(Math.min(plan.laneCount, mostAtOnce(plan)));
  const lanes = opened.lanes.map(laneOf);
  const outcomes: ReplicationOutcome[] = [];
  try {
    for (let from = 0; ; from = state.plannedCount) {
      if (from > 0) state.plannedCount = Math.min(from + replicationsPerStep, plan.maximumCount);
      const to = state.plannedCount;
      outcomes.push(...(await runInOrder({ from, to, lanes, isFailed, signal, abandonment })));
      const precision = precisionAt(outcomes, plan);
      if (signal.aborted || outcomes.some(isFailed) || precision === undefined) break;
      if (!isOpen(precision, to)) break;
    }
  } finally {
    await opened.close();
  }
  const replications = outcomes.filter((outcome) => !isFailed(outcome));
  const isInterrupted = signal.aborted && outcomes.length < state.plannedCount;
  const failure = isInterrupted ? (signal.reason as BenchError) : failureIn(outcomes);
  const summary = summariseReplications(replications, precisionAt(replications, plan));
  const result = addReplications((first as Run).result, summary, endingOf(failure));
  return { result, summary, first: first as Run, replications, failure };
};

const mostAtOnce = ({ minimumCount, askedRatio }: ReplicationPlan): number =>
  askedRatio === undefined ? minimumCount : Math.max(minimumCount, replicationsPerStep);

const isFailed = ({ failure }: ReplicationOutcome): boolean => failure !== undefined;

const failureIn = (outcomes: readonly ReplicationOutcome[]): BenchError | undefined => {
  const failed = outcomes.find(isFailed);
  return failed?.failure === undefined ? undefined : new ReplicationFailed(failed, failed.failure);
};

const precisionAt = (
  replications: readonly ReplicationOutcome[],
  { askedRatio, maximumCount }: ReplicationPlan,
): Precision | undefined =>
  askedRatio === undefined
    ? undefined
    : precisionOf(replicateRounds(replications.map(({ rounds }) => rounds)), { askedRatio, maximumCount });

/** Nobody hears of it: an earlier replication has failed. */
const abandonment = new BenchError('abandoned, as an earlier replication failed', {
  code: 'ABANDONED',
  exitCode: exitCodes.scenarioFailed,
});
