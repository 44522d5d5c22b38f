/**
 * The scheduler on the wall clock, for systems that cannot be simulated, such as a real node behind JSON-RPC.
 *
 * Model: time 0 is the call of `run`. Events keep their absolute times and their order; one that is late runs at once,
 * and its lateness is not handed on to the next (no drift). Each event has a turn of the event loop to itself, as in
 * virtual time. Differences that nobody can remove: time does not stand still during real work, an event runs at or
 * after its time instead of exactly at it, and a run whose processes all wait is not deadlocked as long as Node has
 * anything under way, because an answer may come from outside.
 */

import { quantiseMs } from '../units.ts';
import type { Scheduler } from './scheduler.ts';
import { createSchedulerCore } from './scheduler-core.ts';

/** Node's timers count whole milliseconds; what remains is spent in turns of the event loop, where I/O goes on. */
const timerResolutionMs = 1;
/** The longest delay that `setTimeout` takes; a longer one is waited for in pieces. */
const longestTimeoutMs = 2 ** 31 - 1;

export function createWallScheduler(): Scheduler {
  let startWallMs: number | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isTurnRequested = false;

  const nowMs = (): number => (startWallMs === undefined ? 0 : quantiseMs(performance.now() - startWallMs));

  const requestTurn = (): void => {
    if (isTurnRequested) return;
    isTurnRequested = true;
    clearTimeout(timer);
    setImmediate(takeTurn);
  };

  const core = createSchedulerCore({ nowMs, changed: requestTurn });

  const takeTurn = (): void => {
    isTurnRequested = false;
    const next = core.queue.peek();
    if (core.isOver() || next === undefined) return;
    const remainingMs = next.timeMs - nowMs();
    if (remainingMs >= timerResolutionMs) {
      timer = setTimeout(requestTurn, Math.min(Math.floor(remainingMs), longestTimeoutMs));
      return;
    }
    if (remainingMs <= 0) {
      core.queue.remove(next);
      core.perform(next);
    }
    requestTurn();
  };

  return {
    ...core.scheduler,
    run: (main) => {
      startWallMs ??= performance.now();
      return core.scheduler.run(main);
    },
  };
}
