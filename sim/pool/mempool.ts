/**
 * The transactions that wait at one node: per sender a run of executable ones (`pending`) and those behind a nonce gap
 * (`queued`), after geth's legacypool. Replacement needs a price bump; limits are enforced at once after every change,
 * where geth does it a moment later in the background.
 *
 * Deviation: what geth would accept and evict within the same moment is refused here (`senderLimit`, `poolFull`), so
 * that a client can learn of it. Not modelled: geth's lifetime of 3 hours for idle queues.
 *
 * With background load other people's transactions wait here too, and are limited, priced and evicted as ours are.
 * Invariants: added = pending + queued + dropped + refused + included, and the same of the background. Every operation is O(log n), but for a removal in
 * the middle of a sender's run, which moves those behind it.
 */
import type { AccountState } from '../engine/engine.ts';
import type { Transaction } from '../ethereum/transaction.ts';
import type { Address, Hex } from '../units.ts';
import { checkAgainstAccount, outbids, type Refusal, refused } from './admission.ts';
import type { Background, BackgroundTransaction } from './background.ts';
import { type CrowdPool, createCrowdPool } from './crowd-pool.ts';
import { createLaneBook } from './lane-book.ts';
import type { MempoolProfile } from './mempool-profile.ts';
import { createPoolCapacity } from './pool-capacity.ts';
import { createPriceIndex } from './pool-limits.ts';
import { type Offer, type PooledTransaction, pooledTransaction } from './pooled-transaction.ts';
import type { SenderLane } from './sender-lane.ts';

/** Why an accepted transaction leaves without being included. */
export type DropReason = 'replaced' | 'evicted' | 'nonceTooLow' | 'insufficientFunds' | 'invalid';

export interface Mempool {
  /** Of ours; those of others are in the crowd. */
  readonly pendingCount: number;
  readonly queuedCount: number;
  readonly crowd: Pick<CrowdPool, 'count' | 'includedCount' | 'droppedCount' | 'waiting'>;
  has(hash: Hex): boolean;
  lane(sender: Address): SenderLane | undefined;
  /** Every sender with waiting transactions, in order of arrival. */
  lanes(): Iterable<SenderLane>;
  /** Every transaction of ours that waits. */
  waiting(): Iterable<Transaction>;
  /** What others have sent before this moment is in the pool. To be called before anything is read from it, or its head moves. */
  catchUp(): void;
  add(transaction: Transaction): { readonly kind: 'accepted' } | Refusal;
  /** These have become part of the chain, in this order. What else had their nonces is dropped. */
  include(transactions: readonly Transaction[], background?: readonly BackgroundTransaction[]): void;
  /**
   * The node has gone over to another branch: of the blocks that it left, `returned` wait again; `included` are in those
   * that it took on. `account` is as of the new branch already.
   */
  reorganise(
    returned: readonly Transaction[],
    included: readonly Transaction[],
    background?: BackgroundChange,
  ): void;
  /** Does nothing when it is not there. */
  drop(transaction: Transaction, reason: DropReason): void;
}

export interface BackgroundChange {
  readonly returned: readonly BackgroundTransaction[];
  readonly included: readonly BackgroundTransaction[];
}

export interface MempoolOptions {
  readonly limits: MempoolProfile;
  /** The account as of the newest block. */
  readonly account: (address: Address) => AccountState;
  readonly onDropped: (hash: Hex, reason: DropReason) => void;
  /** Absent: there are no others. */
  readonly background?: Background | undefined;
}

