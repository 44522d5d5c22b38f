/**
 * The scheduler in virtual time: it takes the event with the least (timeMs, priority, sequence), jumps to its time and
 * runs it. The same program gives the same order of events on every machine and under every load.
 *
 * Model: every event has a turn of Node's event loop to itself, one `setImmediate` callback. Node drains all
 * microtasks between two such callbacks (since version 11), so all that follows from an event through promises,
 * however deep the chain, belongs to its instant. If something is still busy after that, it does real work:
 * no event is taken until it asks the scheduler again or ends. Nothing polls; real time is not looked at.
 *
 * Turns are requested in batches because a batch costs one round of the event loop (a tenth of the time per event);
 * between batches Node serves signals and I/O, so that an interrupt reaches a run that is never idle.
 */
import type { Scheduler } from './scheduler.ts';
import { createSchedulerCore } from './scheduler-core.ts';

const turnsPerBatch = 128;

export function createVirtualScheduler(): Scheduler {
  let nowMs = 0;
  let turnCount = 0;

  const requestTurns = (): void => {
    if (turnCount > 0) return;
    turnCount = turnsPerBatch;
    for (let index = 0; index < turnsPerBatch; index += 1) setImmediate(takeTurn);
  };

  const core = createSchedulerCore({ nowMs: () => nowMs, changed: requestTurns });

  const advance = (): void => {
    const event = core.queue.pop();
    if (event === undefined) {
      core.failDeadlocked();
      return;
    }
    nowMs = event.timeMs;
    core.perform(event);
  };

  const takeTurn = (): void => {
    turnCount -= 1;
    if (core.isOver() || core.isBusy()) return;
    advance();
    requestTurns();
  };

  return core.scheduler;
}
