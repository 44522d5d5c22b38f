/**
 * The waiting transactions of one sender. `pending` holds consecutive nonces from the account's nonce on, as a queue
 * with O(1) access by nonce; `queued` holds those behind a gap, found by nonce or as the highest. Each nonce is taken
 * once. Adding or removing moves transactions between the two so that `pending` is always as long as it can be.
 *
 * A class, for there may be a hundred thousand of them at a time: methods on a prototype cost nothing per lane.
 */
import type { Address } from '../units.ts';
import { createHeap, type Heap } from './heap.ts';
import type { PooledTransaction } from './pooled-transaction.ts';

/** Entries that have left stay in the array until they are this many and half of it. */
const compactionThreshold = 32;

export class SenderLane {
  readonly sender: Address;
  #entries: PooledTransaction[] = [];
  #start = 0;
  #firstNonce: number;
  #pendingCostWei = 0n;
  #queued: Map<number, PooledTransaction> | undefined;
  /** Of queued nonces, stale ones among them; made when first asked for. */
  #highest: Heap<number> | undefined;

  constructor(sender: Address, accountNonce: number) {
    this.sender = sender;
    this.#firstNonce = accountNonce;
  }

  /** The account's nonce: that of the first pending transaction, if there is one. */
  get firstNonce(): number {
    return this.#firstNonce;
  }

  get pendingCount(): number {
    return this.#entries.length - this.#start;
  }

  get queuedCount(): number {
    return this.#queued?.size ?? 0;
  }

  /** What the pending transactions can cost at most. */
  get pendingCostWei(): bigint {
    return this.#pendingCostWei;
  }

  pendingAt(index: number): PooledTransaction | undefined {
    return this.#entries[this.#start + index];
  }

  /** As of now. */
  allPending(): readonly PooledTransaction[] {
    return this.#entries.slice(this.#start);
  }

  isPending(nonce: number): boolean {
    return nonce >= this.#firstNonce && nonce < this.#firstNonce + this.pendingCount;
  }

  get(nonce: number): PooledTransaction | undefined {
    return this.isPending(nonce) ? this.pendingAt(nonce - this.#firstNonce) : this.#queued?.get(nonce);
  }

  lastPending(): PooledTransaction | undefined {
    return this.pendingAt(this.pendingCount - 1);
  }

  highestQueued(): PooledTransaction | undefined {
    const queued = this.#queued;
    if (queued === undefined) return undefined;
    this.#highest ??= createHeap((a, b) => a > b, [...queued.keys()]);
    const heap = this.#highest;
    for (let nonce = heap.peek(); nonce !== undefined; nonce = heap.peek()) {
      const pooled = queued.get(nonce);
      if (pooled !== undefined) return pooled;
      heap.pop();
    }
    return undefined;
  }

  /** Whether a transaction with this nonce would stay behind a gap. */
  wouldQueue(nonce: number): boolean {
    return nonce > this.#firstNonce + this.pendingCount;
  }

  /** Puts it at its nonce, which is not below `firstNonce`, in the place of whatever has that nonce. */
  put(pooled: PooledTransaction): void {
    const { nonce } = pooled.transaction;
    const replaced = this.isPending(nonce) ? this.get(nonce) : undefined;
    if (this.wouldQueue(nonce)) this.#enqueue(pooled);
    else if (replaced === undefined) {
      this.#append(pooled);
      this.#promote();
    } else {
      this.#entries[this.#start + nonce - this.#firstNonce] = pooled;
      this.#pendingCostWei += pooled.costWei - replaced.costWei;
    }
  }

  /** Takes it out; pending transactions behind it become queued. */
  remove(pooled: PooledTransaction): void {
    const { nonce } = pooled.transaction;
    if (!this.isPending(nonce)) this.#queued?.delete(nonce);
    else for (const follower of this.#truncate(nonce).slice(1)) this.#enqueue(follower);
  }

  /** The account's nonce has risen to `nonce`: returns those below it, which are gone. */
  advance(nonce: number): PooledTransaction[] {
    const gone: PooledTransaction[] = [];
    while (this.pendingCount > 0 && this.#firstNonce < nonce) gone.push(this.#shift());
    if (this.#firstNonce < nonce) {
      for (const [queuedNonce, pooled] of this.#queued ?? []) if (queuedNonce < nonce) gone.push(pooled);
      for (const { transaction } of gone) this.#queued?.delete(transaction.nonce);
      this.#firstNonce = nonce;
    }
    this.#promote();
    return gone;
  }

  /** The account's nonce is another one, on another branch: returns everything, by nonce, and begins anew there. */
  restart(nonce: number): PooledTransaction[] {
    const queued = [...(this.#queued?.values() ?? [])];
    queued.sort((a, b) => a.transaction.nonce - b.transaction.nonce);
    const all = [...this.#entries.slice(this.#start), ...queued];
    this.#entries = [];
    this.#start = 0;
    this.#firstNonce = nonce;
    this.#pendingCostWei = 0n;
    this.#queued = undefined;
    this.#highest = undefined;
    return all;
  }

  #enqueue(pooled: PooledTransaction): void {
    this.#queued ??= new Map();
    this.#queued.set(pooled.transaction.nonce, pooled);
    this.#highest?.push(pooled.transaction.nonce);
  }

  #append(pooled: PooledTransaction): void {
    this.#entries.push(pooled);
    this.#pendingCostWei += pooled.costWei;
  }

  #promote(): void {
    if (this.queuedCount === 0) return;
    for (;;) {
      const nonce = this.#firstNonce + this.pendingCount;
      const next = this.#queued?.get(nonce);
      if (next === undefined) return;
      this.#queued?.delete(nonce);
      this.#append(next);
    }
  }

  #shift(): PooledTransaction {
    const first = this.#entries[this.#start] as PooledTransaction;
    this.#pendingCostWei -= first.costWei;
    this.#firstNonce += 1;
    this.#start += 1;
    if (this.#start > compactionThreshold && this.#start * 2 > this.#entries.length) {
      this.#entries = this.#entries.slice(this.#start);
      this.#start = 0;
    }
    return first;
  }

  /** Cuts off the pending transactions from `nonce` on. */
  #truncate(nonce: number): PooledTransaction[] {
    const cut = this.#entries.splice(this.#start + nonce - this.#firstNonce);
    for (const pooled of cut) this.#pendingCostWei -= pooled.costWei;
    return cut;
  }
}