export const createMempool = ({ limits, account, onDropped, background }: MempoolOptions): Mempool => {
  const lanes = createLaneBook(limits.guaranteedPerSender);
  const byHash = new Map<Hex, PooledTransaction>();
  let arrivalCount = 0;

  const withdraw = (pooled: PooledTransaction): void => {
    const { hash, sender } = pooled.transaction;
    byHash.delete(hash);
    const lane = lanes.get(sender);
    if (lane !== undefined) lanes.change(lane, () => lane.remove(pooled));
  };

  const evict = (pooled: PooledTransaction, reason: DropReason): void => {
    withdraw(pooled);
    onDropped(pooled.transaction.hash, reason);
  };

  const prices = createPriceIndex(
    function* live(): Generator<Offer> {
      yield* byHash.values();
      yield* crowd.waiting();
    },
    (offer) =>
      offer.transaction === undefined ? crowd.isWaiting(offer) : byHash.get(offer.transaction.hash) === offer,
  );
  const capacity = createPoolCapacity({
    limits,
    lanes,
    crowdCount: () => crowd.count(),
    prices,
    evict: (offer) => (offer.transaction === undefined ? crowd.evict(offer) : evict(offer, 'evicted')),
    withdraw,
  });
  const nextSequence = (): number => {
    arrivalCount += 1;
    return arrivalCount - 1;
  };
  const crowd = createCrowdPool({ capacity, prices, nextSequence });
  background?.connect(crowd.join);
  const catchUp = background?.catchUp ?? (() => {});

  const place = (pooled: PooledTransaction, lane: SenderLane, replaced?: PooledTransaction): void => {
    if (replaced !== undefined) byHash.delete(replaced.transaction.hash);
    byHash.set(pooled.transaction.hash, pooled);
    lanes.change(lane, () => lane.put(pooled));
    prices.add(pooled);
    if (replaced !== undefined) onDropped(replaced.transaction.hash, 'replaced');
  };

  const add: Mempool['add'] = (transaction) => {
    catchUp();
    const { hash, sender, nonce } = transaction;
    if (byHash.has(hash)) return refused('alreadyKnown', 'the pool has this very transaction');
    const state = account(sender);
    const lane = lanes.open(sender, state.nonce);
    const replaced = lane.get(nonce);
    const pooled = pooledTransaction(transaction, nextSequence());
    const released = replaced !== undefined && lane.isPending(nonce) ? replaced.costWei : 0n;
    const refusal =
      checkAgainstAccount(transaction, state, pooled.costWei, lane.pendingCostWei - released) ??
      (replaced === undefined
        ? capacity.makeRoom(pooled, lane.wouldQueue(nonce))
        : checkReplacement(transaction, replaced));
    if (refusal !== undefined) return refusal;
    place(pooled, lane, replaced);
    return capacity.enforce(lane, pooled) ?? { kind: 'accepted' };
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
    for (const { transaction } of lanes.change(lane, () => lane.advance(nonce))) {
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
    const lane = lanes.open(sender, accountNonce);
    const waiting = lanes.change(lane, () => lane.restart(accountNonce));
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
      else place(pooledTransaction(transaction, nextSequence()), lane);
    }
    capacity.enforce(lane);
  };

  return {
    get pendingCount() {
      return lanes.pendingCount();
    },
    get queuedCount() {
      return lanes.queuedCount();
    },
    crowd,
    has: (hash) => byHash.has(hash),
    lane: lanes.get,
    lanes: lanes.all,
    *waiting() {
      for (const { transaction } of byHash.values()) yield transaction;
    },
    catchUp,
    add,
    include: (transactions, ofOthers = []) => {
      crowd.include(ofOthers);
      for (const { sender, nonce, hash } of transactions) {
        const lane = lanes.get(sender);
        if (lane !== undefined) advance(lane, nonce + 1, hash);
      }
    },
    reorganise: (returned, included, ofOthers) => {
      const isIncluded = new Set(included.map(({ hash }) => hash));
      const bySender = Map.groupBy(returned, ({ sender }) => sender);
      for (const { sender } of included) if (!bySender.has(sender)) bySender.set(sender, []);
      for (const [sender, own] of bySender) resettle(sender, own, isIncluded);
      if (ofOthers !== undefined) crowd.reorganise(ofOthers.returned, ofOthers.included);
    },
    drop: ({ sender, hash }, reason) => {
      const lane = lanes.get(sender);
      if (lane === undefined) return;
      advance(lane, account(sender).nonce); // an EIP-7702 authorization of another's transaction may have raised it
      const pooled = byHash.get(hash);
      if (pooled !== undefined) evict(pooled, reason);
      capacity.enforce(lane);
    },
  };
};
