import type { ClientProfile } from '../chain/profile.ts';

/**
 * The client's workers, which encode, sign and write transactions: `workerCount` servers with one queue, first come
 * first served, each transaction taking `preparationMs`. As all take equally long, the i-th is served by worker
 * i mod workerCount, and the queue is nothing but the time at which each worker is free.
 */
export interface ClientWorkers {
  /** Queues a transaction that asks at `nowMs`; returns when its preparation is done. */
  prepare(nowMs: number): number;
}

export const createClientWorkers = ({ preparationMs, workerCount }: ClientProfile): ClientWorkers => {
  const freeAtMs = new Float64Array(workerCount);
  let turn = 0;
  return {
    prepare: (nowMs) => {
      const doneMs = Math.max(nowMs, freeAtMs[turn] as number) + preparationMs;
      freeAtMs[turn] = doneMs;
      turn = (turn + 1) % workerCount;
      return doneMs;
    },
  };
};
