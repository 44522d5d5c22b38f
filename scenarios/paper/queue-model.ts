/**
 * The simulated chain under one kind of transaction, as a queue that can be computed at once: what takes the simulator a
 * second takes this a fraction of a millisecond, so that an optimiser can ask it thousands of times. It is exact: in
 * whole microseconds, on which the simulator's times lie too.
 *
 *   send i is due at i/S ─▶ the client prepares it ─▶ it waits for a block ─▶ the client handles its receipt
 *
 * The client is one worker that does one thing after another, first come, first served: preparing a transaction takes
 * p, handling a receipt r; with r = 0 receipts do not queue. Blocks come at I, 2I, …, the sends beginning at 0, and each
 * takes the first b of what was submitted before it. A delay counts from the instant at which a send is due, as
 * Caliper's does, which stamps a transaction before it prepares it.
 */
export interface Offered {
  /** N */
  readonly count: number;
  /** S */
  readonly sendTps: number;
}

export interface Queue {
  /** I */
  readonly intervalUs: number;
  /** b */
  readonly transactionsPerBlock: number;
  /** p */
  readonly preparationUs: number;
  /** r */
  readonly receiptUs: number;
}

/** The columns of a published table. */
export interface Figures {
  readonly sendRateTps: number;
  readonly maxDelayS: number;
  readonly minDelayS: number;
  readonly avgDelayS: number;
  readonly throughputTps: number;
}

const usPerS = 1_000_000;

export const queueFigures = ({ count, sendTps }: Offered, queue: Queue): Figures => {
  const { intervalUs, transactionsPerBlock, preparationUs, receiptUs } = queue;
  const dueUs = (index: number): number => Math.round((index * usPerS) / sendTps);
  const submittedUs = new Float64Array(count);
  let [prepared, served, freeUs] = [0, 0, 0];
  let [sumUs, leastUs, mostUs, lastUs] = [0, Number.POSITIVE_INFINITY, 0, 0];

  const work = (nowUs: number, durationUs: number): number => {
    freeUs = Math.max(nowUs, freeUs) + durationUs;
    return freeUs;
  };

  for (let blockUs = intervalUs; served < count; blockUs += intervalUs) {
    // What is due at the very instant of a block asks the client after the block's receipts, as in the simulator.
    for (; prepared < count && dueUs(prepared) < blockUs; prepared += 1)
      submittedUs[prepared] = work(dueUs(prepared), preparationUs);
    const last = Math.min(prepared, served + transactionsPerBlock);
    for (; served < last && (submittedUs[served] as number) < blockUs; served += 1) {
      const endUs = receiptUs === 0 ? blockUs : work(blockUs, receiptUs);
      const delayUs = endUs - dueUs(served);
      sumUs += delayUs;
      leastUs = Math.min(leastUs, delayUs);
      mostUs = Math.max(mostUs, delayUs);
      lastUs = Math.max(lastUs, endUs);
    }
  }
  return {
    sendRateTps: (count * usPerS) / dueUs(count - 1),
    maxDelayS: mostUs / usPerS,
    minDelayS: leastUs / usPerS,
    avgDelayS: sumUs / count / usPerS,
    throughputTps: (count * usPerS) / lastUs,
  };
};
