/**
 * How transactions get from the clients' node to the pools of the others: each once, and to each node in the order in which
 * they were sent, as over one connection. What a pool refuses there is lost to that node.
 */
import type { Transaction } from '../ethereum/transaction.ts';
import type { Scheduler } from '../kernel/scheduler.ts';
import type { Channel } from '../network/channel.ts';
import type { Mempool } from '../pool/mempool.ts';

export interface GossipTarget {
  readonly node: number;
  readonly pool: Mempool;
}

export const createTransactionGossip = (
  scheduler: Pick<Scheduler, 'nowMs' | 'at'>,
  channel: Channel,
  origin: number,
  targets: readonly GossipTarget[],
): ((transaction: Transaction) => void) => {
  const lastArrivalMs = targets.map(() => 0);
  return (transaction) => {
    const arrivals = channel.send(origin, scheduler.nowMs(), transaction.raw.length);
    for (const [index, { node, pool }] of targets.entries()) {
      const timeMs = Math.max(arrivals(node), lastArrivalMs[index] as number);
      lastArrivalMs[index] = timeMs;
      scheduler.at(timeMs, () => void pool.add(transaction));
    }
  };
};
