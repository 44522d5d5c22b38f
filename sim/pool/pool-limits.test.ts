import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createFakeTransactions, fakeAddress } from './fake-transactions.ts';
import { createLaneLimits, createPriceIndex } from './pool-limits.ts';
import type { PooledTransaction } from './pooled-transaction.ts';
import { SenderLane } from './sender-lane.ts';

const { make } = createFakeTransactions();

const pooled = (nonce: number, maxFeeWei: number, sequence: number): PooledTransaction => ({
  transaction: make({ nonce }),
  sequence,
  maxFeeWei,
  tipWei: maxFeeWei,
  costWei: 0n,
});

test('mostPending = the longest of all lanes that have more than is guaranteed, after any growing and shrinking', () => {
  const steps = fc.array(fc.record({ index: fc.nat(3), grows: fc.boolean() }), {
    maxLength: 60,
    size: 'max',
  });
  fc.assert(
    fc.property(fc.nat(3), steps, (guaranteed, changes) => {
      const lanes = [0, 1, 2, 3].map((index) => new SenderLane(fakeAddress(index), 0));
      const limits = createLaneLimits(guaranteed);
      for (const { index, grows } of changes) {
        const lane = lanes[index] as SenderLane;
        const before = lane.pendingCount;
        const last = lane.lastPending();
        if (grows) lane.put(pooled(before, 1, 0));
        else if (last !== undefined) lane.remove(last);
        limits.changed(lane, before, 0);
        const most = Math.max(...lanes.map(({ pendingCount }) => pendingCount));
        expect(limits.mostPending()?.pendingCount).toBe(most > guaranteed ? most : undefined);
      }
    }),
  );
});

test('cheapest = the least price of those still in the pool, after any arrivals and departures', () => {
  const steps = fc.array(fc.oneof(fc.integer({ min: 1, max: 9 }), fc.constant('leave' as const)), {
    maxLength: 60,
    size: 'max',
  });
  fc.assert(
    fc.property(steps, (changes) => {
      const live = new Set<PooledTransaction>();
      const index = createPriceIndex(
        () => live,
        (each) => live.has(each),
      );
      for (const [sequence, change] of changes.entries()) {
        const cheapest = index.cheapest();
        expect(cheapest?.maxFeeWei).toBe(
          live.size === 0 ? undefined : Math.min(...[...live].map(({ maxFeeWei }) => maxFeeWei)),
        );
        if (change === 'leave') {
          if (cheapest !== undefined) live.delete(cheapest);
          continue;
        }
        const newcomer = pooled(0, change, sequence);
        live.add(newcomer);
        index.add(newcomer);
      }
    }),
  );
});
