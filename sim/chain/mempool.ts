/**
 * The transactions that wait at one node: per sender a run of executable ones (`pending`) and those behind a nonce gap
 * (`queued`), after geth's legacypool. Replacement needs a price bump; limits are enforced at once after every change,
 * where geth does it a moment later in the background.
 *
 * Deviation: what geth would accept and evict within the same moment is refused here (`senderLimit`, `poolFull`), so
 * that a client can learn of it. Not modelled: geth's lifetime of 3 hours for idle queues.
 * Invariant: added = pending + queued + dropped + refused + included. Every operation is O(log n), but for a removal in
 * the middle of a sender's run, which moves those behind it.
 */
import type { AccountState } from '../engine/engine.ts';
import type { Transaction } from '../ethereum/transaction.ts';
import type { Address, Hex } from '../units.ts';
import { checkAgainstAccount, outbids, type Refusal, refused } from './admission.ts';
import type { DropReason } from './chain.ts';
import { createLaneLimits, createPriceIndex, offersNoMore } from './pool-limits.ts';
import { type PooledTransaction, pooledTransaction } from './pooled-transaction.ts';
import type { MempoolProfile } from './profile.ts';
import { SenderLane } from './sender-lane.ts';

export interface Mempool {
  readonly pendingCount: number;
  readonly queuedCount: number;
  has(hash: Hex): boolean;
  lane(sender: Address): SenderLane | undefined;
  /** Every sender with waiting transactions, in order of arrival. */
  lanes(): Iterable<SenderLane>;
  add(transaction: Transaction): { readonly kind: 'accepted' } | Refusal;
  /** These have become part of the chain, in this order. What else had their nonces is dropped. */
  include(transactions: readonly Transaction[]): void;
  /**
   * The node has gone over to another branch: of the blocks that it left, `returned` wait again; `included` are in those
   * that it took on. `account` is as of the new branch already.
   */
  reorganise(returned: readonly Transaction[], included: readonly Transaction[]): void;
  /** Does nothing when it is not there. */
  drop(transaction: Transaction, reason: DropReason): void;
}

export interface MempoolOptions {
  readonly limits: MempoolProfile;
  /** The account as of the newest block. */
  readonly account: (address: Address) => AccountState;
  readonly onDropped: (hash: Hex, reason: DropReason) => void;
}

