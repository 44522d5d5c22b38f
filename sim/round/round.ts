import { sampleMs } from '../kernel/distributions.ts';
import type { RandomStream } from '../kernel/random.ts';
import type { Process } from '../kernel/scheduler.ts';
import { type CallGroup, createCallGroup } from './call-group.ts';
import type { ResolvedRound } from './plan.ts';
import type { RowSink } from './window.ts';
import type { World } from './world.ts';

/**
 * One round: asks the pacer when each call of the workload is due, starts it then as a process of its own, and waits
 * until all calls and their sends have ended or the round's timeout has passed, whichever is first. What is
 * unconfirmed then stays pending; calls that a plan by count wanted and that were never started count as dropped.
 * A call starts at its due time whatever became of those before it (an open loop), unless the controller itself waits
 * for completions.
 */
export interface RoundOutcome {
  readonly startMs: number;
  readonly endMs: number;
  readonly ending: 'completed' | 'timedOut';
  readonly startedCount: number;
  /** Calls that ended within the round; those started and not ended were abandoned. */
  readonly completedCount: number;
  /** Calls of a plan by count that were never started. */
  readonly droppedCount: number;
}

/** Rejects with a `ScenarioError` when a call of the workload throws. */
export const runRound = async (
  process: Process,
  world: World,
  round: ResolvedRound,
  roundIndex: number,
  rows: RowSink,
): Promise<RoundOutcome> => {
  const random = world.random.fork(`round ${roundIndex}`);
  await process.delay(pauseMs(round, random));
  const startMs = process.nowMs();
  const deadlineMs = startMs + round.timeoutMs;
  const group = createCallGroup({ process, world, round, roundIndex, random, rows });

  await startCalls(process, group, round, random.fork('rate'), deadlineMs);
  if (!group.isAllEnded()) await group.sleep(deadlineMs, group.isAllEnded);
  const isAllEnded = group.isAllEnded();
  group.close();

  const { startedCount, completedCount } = group.counts();
  const droppedCount = (round.txCount ?? startedCount) - startedCount;
  const ending = isAllEnded && droppedCount === 0 ? 'completed' : 'timedOut';
  return { startMs, endMs: process.nowMs(), ending, startedCount, completedCount, droppedCount };
};

const pauseMs = ({ pauseMs: pause }: ResolvedRound, random: RandomStream): number =>
  typeof pause === 'number' ? pause : sampleMs(pause, random.fork('pause'));

/** Starts each call when it is due, until the plan or the time is over or a call has thrown. */
const startCalls = async (
  process: Process,
  group: CallGroup,
  { rate, txCount, durationMs }: ResolvedRound,
  random: RandomStream,
  deadlineMs: number,
): Promise<void> => {
  const startMs = process.nowMs();
  const pacer = rate.begin(random, { startMs, txCount, durationMs });
  const endMs = Math.min(deadlineMs, startMs + (durationMs ?? Number.POSITIVE_INFINITY));
  for (let index = 0; index < (txCount ?? Number.POSITIVE_INFINITY); ) {
    const due = pacer.due(index, { nowMs: process.nowMs(), ...group.counts() });
    if (due.kind === 'at' && due.timeMs >= endMs) return;
    if (due.kind === 'blocked') await group.sleepUntilCompletion(Math.min(due.untilMs ?? endMs, endMs));
    else if (due.timeMs > process.nowMs()) await group.sleep(due.timeMs, () => false);
    if (group.hasFailed() || process.nowMs() >= endMs) return;
    if (due.kind === 'blocked') continue;
    group.start(due.timeMs);
    index += 1;
  }
};
