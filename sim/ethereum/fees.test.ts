import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { effectiveGasPriceWei, initialBaseFeeWei, nextBaseFeeWei } from './fees.ts';

const gwei = 1_000_000_000n;
const repeated = (from: bigint, shares: readonly bigint[], times: number): bigint => {
  let baseFeePerGasWei = from;
  for (let index = 0; index < times; index++) {
    const gasUsed = shares[index % shares.length] ?? 0n;
    baseFeePerGasWei = nextBaseFeeWei({ gasLimit: 30_000_000n, gasUsed, baseFeePerGasWei });
  }
  return baseFeePerGasWei;
};
const [full, empty] = [30_000_000n, 0n];

describe('the base fee', () => {
  // EIP-1559's test cases as geth has them (consensus/misc/eip1559/eip1559_test.go).
  it.each([
    [10_000_000n, 1_000_000_000n],
    [9_000_000n, 987_500_000n],
    [11_000_000n, 1_012_500_000n],
  ])('after a block of 20 M gas limit that used %d is %d', (gasUsed, expected) => {
    expect(nextBaseFeeWei({ gasLimit: 20_000_000n, gasUsed, baseFeePerGasWei: gwei })).toBe(expected);
  });

  it('of block 12,965,001 follows from the first London block', () => {
    const london = { gasLimit: 30_029_122n, gasUsed: 30_025_257n, baseFeePerGasWei: initialBaseFeeWei };
    expect(nextBaseFeeWei(london)).toBe(1_124_967_822n);
  });

  it('rises by an eighth with every full block, each division floored', () => {
    expect([1, 2, 8, 10, 50].map((times) => repeated(100n * gwei, [full], times))).toEqual([
      112_500_000_000n,
      126_562_500_000n,
      256_578_451_392n,
      324_732_102_543n,
      36_109_886_416_727n,
    ]);
  });

  it('falls with empty blocks, and slowly in alternation', () => {
    expect(repeated(gwei, [empty], 10)).toBe(263_075_578n);
    expect(repeated(gwei, [full, empty], 200)).toBe(207_041_572n);
  });

  it('of 7 wei cannot fall, but rises by 1', () => {
    expect(repeated(7n, [empty], 1)).toBe(7n);
    expect(repeated(7n, [full], 1)).toBe(8n);
  });

  it('moves by an eighth at most, and by 1 at least when it rises', () => {
    const fees = fc.bigInt({ min: 0n, max: 10n ** 15n });
    const limits = fc.bigInt({ min: 5000n, max: 10n ** 9n });
    fc.assert(
      fc.property(fees, limits, fc.nat(1000), (baseFeePerGasWei, gasLimit, share) => {
        const gasUsed = (gasLimit * BigInt(share)) / 1000n;
        const next = nextBaseFeeWei({ gasLimit, gasUsed, baseFeePerGasWei });
        const target = gasLimit / 2n;
        if (gasUsed > target) expect(next).toBeGreaterThan(baseFeePerGasWei);
        if (gasUsed === target) expect(next).toBe(baseFeePerGasWei);
        if (gasUsed < target) expect(next).toBeLessThanOrEqual(baseFeePerGasWei);
        expect(next - baseFeePerGasWei).toBeLessThanOrEqual(baseFeePerGasWei / 7n + 1n);
        expect(baseFeePerGasWei - next).toBeLessThanOrEqual(baseFeePerGasWei / 8n);
      }),
    );
  });
});

describe('the effective gas price', () => {
  const offer = { maxFeePerGasWei: 30n, maxPriorityFeePerGasWei: 2n };
  it('is base fee and tip', () => expect(effectiveGasPriceWei(offer, 10n)).toBe(12n));
  it('is at most the cap', () => expect(effectiveGasPriceWei(offer, 29n)).toBe(30n));
  it('is the whole price without a base fee', () => expect(effectiveGasPriceWei(offer, undefined)).toBe(30n));
});
