/** What waits at a node when it goes over to another branch. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Transaction } from '../ethereum/transaction.ts';
import type { Hex } from '../units.ts';
import { createFakeTransactions, fakeAddress } from './fake-transactions.ts';
import type { DropReason } from './mempool.ts';
import { createMempool } from './mempool.ts';
import { createOrdering } from './ordering.ts';

const limits = {
  ...{ maxPending: 1_000, guaranteedPerSender: 1_000, maxQueued: 1_000, maxQueuedPerSender: 1_000 },
  priceBumpPercent: 10,
};

const setUp = () => {
  const { make } = createFakeTransactions();
  const nonces = new Map<Hex, number>();
  const dropped: [Hex, DropReason][] = [];
  const pool = createMempool({
    limits,
    account: (address) => ({ nonce: nonces.get(address) ?? 0, balanceWei: 10n ** 18n }),
    onDropped: (hash, reason) => void dropped.push([hash, reason]),
  });
  const add = (nonce: number, sender = fakeAddress(0), wei = 10n): Transaction => {
    const transaction = make({ nonce, sender, maxFeePerGasWei: wei, maxPriorityFeePerGasWei: wei });
    expect(pool.add(transaction).kind).toBe('accepted');
    return transaction;
  };
  const include = (transactions: readonly Transaction[]): void => {
    for (const { sender, nonce } of transactions) nonces.set(sender, nonce + 1);
    pool.include(transactions);
  };
  /** The block before has gone; this one has come. */
  const switchTo = (returned: readonly Transaction[], included: readonly Transaction[]): void => {
    for (const { sender, nonce } of returned.toReversed()) nonces.set(sender, nonce);
    for (const { sender, nonce } of included) nonces.set(sender, nonce + 1);
    pool.reorganise(returned, included);
  };
  const waiting = (): Hex[] => {
    const ordering = createOrdering(pool.lanes(), undefined);
    const hashes: Hex[] = [];
    for (let next = ordering.peek(); next !== undefined; next = ordering.peek()) {
      if (next.transaction !== undefined) hashes.push(next.transaction.hash);
      ordering.take();
    }
    return hashes;
  };
  return { pool, make, add, include, switchTo, waiting, dropped, nonces };
};

describe('a reorganisation', () => {
  test('what the left branch had included waits again, before what was behind it', () => {
    const { add, include, switchTo, waiting, pool } = setUp();
    const all = [0, 1, 2].map((nonce) => add(nonce));
    include(all.slice(0, 2));
    switchTo(all.slice(0, 2), []);
    expect(waiting()).toEqual(all.map(({ hash }) => hash));
    expect([pool.pendingCount, pool.queuedCount]).toEqual([3, 0]);
  });

  test('what the new branch has as well does not wait', () => {
    const { add, include, switchTo, waiting, dropped } = setUp();
    const [first, second, third] = [0, 1, 2].map((nonce) => add(nonce)) as [
      Transaction,
      Transaction,
      Transaction,
    ];
    include([first, second]);
    switchTo([first, second], [first]);
    expect(waiting()).toEqual([second.hash, third.hash]);
    expect(dropped).toEqual([]);
  });

  test('what the new branch has and the pool held leaves it', () => {
    const { add, switchTo, waiting, dropped } = setUp();
    const [first, second] = [0, 1].map((nonce) => add(nonce)) as [Transaction, Transaction];
    switchTo([], [first]);
    expect(waiting()).toEqual([second.hash]);
    expect(dropped).toEqual([]);
  });

  test('whose nonce another transaction has on the new branch is dropped', () => {
    const { add, make, include, switchTo, waiting, dropped } = setUp();
    const own = add(0);
    const next = add(1);
    include([own]);
    switchTo([own], [make({ nonce: 0, valueWei: 9n })]);
    expect(waiting()).toEqual([next.hash]);
    expect(dropped).toEqual([[own.hash, 'nonceTooLow']]);
  });

  test('what waits for a nonce that has come back is behind it again', () => {
    const { add, include, switchTo, pool, waiting } = setUp();
    const first = add(0);
    include([first]);
    const last = add(2);
    expect(pool.queuedCount).toBe(1);
    switchTo([first], []);
    expect([pool.pendingCount, pool.queuedCount]).toEqual([1, 1]);
    expect(waiting()).toEqual([first.hash]);
    const middle = add(1);
    expect(waiting()).toEqual([first, middle, last].map(({ hash }) => hash));
  });
});

test('waiting + included = added, after any blocks on two branches', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 3, maxLength: 3 }),
      fc.array(fc.nat(6), { minLength: 3, maxLength: 3 }),
      fc.array(fc.nat(6), { minLength: 3, maxLength: 3 }),
      (counts, left, right) => {
        const { add, include, switchTo, pool, waiting, dropped } = setUp();
        const lanes = counts.map((count, account) =>
          Array.from({ length: count }, (_, nonce) => add(nonce, fakeAddress(account))),
        );
        const block = (sizes: readonly number[]) =>
          lanes.flatMap((lane, account) => lane.slice(0, sizes[account]));
        const [one, other] = [block(left), block(right)];
        include(one);
        switchTo(one, other);
        switchTo(other, one);
        switchTo(one, other);
        expect(new Set([...waiting(), ...other.map(({ hash }) => hash)]).size).toBe(lanes.flat().length);
        expect(pool.pendingCount).toBe(lanes.flat().length - other.length);
        expect(pool.queuedCount).toBe(0);
        expect(dropped).toEqual([]);
      },
    ),
  );
});
