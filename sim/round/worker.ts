import type { ClientProfile } from '../profile/profile.ts';

/**
 * The client's workers, which encode, sign and write transactions and handle their receipts: `workerCount` servers with
 * one queue, first come, first served; a transaction takes `preparationMs`, a receipt `receiptMs`. As each job goes to
 * the worker that is free first, the queue is nothing but the time at which each worker is free.
 */
export interface ClientWorkers {
  /** Queues a transaction that asks at `nowMs`; returns when its preparation is done. */
  prepare(nowMs: number): number;
  /** Queues a receipt that comes at `nowMs`; returns when it is handled. One that takes no time does not queue. */
  handleReceipt(nowMs: number): number;
}

export const createClientWorkers = (client: ClientProfile): ClientWorkers => {
  const { preparationMs, receiptMs, workerCount } = client;
  const freeAtMs = new Float64Array(workerCount);

  const freeFirst = (): number => {
    let first = 0;
    for (let worker = 1; worker < workerCount; worker += 1)
      if ((freeAtMs[worker] as number) < (freeAtMs[first] as number)) first = worker;
    return first;
  };

  const serve = (nowMs: number, durationMs: number): number => {
    const worker = freeFirst();
    const doneMs = Math.max(nowMs, freeAtMs[worker] as number) + durationMs;
    freeAtMs[worker] = doneMs;
    return doneMs;
  };

  return {
    prepare: (nowMs) => serve(nowMs, preparationMs),
    handleReceipt: (nowMs) => (receiptMs === 0 ? nowMs : serve(nowMs, receiptMs)),
  };
};
