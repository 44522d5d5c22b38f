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
  readonly progress: () => ReplicationProgress;
  /** Those that are done by now, in the order in which they were. */
  readonly done: () => readonly ReplicationOutcome[];
}

interface ReplicationProgress {
  readonly doneCount: number;
  readonly plannedCount: number;
  /** Precision may take more than are planned now. */
  readonly mayGrow: boolean;
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
  const done: ReplicationOutcome[] = [];
  let plannedCount = plan.minimumCount;
  const mayGrow = (): boolean => plan.askedRatio !== undefined && plannedCount < plan.maximumCount;
  const progress = () => ({ doneCount: done.length, plannedCount, mayGrow: mayGrow() });
  onStart({ stop: (reason) => abort.abort(reason), progress, done: () => done });

  const first = createFirst(loaded, template, signal);
  const laneOf = (lane: Lane) => async (index: number, ending: AbortSignal) => {
    const task = { ...template, index, seed: replicationSeed(loaded.scenario.seed, index) };
    const outcome = await (index === 0 ? first.replicate() : lane(task, ending));
    if (outcome !== undefined) done.push(outcome);
    return outcome;
  };

  const { lanes, close } = openLanes(Math.min(plan.laneCount, mostAtOnce(plan)));
  const outcomes: ReplicationOutcome[] = [];
  try {
    let isOver = false;
    for (let from = 0; !isOver; from = plannedCount) {
      if (from > 0) plannedCount = Math.min(from + replicationsPerStep, plan.maximumCount);
      const jobs = { from, to: plannedCount, lanes: lanes.map(laneOf), isFailed, signal, abandonment };
      outcomes.push(...(await runInOrder(jobs)));
      isOver = signal.aborted || outcomes.some(isFailed) || isEnough(outcomes, plan);
    }
  } finally {
    await close();
  }
  const isInterrupted = signal.aborted && outcomes.length < plannedCount;
  const failure = isInterrupted ? (signal.reason as BenchError) : failureIn(outcomes);
  return summarise(first.finished(), outcomes, plan, failure);
};

/** Replication 0 runs here whatever the lanes, because its rows are wanted; they would be dear to hand over. */
const createFirst = (loaded: LoadedScenario, { verification, warmUp }: TaskTemplate, signal: AbortSignal) => {
  let finished: Run | undefined;
  return {
    replicate: async (): Promise<ReplicationOutcome | undefined> => {
      finished = await run(loaded, { verification, warmUp, onStart: ({ stop }) => stopOn(signal, stop) });
      return signal.aborted && finished.failure !== undefined ? undefined : outcomeOf(0, finished);
    },
    /** When the lanes have ended: it is the first that they take. */
    finished: () => finished as Run,
  };
};

const summarise = (
  first: Run,
  outcomes: readonly ReplicationOutcome[],
  plan: ReplicationPlan,
  failure: BenchError | undefined,
): ReplicatedRun => {
  const replications = outcomes.filter((outcome) => !isFailed(outcome));
  const summary = summariseReplications(replications, precisionAt(replications, plan));
  const result = addReplications(first.result, summary, endingOf(failure));
  return { result, summary, first, replications, failure };
};

const isEnough = (outcomes: readonly ReplicationOutcome[], plan: ReplicationPlan): boolean => {
  const precision = precisionAt(outcomes, plan);
  return precision === undefined || !isOpen(precision, outcomes.length);
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
