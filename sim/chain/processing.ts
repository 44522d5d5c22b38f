/**
 * The node's processing time, as a model: one executor, a server in virtual time that does one piece of work after the
 * other, first come, first served. A piece of work takes `msPerGas` times the gas that it consumed, whether it was a
 * block or a call; with 0 everything is instantaneous.
 *
 * Consequences. A block that is sealed at its slot is seen by clients when its execution time has passed. On `instant`
 * each transaction is a block that waits for the executor, so that the chain is a queue with one deterministic server,
 * of capacity 1 / (gas × msPerGas). A call waits behind the blocks and calls before it, and slows those behind it.
 *
 * Assumptions: time is proportional to gas, whatever the instructions; nothing runs in parallel; decoding, signature
 * checks, admission to the pool and networking take no time; our own EVM's real speed has no influence.
 */
import { priorities, type Scheduler } from '../kernel/scheduler.ts';

/** Does the work, at the virtual instant at which the executor is free for it, and says what it consumed. */
export type Work = () => Consumption | Promise<Consumption>;

export interface Consumption {
  readonly gas: bigint;
  /** What the work leads to; called when its time has passed. */
  readonly finish: () => void;
}

export interface Executor {
  serve(work: Work): void;
}

export const createExecutor = (scheduler: Scheduler, msPerGas: number): Executor => {
  let queue: Work[] = [];
  let next = 0; // what comes before it in the queue has been served
  let isBusy = false;

  const take = (): Work | undefined => {
    if (next * 2 > queue.length) {
      queue = queue.slice(next);
      next = 0;
    }
    const work = queue[next];
    if (work !== undefined) next += 1;
    return work;
  };

  /** Works until something takes time; then an event goes on. */
  const proceed = async (): Promise<void> => {
    for (let work = take(); work !== undefined; work = take()) {
      const { gas, finish } = await work();
      const durationMs = Number(gas) * msPerGas;
      if (durationMs > 0) {
        scheduler.at(scheduler.nowMs() + durationMs, () => conclude(finish), priorities.block);
        return;
      }
      finish();
    }
    isBusy = false;
  };

  const conclude = (finish: () => void): Promise<void> => {
    finish();
    return proceed();
  };

  return {
    serve: (work) => {
      queue.push(work);
      if (isBusy) return;
      isBusy = true;
      scheduler.at(scheduler.nowMs(), proceed, priorities.block);
    },
  };
};
