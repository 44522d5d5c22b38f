/**
 * Who has to go when the pool is over its limits, as in geth's legacypool (core/txpool/legacypool):
 * - too many pending (truncatePending): the sender with the most pending transactions loses its highest nonce, as long
 *   as it has more than it is guaranteed; nobody else loses anything, so the limit may be exceeded;
 * - too many queued (truncateQueue): the sender that was active least recently loses its highest nonces;
 * - pool full (pricedList.Discard): the cheapest of all. geth keeps two price heaps, one by the tip at the current base
 *   fee; this model keeps one, by the highest price offered, then the tip, then the highest nonce, then the latest.
 * Where geth picks at random (map order), this picks the one that got there first. Every operation is O(log n).
 */
import { createHeap, type Heap } from './heap.ts';
import type { Offer } from './pooled-transaction.ts';
import type { SenderLane } from './sender-lane.ts';

export interface LaneLimits {
  /** To be told of every lane after each change, with its counts before it. */
  changed(lane: SenderLane, pendingBefore: number, queuedBefore: number): void;
  /** The lane with the most pending transactions, if that is more than each is guaranteed. */
  mostPending(): SenderLane | undefined;
  /** The lane with queued transactions whose last promotion, or else its first queueing, is the longest ago. */
  leastActiveQueued(): SenderLane | undefined;
}

export const createLaneLimits = (guaranteedPerSender: number): LaneLimits => {
  const lanesByCount = new Map<number, Set<SenderLane>>(); // only counts above the guarantee
  const queuedLanes = new Set<SenderLane>(); // in order of activity
  let highestCount = 0; // no lane has more

  const moveBucket = (lane: SenderLane, before: number, after: number): void => {
    if (before > guaranteedPerSender) lanesByCount.get(before)?.delete(lane);
    if (after <= guaranteedPerSender) return;
    const bucket = lanesByCount.get(after) ?? new Set();
    lanesByCount.set(after, bucket.add(lane));
    highestCount = Math.max(highestCount, after);
  };

  return {
    changed: (lane, pendingBefore, queuedBefore) => {
      if (lane.pendingCount !== pendingBefore) moveBucket(lane, pendingBefore, lane.pendingCount);
      const isActive = queuedBefore === 0 || lane.pendingCount > pendingBefore;
      if (lane.queuedCount === 0 || isActive) queuedLanes.delete(lane);
      if (lane.queuedCount > 0) queuedLanes.add(lane);
    },
    mostPending: () => {
      for (; highestCount > guaranteedPerSender; highestCount -= 1) {
        const bucket = lanesByCount.get(highestCount);
        if (bucket !== undefined && bucket.size > 0) return bucket.values().next().value;
        lanesByCount.delete(highestCount);
      }
      return undefined;
    },
    leastActiveQueued: () => queuedLanes.values().next().value,
  };
};

export interface PriceIndex<Pooled extends Offer = Offer> {
  add(pooled: Pooled): void;
  cheapest(): Pooled | undefined;
}

/** Others' are from senders of their own. */
const nonceOf = ({ transaction }: Offer): number => transaction?.nonce ?? 0;

const isCheaper = (a: Offer, b: Offer): boolean => {
  if (a.maxFeeWei !== b.maxFeeWei) return a.maxFeeWei < b.maxFeeWei;
  if (a.tipWei !== b.tipWei) return a.tipWei < b.tipWei;
  if (nonceOf(a) !== nonceOf(b)) return nonceOf(a) > nonceOf(b);
  return a.sequence > b.sequence;
};

/** geth refuses a newcomer that offers no more than the cheapest, whatever its nonce. */
export const offersNoMore = (newcomer: Offer, cheapest: Offer): boolean =>
  newcomer.maxFeeWei < cheapest.maxFeeWei ||
  (newcomer.maxFeeWei === cheapest.maxFeeWei && newcomer.tipWei <= cheapest.tipWei);

/** Costs nothing until the pool is full for the first time; from then on a heap with stale entries among the live. */
export const createPriceIndex = <Pooled extends Offer>(
  live: () => Iterable<Pooled>,
  isLive: (pooled: Pooled) => boolean,
): PriceIndex<Pooled> => {
  let heap: Heap<Pooled> | undefined;
  let rebuildSize = 0;

  const build = (): Heap<Pooled> => {
    heap = createHeap<Pooled>(isCheaper, [...live()]);
    rebuildSize = 2 * heap.size() + 1;
    return heap;
  };

  return {
    add: (pooled) => {
      heap?.push(pooled);
      if (heap !== undefined && heap.size() > rebuildSize) build();
    },
    cheapest: () => {
      const all = heap ?? build();
      for (let top = all.peek(); top !== undefined; top = all.peek()) {
        if (isLive(top)) return top;
        all.pop();
      }
      return undefined;
    },
  };
};
