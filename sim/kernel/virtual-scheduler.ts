/**
 * The scheduler in virtual time: it takes the event with the least (timeMs, priority, sequence), jumps to its time and
 * runs it. The same program gives the same order of events on every machine and under every load.
 *
 * Model: every event has a turn of Node's event loop to itself, one `setImmediate` callback. Node drains all
 * microtasks between two such callbacks (since version 11), so all that follows from an event through promises,
 * however deep the chain, belongs to its instant. If something is still busy after that, it does real work:
 * no event is taken until it asks the scheduler again or ends. Nothing polls; real time is not looked at.
 *
 * Turns are requested in batches, because a batch costs one round of the event loop (which would be most of an event's
 * cost). Between batches Node serves signals and I/O, so that an interrupt reaches a run that is never idle. Batches
 * grow while time flows; real work starts them afresh, so that it does not wait for turns that nobody can use.
 */
import type { Scheduler } from './scheduler.ts';
import { createSchedulerCore } from './scheduler-core.ts';

const largestBatch = 128;

export function createVirtualScheduler(): Scheduler {
  let nowMs = 0;
  let turnCount = 0;
  let batchSize = 1;

  const requestTurns = (): void => {
    if (turnCount > 0) return;
    for (; turnCount < batchSize; turnCount += 1) setImmediate(takeTurn);
    batchSize = Math.min(2 * batchSize, largestBatch);
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
    if (core.isOver()) return;
    if (core.isBusy()) {
      batchSize = 1;
      return;
    }
    advance();
    requestTurns();
  };

  return core.scheduler;
}
