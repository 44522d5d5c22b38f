/** How rounds and runs end, as the summary wants to hear of it. */
import { BenchError, exitCodes } from './errors.ts';
import type { NetworkWatch } from './measure/network-figures.ts';
import type { Recorder } from './measure/recorder.ts';
import { type ExitReason, type RoundSummary, summariseRound } from './measure/summary.ts';
import type { ResolvedRound, ResolvedScenario } from './round/plan.ts';
import type { RoundOutcome } from './round/round.ts';

export const summariseCompleted = (
  recorder: Recorder,
  index: number,
  { label, rate }: ResolvedRound,
  outcome: RoundOutcome,
  network: NetworkWatch | undefined,
): RoundSummary =>
  summariseRound(recorder, {
    index,
    label,
    targetRateTps: rate.targetTps,
    startMs: outcome.startMs,
    endMs: outcome.endMs,
    dropped: outcome.droppedCount,
    exitReason: outcome.ending === 'completed' ? 'completed' : 'timeout',
    network,
  });

/** The round in which a run broke off, if it had sent anything: what there is, marked for what it is. */
export const summariseInterrupted = (
  recorder: Recorder,
  { rounds }: ResolvedScenario,
  index: number,
  endMs: number,
  failure: BenchError,
  network: NetworkWatch | undefined,
): RoundSummary[] => {
  const round = rounds[index];
  const { from, to } = recorder.roundRows(index);
  if (round === undefined || from === to) return [];
  recorder.closeRound(index);
  const startMs = recorder.record(from).intendedMs;
  const started = to - from;
  const dropped = Math.max(0, (round.txCount ?? started) - started);
  const exitReason = endingOf(failure);
  const { label, rate } = round;
  return [
    summariseRound(recorder, {
      index,
      label,
      targetRateTps: rate.targetTps,
      startMs,
      endMs,
      dropped,
      exitReason,
      network,
    }),
  ];
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
