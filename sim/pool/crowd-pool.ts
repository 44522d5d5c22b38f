/**
 * Other people's transactions at one node, in the order of their arrival there. All are executable, each is from a sender
 * of its own. One that finds the pool full and offers no more than the cheapest in it is dropped, and so is the cheapest when a
 * dearer one comes; of either it makes no difference whose it is.
 *
 * Invariant: arrived = waiting + in blocks of the node's branch + dropped. One that another node has put into a block
 * after this one had dropped it is no longer among the dropped.
 */
import type { BackgroundTransaction } from './background.ts';
import type { PoolCapacity } from './pool-capacity.ts';
import type { PriceIndex } from './pool-limits.ts';
import type { PooledBackground } from './pooled-transaction.ts';

export interface CrowdPool {
  count(): number;
  /** In blocks of the node's branch. */
  includedCount(): number;
  droppedCount(): number;
  /** In order of arrival. */
  waiting(): Iterable<PooledBackground>;
  isWaiting(pooled: PooledBackground): boolean;
  join(transaction: BackgroundTransaction): void;
  evict(pooled: PooledBackground): void;
  include(transactions: readonly BackgroundTransaction[]): void;
  reorganise(returned: readonly BackgroundTransaction[], included: readonly BackgroundTransaction[]): void;
}

export interface CrowdPoolOptions {
  readonly capacity: PoolCapacity;
  readonly prices: PriceIndex;
  readonly nextSequence: () => number;
}

export const createCrowdPool = ({ capacity, prices, nextSequence }: CrowdPoolOptions): CrowdPool => {
  const pooled = new Map<BackgroundTransaction, PooledBackground>();
  let includedCount = 0;
  let droppedCount = 0;

  const join = (background: BackgroundTransaction): void => {
    const { maxFeeWei, tipWei } = background;
    const newcomer = { transaction: undefined, background, sequence: nextSequence(), maxFeeWei, tipWei };
    if (capacity.makeRoom(newcomer, false) !== undefined) {
      droppedCount += 1;
      return;
    }
    pooled.set(background, newcomer);
    prices.add(newcomer);
    capacity.enforce();
  };

  const include = (transactions: readonly BackgroundTransaction[]): void => {
    includedCount += transactions.length;
    for (const transaction of transactions) if (!pooled.delete(transaction)) droppedCount -= 1;
  };

  return {
    count: () => pooled.size,
    includedCount: () => includedCount,
    droppedCount: () => droppedCount,
    waiting: () => pooled.values(),
    isWaiting: (each) => pooled.get(each.background) === each,
    join,
    evict: ({ background }) => {
      pooled.delete(background);
      droppedCount += 1;
    },
    include,
    reorganise: (returned, included) => {
      const isReturned = new Set(returned);
      const isIncluded = new Set(included);
      const goneBack = returned.filter((transaction) => !isIncluded.has(transaction));
      include(included.filter((transaction) => !isReturned.has(transaction)));
      includedCount -= goneBack.length;
      goneBack.forEach(join);
    },
  };
};
