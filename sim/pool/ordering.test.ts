import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Transaction } from '../ethereum/transaction.ts';
import { createFakeTransactions, fakeAddress } from './fake-transactions.ts';
import { createMempool, type Mempool } from './mempool.ts';
import { createOrdering, onlyFirst } from './ordering.ts';

const limits = {
  maxPending: 1_000,
  guaranteedPerSender: 1_000,
  maxQueued: 1_000,
  maxQueuedPerSender: 1_000,
  priceBumpPercent: 10,
};

const createPool = (): Mempool =>
  createMempool({
    limits,
    account: () => ({ nonce: 0, balanceWei: 10n ** 30n }),
    onDropped: () => {},
  });

const drain = (pool: Mempool, baseFeeWei: bigint | undefined): Transaction[] => {
  const ordering = createOrdering(pool.lanes(), baseFeeWei);
  const taken: Transaction[] = [];
  for (let next = ordering.peek(); next !== undefined; next = ordering.peek()) {
    if (next.transaction !== undefined) taken.push(next.transaction);
    ordering.take();
  }
  return taken;
};

const tipWei = ({ maxFeePerGasWei, maxPriorityFeePerGasWei }: Transaction, baseFeeWei: bigint): number =>
  Math.min(Number(maxFeePerGasWei - baseFeeWei), Number(maxPriorityFeePerGasWei));

const offer = fc
  .record({ sender: fc.nat(4), cap: fc.bigInt(1n, 60n), share: fc.integer({ min: 1, max: 10 }) })
  .map(({ sender, cap, share }) => ({
    sender: fakeAddress(sender),
    maxFeePerGasWei: cap,
    maxPriorityFeePerGasWei: (cap * BigInt(share)) / 10n,
  }));

test('order = again and again the best effective tip among the senders’ next, the earliest of equals', () => {
  fc.assert(
    fc.property(fc.array(offer, { maxLength: 40, size: 'max' }), fc.bigInt(0n, 40n), (offers, baseFeeWei) => {
      const { make } = createFakeTransactions();
      const pool = createPool();
      const bySender = new Map<string, Transaction[]>();
      for (const fields of offers) {
        const own = bySender.get(fields.sender) ?? [];
        const transaction = make({ ...fields, nonce: own.length });
        pool.add(transaction);
        bySender.set(fields.sender, [...own, transaction]);
      }
      const expected: Transaction[] = [];
      for (;;) {
        const heads = [...bySender.values()]
          .flatMap((own) => own.slice(0, 1))
          .filter(({ maxFeePerGasWei }) => maxFeePerGasWei >= baseFeeWei)
          .sort((a, b) => tipWei(b, baseFeeWei) - tipWei(a, baseFeeWei) || (a.hash < b.hash ? -1 : 1));
        const best = heads[0];
        if (best === undefined) break;
        expected.push(best);
        bySender.get(best.sender)?.shift();
      }
      expect(drain(pool, baseFeeWei).map(({ hash }) => hash)).toEqual(expected.map(({ hash }) => hash));
    }),
  );
});

test('without a base fee the gas price decides', () => {
  const { make } = createFakeTransactions();
  const pool = createPool();
  const prices = [5n, 9n, 7n].map((wei, index) => ({
    sender: fakeAddress(index),
    maxFeePerGasWei: wei,
    maxPriorityFeePerGasWei: wei,
  }));
  for (const fields of prices) pool.add(make(fields));
  expect(drain(pool, undefined).map(({ maxFeePerGasWei }) => maxFeePerGasWei)).toEqual([9n, 7n, 5n]);
});

test('a transaction below the base fee holds back those of its sender behind it', () => {
  const { make } = createFakeTransactions();
  const pool = createPool();
  pool.add(make({ nonce: 0, maxFeePerGasWei: 9n, maxPriorityFeePerGasWei: 1n }));
  pool.add(make({ nonce: 1, maxFeePerGasWei: 90n, maxPriorityFeePerGasWei: 1n }));
  expect(drain(pool, 10n)).toEqual([]);
  expect(drain(pool, 9n)).toHaveLength(2);
});

test('onlyFirst ends after one, taken or passed over', () => {
  const { make } = createFakeTransactions();
  const pool = createPool();
  for (const nonce of [0, 1]) pool.add(make({ nonce }));
  for (const step of ['take', 'skipSender'] as const) {
    const ordering = onlyFirst(createOrdering(pool.lanes(), undefined));
    expect(ordering.peek()?.transaction?.nonce).toBe(0);
    ordering[step]();
    expect(ordering.peek()).toBeUndefined();
  }
});

const crowdOf = (offers: readonly (readonly [maxFeeWei: number, tipWei: number])[]) =>
  offers.map(([maxFeeWei, tipWei], index) => ({
    transaction: undefined,
    background: { gas: 21_000n, maxFeeWei, tipWei },
    sequence: 1_000 + index,
    maxFeeWei,
    tipWei,
  }));

test('ours and others’ come by effective tip alone, equal ones in order of arrival', () => {
  const offer = fc.tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 30 }));
  fc.assert(
    fc.property(
      fc.array(offer),
      fc.array(offer),
      fc.integer({ min: 0, max: 15 }),
      (ours, others, baseFeeWei) => {
        const { make } = createFakeTransactions();
        const pool = createPool();
        for (const [index, [capWei, tipWei]] of ours.entries())
          pool.add(
            make({
              sender: fakeAddress(index),
              maxFeePerGasWei: BigInt(capWei),
              maxPriorityFeePerGasWei: BigInt(tipWei),
            }),
          );
        const ordering = createOrdering(pool.lanes(), BigInt(baseFeeWei), crowdOf(others));
        const taken: { offerWei: number; sequence: number }[] = [];
        for (let next = ordering.peek(); next !== undefined; next = ordering.peek()) {
          const { maxFeeWei, tipWei, sequence } = next;
          taken.push({ offerWei: Math.min(tipWei, maxFeeWei - baseFeeWei), sequence });
          ordering.take();
        }
        const eligible = [...ours, ...others].filter(([capWei]) => capWei >= baseFeeWei);
        expect(taken).toHaveLength(eligible.length);
        expect(taken).toEqual(taken.toSorted((a, b) => b.offerWei - a.offerWei || a.sequence - b.sequence));
      },
    ),
  );
});
