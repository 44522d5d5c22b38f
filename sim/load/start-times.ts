/** Rate controllers without a round, for tests: plans, and when the calls of one would start. */
import type { RandomStream } from '../kernel/random.ts';
import { createRandom } from '../kernel/random-stream.ts';
import type { LoadPlan, RateController } from './rate-controller.ts';

export const random = (): RandomStream => createRandom(7).fork('rate');
export const byCount = (txCount: number, startMs = 0): LoadPlan => ({
  startMs,
  txCount,
  durationMs: undefined,
});
export const byDuration = (durationMs: number, startMs = 0): LoadPlan => ({
  startMs,
  txCount: undefined,
  durationMs,
});

/** When the calls of a plan start if each ends `serviceMs` after its start: what the round's driver does. */
export const startTimes = (rate: RateController, plan: LoadPlan, serviceMs = 0.5): number[] => {
  const pacer = rate.begin(random(), plan);
  const endMs = plan.durationMs === undefined ? Number.POSITIVE_INFINITY : plan.startMs + plan.durationMs;
  const times: number[] = [];
  let nowMs = plan.startMs;
  while (times.length < (plan.txCount ?? 1e6)) {
    const completedCount = times.filter((timeMs) => timeMs + serviceMs <= nowMs).length;
    const due = pacer.due(times.length, { nowMs, startedCount: times.length, completedCount });
    if (due.kind === 'blocked') {
      nowMs = Math.min(times[completedCount] as number) + serviceMs;
      if (due.untilMs !== undefined) nowMs = Math.min(nowMs, due.untilMs);
      if (nowMs >= endMs) return times;
    } else {
      if (due.timeMs >= endMs) return times;
      times.push(due.timeMs);
      nowMs = Math.max(nowMs, due.timeMs);
    }
  }
  return times;
};
