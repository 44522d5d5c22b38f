/** How rounds and runs end, as the summary wants to hear of it. */
import { BenchError, exitCodes } from './errors.ts';
import type { NetworkWatch } from './measure/network-figures.ts';
import type { Recorder } from './measure/recorder.ts';
import { type ExitReason, type RoundSummary, summariseRound } from './measure/summary.ts';
import type { WarmUpMethod } from './measure/warm-up.ts';
import type { ResolvedRound } from './round/plan.ts';
import type { RoundOutcome } from './round/round.ts';

/** Makes the summaries of one run's rounds from the rows recorded so far. */
export interface RoundSummariser {
  completed(index: number, outcome: RoundOutcome): RoundSummary;
  /** The round in which the run broke off, if it had sent anything: what there is, marked for what it is. */
  interrupted(index: number, endMs: number, failure: BenchError): RoundSummary[];
}

export const createSummariser = (
  recorder: Recorder,
  rounds: readonly ResolvedRound[],
  warmUp: WarmUpMethod,
  network: NetworkWatch | undefined,
): RoundSummariser => {
  const planOf = (index: number) => {
    const { label, rate, txCount } = rounds[index] as ResolvedRound;
    return { plan: { index, label, targetRateTps: rate.targetTps, warmUp, network }, txCount };
  };
  return {
    completed: (index, { startMs, endMs, droppedCount, ending }) => {
      const exitReason = ending === 'completed' ? 'completed' : 'timeout';
      return summariseRound(recorder, {
        ...planOf(index).plan,
        startMs,
        endMs,
        dropped: droppedCount,
        exitReason,
      });
    },
    interrupted: (index, endMs, failure) => {
      const { from, to } = recorder.roundRows(index);
      if (index >= rounds.length || from === to) return [];
      recorder.closeRound(index);
      const { plan, txCount } = planOf(index);
      const startMs = recorder.record(from).intendedMs;
      const started = to - from;
      const dropped = Math.max(0, (txCount ?? started) - started);
      return [summariseRound(recorder, { ...plan, startMs, endMs, dropped, exitReason: endingOf(failure) })];
    },
  };
};

export const endingOf = (failure: BenchError | undefined): ExitReason => {
  if (failure === undefined) return 'completed';
  const isSignal = failure.exitCode === exitCodes.interrupted || failure.exitCode === exitCodes.terminated;
  return isSignal ? 'interrupted' : 'failed';
};

/** What ended a run early, as an error that can be reported; anything untyped is a fault of ours. */
export const failureOf = (thrown: unknown): BenchError => {
  if (thrown instanceof BenchError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new BenchError(`internal error: ${message}`, {
    code: 'INTERNAL',
    exitCode: exitCodes.internal,
    hint: 'this is a fault of chronobench: please report it with what --verbose prints',
    cause: thrown,
  });
};
