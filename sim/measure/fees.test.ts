import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFeeTally, summariseFees } from './fees.ts';

const tallyOf = (fees: readonly bigint[]) => {
  const tally = createFeeTally();
  for (const fee of fees) tally.add(fee);
  return tally;
};

describe('the distribution of fees', () => {
  it('has its percentiles by nearest rank and its deviation of the sample, in whole wei', () => {
    const fees = Array.from({ length: 100 }, (_, index) => BigInt(100 - index) * 10n ** 18n);
    expect(summariseFees([tallyOf(fees)])).toEqual({
      count: 100,
      min: 10n ** 18n,
      mean: 505n * 10n ** 17n,
      p50: 50n * 10n ** 18n,
      p90: 90n * 10n ** 18n,
      p95: 95n * 10n ** 18n,
      p99: 99n * 10n ** 18n,
      max: 100n * 10n ** 18n,
      // √(100 · 101 / 12) = 29.011491975882017134537…
      stddev: 29_011_491_975_882_017_135n,
      total: 5_050n * 10n ** 18n,
    });
  });

  it('has no deviation for one fee, and is nothing for none', () => {
    expect(summariseFees([tallyOf([7n])])).toMatchObject({ p50: 7n, p99: 7n, stddev: null });
    expect(summariseFees([tallyOf([])])).toBeNull();
  });

  it('stddev = the nearest whole root of Σ(x − x̄)² / (n − 1)', () => {
    const fee = fc.oneof(fc.bigInt(0n, 1_000n), fc.bigInt(0n, 2n ** 70n));
    fc.assert(
      fc.property(fc.array(fee, { minLength: 2, maxLength: 30 }), (fees) => {
        const summary = summariseFees([tallyOf(fees)]);
        const n = BigInt(fees.length);
        const total = fees.reduce((sum, one) => sum + one, 0n);
        const squares = fees.reduce((sum, one) => sum + (n * one - total) ** 2n, 0n); // n² Σ(x − x̄)²
        const quadrupled = (4n * squares) / (n * n * (n - 1n));
        const twice = 2n * (summary?.stddev ?? -1n);
        expect(twice < 1n || (twice - 1n) ** 2n <= quadrupled + 4n).toBe(true);
        expect((twice + 1n) ** 2n >= quadrupled - 4n).toBe(true);
      }),
    );
  });

  it('summarise(parts) = summarise(whole), however large the fees', () => {
    const parts = fc.array(fc.array(fc.bigInt(0n, 2n ** 65n), { maxLength: 8 }), { maxLength: 5 });
    fc.assert(
      fc.property(parts, (lists) => {
        expect(summariseFees(lists.map(tallyOf))).toEqual(summariseFees([tallyOf(lists.flat())]));
      }),
    );
  });

  it('percentiles are ordered, and each is a fee that was paid', () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt(0n, 2n ** 66n), { minLength: 1, maxLength: 200 }), (fees) => {
        const { min, p50, p90, p95, p99, max } = summariseFees([tallyOf(fees)]) as NonNullable<
          ReturnType<typeof summariseFees>
        >;
        const ranks = [min, p50, p90, p95, p99, max];
        for (const rank of ranks) expect(fees).toContain(rank);
        expect(ranks.every((rank, index) => index === 0 || rank >= (ranks[index - 1] as bigint))).toBe(true);
      }),
    );
  });
});
