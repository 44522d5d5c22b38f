import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Transaction } from '../ethereum/transaction.ts';
import type { Address, Hex } from '../units.ts';
import { createFakeTransactions, type FakeFields, fakeAddress } from './fake-transactions.ts';
import type { DropReason } from './mempool.ts';
import { createMempool } from './mempool.ts';
import type { MempoolProfile } from './mempool-profile.ts';
import { createOrdering } from './ordering.ts';

const roomy: MempoolProfile = {
  maxPending: 1_000,
  guaranteedPerSender: 1_000,
  maxQueued: 1_000,
  maxQueuedPerSender: 1_000,
  priceBumpPercent: 10,
};

const setUp = (limits: Partial<MempoolProfile> = {}, balanceWei = 10n ** 18n) => {
  const nonces = new Map<Address, number>();
  const dropped = new Map<Hex, DropReason>();
  const transactions = createFakeTransactions();
  const pool = createMempool({
    limits: { ...roomy, ...limits },
    account: (address) => ({ nonce: nonces.get(address) ?? 0, balanceWei }),
    onDropped: (hash, reason) => {
      expect(dropped.has(hash)).toBe(false);
      dropped.set(hash, reason);
    },
  });
  return {
    pool,
    dropped,
    make: transactions.make,
    /** As a block that holds these would. */
    include: (included: readonly Transaction[]) => {
      for (const { sender, nonce } of included) nonces.set(sender, nonce + 1);
      pool.include(included);
    },
    add: (fields: FakeFields) => {
      const transaction = transactions.make(fields);
      const outcome = pool.add(transaction);
      return { transaction, outcome: outcome.kind === 'refused' ? outcome.reason : outcome.kind };
    },
    counts: () => [pool.pendingCount, pool.queuedCount],
  };
};

const price = (wei: number): FakeFields => ({
  maxFeePerGasWei: BigInt(wei),
  maxPriorityFeePerGasWei: BigInt(wei),
});

describe('pending and queued', () => {
  test('a transaction behind a nonce gap waits until the gap is filled', () => {
    const { add, counts } = setUp();
    add({ nonce: 2 });
    add({ nonce: 1 });
    expect(counts()).toEqual([0, 2]);
    add({ nonce: 0 });
    expect(counts()).toEqual([3, 0]);
  });

  test('a dropped transaction demotes those behind it', () => {
    const { add, counts, pool, dropped } = setUp();
    const [, second] = [0, 1, 2, 3].map((nonce) => add({ nonce }).transaction);
    pool.drop(second as Transaction, 'invalid');
    expect(counts()).toEqual([1, 2]);
    expect(dropped.get((second as Transaction).hash)).toBe('invalid');
    add({ nonce: 1 });
    expect(counts()).toEqual([4, 0]);
  });

  test('a block with another transaction of the same nonce drops the one that waits', () => {
    const { add, counts, make, include, dropped } = setUp();
    const { transaction } = add({ nonce: 0 });
    add({ nonce: 1 });
    include([make({ nonce: 0, valueWei: 1n })]);
    expect(dropped.get(transaction.hash)).toBe('nonceTooLow');
    expect(counts()).toEqual([1, 0]);
  });
});

describe('admission', () => {
  test('the same transaction is known, and one below the account nonce is too low', () => {
    const { add, pool, include } = setUp();
    const { transaction } = add({ nonce: 0 });
    expect(pool.add(transaction)).toMatchObject({ reason: 'alreadyKnown' });
    include([transaction]);
    expect(pool.add(transaction)).toMatchObject({ reason: 'nonceTooLow' });
  });

  test('the balance has to cover gas limit × highest price + value of all that is executable', () => {
    const { add } = setUp({}, 3n * 21_000n * 10n);
    expect(add({ nonce: 0, valueWei: 1n }).outcome).toBe('accepted');
    expect(add({ nonce: 1 }).outcome).toBe('accepted');
    expect(add({ nonce: 2 }).outcome).toBe('insufficientFunds');
    expect(add({ nonce: 0, ...price(15) }).outcome).toBe('accepted');
  });
});