export const createMempool = ({ limits, account, onDropped }: MempoolOptions): Mempool => {
  const lanes = new Map<Address, SenderLane>();
  const byHash = new Map<Hex, PooledTransaction>();
  const laneLimits = createLaneLimits(limits.guaranteedPerSender);
  const isLive = (pooled: PooledTransaction): boolean => byHash.get(pooled.transaction.hash) === pooled;
  const prices = createPriceIndex(() => byHash.values(), isLive);
  let pendingCount = 0;
  let queuedCount = 0;
  let arrivalCount = 0;

  /** Whatever is done to a lane is done through here, so that all sums and indices follow. */
  const change = <T>(lane: SenderLane, act: () => T): T => {
    const pendingBefore = lane.pendingCount;
    const queuedBefore = lane.queuedCount;
    const result = act();
    pendingCount += lane.pendingCount - pendingBefore;
    queuedCount += lane.queuedCount - queuedBefore;
    laneLimits.changed(lane, pendingBefore, queuedBefore);
    if (lane.pendingCount + lane.queuedCount === 0) lanes.delete(lane.sender);
    return result;
  };

  const evict = (pooled: PooledTransaction, reason: DropReason): void => {
    const { hash, sender } = pooled.transaction;
    byHash.delete(hash);
    const lane = lanes.get(sender);
    if (lane !== undefined) change(lane, () => lane.remove(pooled));
    onDropped(hash, reason);
  };

  const overflowing = (lane: SenderLane): PooledTransaction | undefined => {
    if (lane.queuedCount > limits.maxQueuedPerSender) return lane.highestQueued();
    const longest = pendingCount > limits.maxPending ? laneLimits.mostPending() : undefined;
    if (longest !== undefined) return longest.lastPending();
    return queuedCount > limits.maxQueued ? laneLimits.leastActiveQueued()?.highestQueued() : undefined;
  };

  /** Evicts until all limits hold. The newcomer goes quietly: its sender is told by a refusal. */
  const enforceLimits = (lane: SenderLane, newcomer?: PooledTransaction): Refusal | undefined => {
    let refusal: Refusal | undefined;
    for (let victim = overflowing(lane); victim !== undefined; victim = overflowing(lane)) {
      if (victim !== newcomer) evict(victim, 'evicted');
      else {
        const isSenders = lane.queuedCount > limits.maxQueuedPerSender;
        refusal = isSenders
          ? refused(
              'senderLimit',
              `the sender has ${limits.maxQueuedPerSender} transactions behind a nonce gap`,
            )
          : refused('poolFull', 'the pool is full, and no sender has more waiting than this one');
        byHash.delete(newcomer.transaction.hash);
        change(lane, () => lane.remove(newcomer));
      }
    }
    return refusal;
  };

  const makeRoom = (newcomer: PooledTransaction, lane: SenderLane): Refusal | undefined => {
    if (pendingCount + queuedCount < limits.maxPending + limits.maxQueued) return undefined;
    const cheapest = prices.cheapest();
    if (cheapest === undefined) return refused('poolFull', 'the pool has no room at all');
    if (offersNoMore(newcomer, cheapest))
      return refused('underpriced', 'the pool is full, and all in it offer as much or more');
    const { sender, nonce } = cheapest.transaction;
    const victims = lanes.get(sender);
    if (lane.wouldQueue(newcomer.transaction.nonce) && victims?.isPending(nonce))
      return refused(
        'poolFull',
        'the pool is full, and a nonce gap may not displace executable transactions',
      );
    evict(cheapest, 'evicted');
    if (victims !== undefined) enforceLimits(victims); // those behind it are behind a gap now
    return undefined;
  };

  const place = (pooled: PooledTransaction, lane: SenderLane, replaced?: PooledTransaction): void => {
    if (replaced !== undefined) byHash.delete(replaced.transaction.hash);
    lanes.set(lane.sender, lane);
    byHash.set(pooled.transaction.hash, pooled);
    change(lane, () => lane.put(pooled));
    prices.add(pooled);
    if (replaced !== undefined) onDropped(replaced.transaction.hash, 'replaced');
  };

  const add: Mempool['add'] = (transaction) => {
    const { hash, sender, nonce } = transaction;
    if (byHash.has(hash)) return refused('alreadyKnown', 'the pool has this very transaction');
    const state = account(sender);
    const lane = lanes.get(sender) ?? new SenderLane(sender, state.nonce);
    const replaced = lane.get(nonce);
    const pooled = pooledTransaction(transaction, arrivalCount);
    const released = replaced !== undefined && lane.isPending(nonce) ? replaced.costWei : 0n;
    const refusal =
      checkAgainstAccount(transaction, state, pooled.costWei, lane.pendingCostWei - released) ??
      (replaced === undefined ? makeRoom(pooled, lane) : checkReplacement(transaction, replaced));
    if (refusal !== undefined) return refusal;
    arrivalCount += 1;
    place(pooled, lane, replaced);
    return enforceLimits(lane, pooled) ?? { kind: 'accepted' };
  };

  const checkReplacement = (
    newcomer: Transaction,
    { transaction }: PooledTransaction,
  ): Refusal | undefined =>
    outbids(newcomer, transaction, limits.priceBumpPercent)
      ? undefined
      : refused('replacementUnderpriced', `a replacement must offer ${limits.priceBumpPercent} % more`);

  /** The sender's nonce has risen. Of what had a lower one, only `included` did not lose its place to another. */
  const advance = (lane: SenderLane, nonce: number, included?: Hex): void => {
    for (const { transaction } of change(lane, () => lane.advance(nonce))) {
      byHash.delete(transaction.hash);
      if (transaction.hash !== included) onDropped(transaction.hash, 'nonceTooLow');
    }
  };

  /** Whatever waits of this sender is placed anew, behind the account's nonce on the new branch. */
  const resettle = (
    sender: Address,
    returned: readonly Transaction[],
    isIncluded: ReadonlySet<Hex>,
  ): void => {
    const { nonce: accountNonce } = account(sender);
    const lane = lanes.get(sender) ?? new SenderLane(sender, accountNonce);
    const waiting = change(lane, () => lane.restart(accountNonce));
    for (const pooled of waiting) {
      const { hash, nonce } = pooled.transaction;
      byHash.delete(hash);
      if (nonce >= accountNonce) place(pooled, lane);
      else if (!isIncluded.has(hash)) onDropped(hash, 'nonceTooLow');
    }
    for (const transaction of returned) {
      if (isIncluded.has(transaction.hash) || byHash.has(transaction.hash)) continue;
      if (transaction.nonce < accountNonce) onDropped(transaction.hash, 'nonceTooLow');
      else if (lane.get(transaction.nonce) !== undefined) onDropped(transaction.hash, 'replaced');
      else {
        place(pooledTransaction(transaction, arrivalCount), lane);
        arrivalCount += 1;
      }
    }
    enforceLimits(lane);
  };

  return {
    get pendingCount() {
      return pendingCount;
    },
    get queuedCount() {
      return queuedCount;
    },
    has: (hash) => byHash.has(hash),
    lane: (sender) => lanes.get(sender),
    lanes: () => lanes.values(),
    add,
    include: (transactions) => {
      for (const { sender, nonce, hash } of transactions) {
        const lane = lanes.get(sender);
        if (lane !== undefined) advance(lane, nonce + 1, hash);
      }
    },
    reorganise: (returned, included) => {
      const isIncluded = new Set(included.map(({ hash }) => hash));
      const bySender = Map.groupBy(returned, ({ sender }) => sender);
      for (const { sender } of included) if (!bySender.has(sender)) bySender.set(sender, []);
      for (const [sender, own] of bySender) resettle(sender, own, isIncluded);
    },
    drop: ({ sender, hash }, reason) => {
      const lane = lanes.get(sender);
      if (lane === undefined) return;
      advance(lane, account(sender).nonce); // an EIP-7702 authorization of another's transaction may have raised it
      const pooled = byHash.get(hash);
      if (pooled !== undefined) evict(pooled, reason);
      enforceLimits(lane);
    },
  };
};
