/**
 * Room in a pool: what has to go before something new may come, and what has to go because of it. Other people's
 * transactions are executable and each from a sender of its own, so they count as pending, and are never the ones that a
 * sender has too many of.
 */
import { type Refusal, refused } from './admission.ts';
import type { LaneBook } from './lane-book.ts';
import type { MempoolProfile } from './mempool-profile.ts';
import { offersNoMore, type PriceIndex } from './pool-limits.ts';
import type { Offer, PooledTransaction } from './pooled-transaction.ts';
import type { SenderLane } from './sender-lane.ts';

export interface PoolCapacity {
  /** When the pool is full the cheapest goes, if the newcomer offers more. `isQueued`: it would wait behind a nonce gap. */
  makeRoom(newcomer: Offer, isQueued: boolean): Refusal | undefined;
  /** Evicts until all limits hold. The newcomer goes quietly: its sender is told by a refusal. */
  enforce(lane?: SenderLane, newcomer?: PooledTransaction): Refusal | undefined;
}

export interface PoolCapacityOptions {
  readonly limits: MempoolProfile;
  readonly lanes: LaneBook;
  readonly crowdCount: () => number;
  readonly prices: PriceIndex;
  readonly evict: (offer: Offer) => void;
  /** Takes it out and tells nobody. */
  readonly withdraw: (pooled: PooledTransaction) => void;
}

export const createPoolCapacity = (options: PoolCapacityOptions): PoolCapacity => {
  const { limits, lanes, crowdCount, prices, evict, withdraw } = options;
  const { maxPending, maxQueued, maxQueuedPerSender } = limits;

  const overflowing = (lane?: SenderLane): PooledTransaction | undefined => {
    if (lane !== undefined && lane.queuedCount > maxQueuedPerSender) return lane.highestQueued();
    const longest = lanes.pendingCount() + crowdCount() > maxPending ? lanes.mostPending() : undefined;
    if (longest !== undefined) return longest.lastPending();
    return lanes.queuedCount() > maxQueued ? lanes.leastActiveQueued()?.highestQueued() : undefined;
  };

  const enforce: PoolCapacity['enforce'] = (lane, newcomer) => {
    let refusal: Refusal | undefined;
    for (let victim = overflowing(lane); victim !== undefined; victim = overflowing(lane)) {
      if (victim !== newcomer) evict(victim);
      else {
        const isSenders = lane !== undefined && lane.queuedCount > maxQueuedPerSender;
        refusal = isSenders
          ? refused('senderLimit', `the sender has ${maxQueuedPerSender} transactions behind a nonce gap`)
          : refused('poolFull', 'the pool is full, and no sender has more waiting than this one');
        withdraw(newcomer);
      }
    }
    return refusal;
  };

  const makeRoom: PoolCapacity['makeRoom'] = (newcomer, isQueued) => {
    if (lanes.pendingCount() + lanes.queuedCount() + crowdCount() < maxPending + maxQueued) return undefined;
    const cheapest = prices.cheapest();
    if (cheapest === undefined) return refused('poolFull', 'the pool has no room at all');
    if (offersNoMore(newcomer, cheapest))
      return refused('underpriced', 'the pool is full, and all in it offer as much or more');
    const victims = cheapest.transaction && lanes.get(cheapest.transaction.sender);
    const isExecutable = cheapest.transaction === undefined || victims?.isPending(cheapest.transaction.nonce);
    if (isQueued && isExecutable)
      return refused(
        'poolFull',
        'the pool is full, and a nonce gap may not displace executable transactions',
      );
    evict(cheapest);
    if (victims !== undefined) enforce(victims); // those behind it are behind a gap now
    return undefined;
  };

  return { makeRoom, enforce };
};