describe('replacement', () => {
  test.each([
    [100, 109, 'replacementUnderpriced'],
    [100, 110, 'accepted'],
    [11, 12, 'accepted'], // 11 × 110 / 100 = 12 in integers
    [9, 9, 'replacementUnderpriced'], // 9 × 110 / 100 = 9, but a replacement has to offer more
    [9, 10, 'accepted'],
  ])('of a transaction at %i wei by one at %i wei is %s', (old, offered, expected) => {
    const { add, dropped, counts } = setUp();
    for (const nonce of [0, 5]) {
      const { transaction } = add({ nonce, ...price(old) });
      expect(add({ nonce, ...price(offered) }).outcome).toBe(expected);
      expect(dropped.get(transaction.hash)).toBe(expected === 'accepted' ? 'replaced' : undefined);
    }
    expect(counts()).toEqual([1, 1]);
  });

  test('needs both fees raised', () => {
    const { add } = setUp();
    add({ maxFeePerGasWei: 100n, maxPriorityFeePerGasWei: 10n });
    expect(add({ maxFeePerGasWei: 200n, maxPriorityFeePerGasWei: 10n }).outcome).toBe(
      'replacementUnderpriced',
    );
    expect(add({ maxFeePerGasWei: 100n, maxPriorityFeePerGasWei: 20n }).outcome).toBe(
      'replacementUnderpriced',
    );
    expect(add({ maxFeePerGasWei: 110n, maxPriorityFeePerGasWei: 11n }).outcome).toBe('accepted');
  });
});

describe('limits', () => {
  test('a sender may exceed what it is guaranteed as long as the pool has room', () => {
    const { add, counts } = setUp({ maxPending: 40, guaranteedPerSender: 16 });
    for (let nonce = 0; nonce < 40; nonce += 1) expect(add({ nonce }).outcome).toBe('accepted');
    expect(counts()).toEqual([40, 0]);
    expect(add({ nonce: 40 }).outcome).toBe('poolFull');
  });

  test('when the pool is full the sender with the most loses its last, and nobody what it is guaranteed', () => {
    const { add, pool, counts, dropped } = setUp({ maxPending: 6, guaranteedPerSender: 2 });
    const heavy = [0, 1, 2, 3, 4, 5].map((nonce) => add({ nonce }).transaction);
    for (const sender of [fakeAddress(7), fakeAddress(8)])
      for (const nonce of [0, 1]) expect(add({ sender, nonce }).outcome).toBe('accepted');
    expect([...dropped]).toEqual(
      heavy
        .toReversed()
        .slice(0, 4)
        .map(({ hash }) => [hash, 'evicted']),
    );
    add({ sender: fakeAddress(9) });
    expect(counts()).toEqual([7, 0]);
    expect(pool.lane(fakeAddress(0))?.pendingCount).toBe(2);
  });

  test('behind a gap a sender keeps its lowest nonces', () => {
    const { add, dropped } = setUp({ maxQueuedPerSender: 2 });
    add({ nonce: 5 });
    const { transaction } = add({ nonce: 9 });
    expect(add({ nonce: 10 }).outcome).toBe('senderLimit');
    expect(add({ nonce: 7 }).outcome).toBe('accepted');
    expect([...dropped]).toEqual([[transaction.hash, 'evicted']]);
  });

  test('too many behind gaps: the sender that was active least recently loses its highest nonce', () => {
    const { add, dropped } = setUp({ maxQueued: 3 });
    const [a, b] = [fakeAddress(1), fakeAddress(2)];
    add({ sender: a, nonce: 5 });
    const victim = add({ sender: b, nonce: 7 }).transaction;
    add({ sender: b, nonce: 5 });
    add({ sender: a, nonce: 0 });
    add({ sender: a, nonce: 1 });
    add({ sender: fakeAddress(3), nonce: 4 });
    expect([...dropped]).toEqual([[victim.hash, 'evicted']]);
  });

  test('a pool full of guaranteed transactions takes only better offers, in the place of the cheapest', () => {
    const { add, dropped } = setUp({ maxPending: 2, maxQueued: 1, guaranteedPerSender: 1 });
    const [cheapest] = [20, 30, 40].map(
      (wei, index) => add({ sender: fakeAddress(index), ...price(wei) }).transaction,
    );
    expect(add({ sender: fakeAddress(8), ...price(20) }).outcome).toBe('underpriced');
    expect(add({ sender: fakeAddress(8), nonce: 1, ...price(50) }).outcome).toBe('poolFull');
    expect(add({ sender: fakeAddress(8), ...price(50) }).outcome).toBe('accepted');
    expect([...dropped]).toEqual([[cheapest?.hash, 'evicted']]);
  });

  test('an eviction that leaves a gap keeps its sender within the limit behind it', () => {
    const { add, pool, dropped } = setUp({
      maxPending: 2,
      guaranteedPerSender: 1,
      maxQueued: 2,
      maxQueuedPerSender: 1,
    });
    const [sender, cheap] = [fakeAddress(0), price(1)];
    const first = add({ sender, nonce: 0, ...cheap }).transaction;
    add({ sender: fakeAddress(1), nonce: 3, ...price(2) });
    const last = add({ sender, nonce: 5, ...price(2) }).transaction;
    add({ sender, nonce: 1, ...price(2) });
    expect(add({ sender: fakeAddress(2), ...price(2) }).outcome).toBe('accepted');
    expect([...dropped.keys()]).toEqual([first.hash, last.hash]);
    expect(pool.lane(sender)?.queuedCount).toBe(1);
  });
});

