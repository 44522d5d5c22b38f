import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { slotReference } from '../testing/slot-reference.ts';
import { slotQuantilesS } from './slot-latency.ts';
import { nextBlockMeanS, type SlotQueue } from './slots.ts';

const shares = [0.05, 0.5, 0.9, 0.95, 0.99];

const anyQueue = fc
  .record({
    load: fc.double({ min: 0.05, max: 0.8, noNaN: true }),
    missedRatio: fc.oneof(fc.constant(0), fc.double({ min: 0.01, max: 0.4, noNaN: true })),
    batch: fc.integer({ min: 1, max: 8 }),
  })
  .map(
    ({ load, missedRatio, batch }): SlotQueue => ({
      arrivalTps: (load * batch * (1 - missedRatio)) / 12,
      intervalS: 12,
      batch,
      missedRatio,
    }),
  );

describe('quantiles', () => {
  test('P(W ≤ quantile(p)) = p by the stationary chain, step by step', () => {
    fc.assert(
      fc.property(
        anyQueue,
        fc.integer({ min: 1, max: 3 }),
        fc.boolean(),
        (queue, confirmations, isFrozen) => {
          const reference = slotReference(queue);
          const template = isFrozen ? 'frozen' : 'at-block';
          const found = slotQuantilesS(queue, shares, { confirmations, template });
          for (const [index, quantileS] of found.entries()) {
            const served = reference.servedBy(quantileS as number, confirmations - 1 + Number(isFrozen));
            expect(served).toBeCloseTo(shares[index] as number, 6);
          }
        },
      ),
      { numRuns: 15 },
    );
  });

  test('light load: pT, and a slot more for each confirmation', () => {
    const light = { arrivalTps: 0.1, intervalS: 12, batch: 500, missedRatio: 0 };
    const first = slotQuantilesS(light, shares) as number[];
    for (const [index, p] of shares.entries()) expect(first[index]).toBeCloseTo(12 * p, 6);
    const third = slotQuantilesS(light, shares, { confirmations: 3, template: 'at-block' }) as number[];
    for (const [index, p] of shares.entries()) expect(third[index]).toBeCloseTo(24 + 12 * p, 6);
  });

  test('without a limit and half of the slots missed: P(W ≤ MT) is that of a block among M slots', () => {
    const queue = { arrivalTps: 1, intervalS: 12, batch: Number.POSITIVE_INFINITY, missedRatio: 0.5 };
    const [median, later] = slotQuantilesS(queue, [0.5, 1 - 0.5 ** 4]) as number[];
    expect(median).toBeCloseTo(12, 6);
    expect(later).toBeCloseTo(48, 6);
    expect(nextBlockMeanS(queue)).toBe(18);
  });

  test('heavy load: almost exponential, p99 / p50 → log₂ 100', () => {
    const heavy = { arrivalTps: (0.995 * 20) / 12, intervalS: 12, batch: 20, missedRatio: 0 };
    const [median, last] = slotQuantilesS(heavy, [0.5, 0.99]) as [number, number];
    expect(last / median).toBeGreaterThan(6);
    expect(last / median).toBeLessThan(Math.log2(100));
  });

  test('what would take long is not computed', () => {
    const large = { arrivalTps: (0.9999 * 20_000) / 12, intervalS: 12, batch: 20_000, missedRatio: 0 };
    expect(slotQuantilesS(large, [0.5])).toEqual([undefined]);
  });
});

test('bad shares and no steady state are outside the domain', () => {
  const queue = { arrivalTps: 1, intervalS: 12, batch: 20, missedRatio: 0 };
  const outside = expect.objectContaining({ code: 'OUTSIDE_DOMAIN' });
  expect(() => slotQuantilesS(queue, [0, 0.5])).toThrow(outside);
  expect(() => slotQuantilesS({ ...queue, batch: 12 }, [0.5])).toThrow(outside);
});