const limitsArbitrary = fc.record({
  maxPending: fc.integer({ min: 1, max: 12 }),
  guaranteedPerSender: fc.integer({ min: 1, max: 4 }),
  maxQueued: fc.integer({ min: 1, max: 6 }),
  maxQueuedPerSender: fc.integer({ min: 1, max: 4 }),
  priceBumpPercent: fc.constant(10),
});

const sender = fc.nat(4).map(fakeAddress);
const addition = fc.record({
  kind: fc.constant('add' as const),
  sender,
  offset: fc.constantFrom(0, 0, 0, -2, -1, 1, 2, 3),
  wei: fc.integer({ min: 1, max: 60 }),
});
const block = fc.record({ kind: fc.constant('block' as const), size: fc.nat(4) });
const removal = fc.record({ kind: fc.constant('drop' as const), which: fc.nat() });
const operations = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: addition },
    { weight: 2, arbitrary: block },
    { weight: 1, arbitrary: removal },
  ),
  { maxLength: 80, size: 'max' },
);

test('submitted = included + pending + queued + dropped + refused, and all limits hold, after any operations', () => {
  fc.assert(
    fc.property(limitsArbitrary, operations, (limits, steps) => {
      const { pool, add, include, dropped } = setUp(limits);
      const known: Transaction[] = [];
      const firstNonces = new Map<Address, number>();
      let includedCount = 0;
      let refusedCount = 0;
      for (const step of steps) {
        if (step.kind === 'add') {
          const first = firstNonces.get(step.sender) ?? 0;
          const nonce = Math.max(0, first + (pool.lane(step.sender)?.pendingCount ?? 0) + step.offset);
          const { transaction, outcome } = add({ sender: step.sender, nonce, ...price(step.wei) });
          known.push(transaction);
          if (outcome !== 'accepted') refusedCount += 1;
          expect(pool.has(transaction.hash)).toBe(outcome === 'accepted');
        } else if (step.kind === 'block') {
          const ordering = createOrdering(pool.lanes(), undefined);
          const chosen: Transaction[] = [];
          for (
            let next = ordering.peek();
            next !== undefined && chosen.length < step.size;
            next = ordering.peek()
          ) {
            if (next.transaction !== undefined) chosen.push(next.transaction);
            ordering.take();
          }
          include(chosen);
          for (const each of chosen) firstNonces.set(each.sender, each.nonce + 1);
          includedCount += chosen.length;
        } else {
          const victim = known[step.which % Math.max(1, known.length)];
          if (victim !== undefined) pool.drop(victim, 'invalid');
        }

        let [pending, queued] = [0, 0];
        for (const lane of pool.lanes()) {
          expect(lane.firstNonce).toBe(firstNonces.get(lane.sender) ?? 0);
          for (let nonce = 0; nonce < 60; nonce += 1) {
            const waiting = lane.get(nonce)?.transaction;
            const isPending = nonce >= lane.firstNonce && nonce < lane.firstNonce + lane.pendingCount;
            if (isPending) pending += 1;
            else if (waiting !== undefined) queued += 1;
            if (isPending || waiting !== undefined)
              expect(waiting).toMatchObject({ nonce, sender: lane.sender });
            if (waiting !== undefined) expect(pool.has(waiting.hash)).toBe(true);
          }
          expect(lane.get(lane.firstNonce + lane.pendingCount)).toBeUndefined();
          expect(lane.queuedCount).toBeLessThanOrEqual(limits.maxQueuedPerSender);
          if (pool.pendingCount > limits.maxPending)
            expect(lane.pendingCount).toBeLessThanOrEqual(limits.guaranteedPerSender);
        }
        expect([pool.pendingCount, pool.queuedCount]).toEqual([pending, queued]);
        expect(queued).toBeLessThanOrEqual(limits.maxQueued);
        expect(pending + queued).toBeLessThanOrEqual(limits.maxPending + limits.maxQueued);
        expect(known.length).toBe(includedCount + pending + queued + dropped.size + refusedCount);
      }
    }),
    { numRuns: 60 },
  );
});
