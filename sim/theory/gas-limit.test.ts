import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blockCapacity, blocksToMoveGasLimit, capacityTps } from './gas-limit.ts';

const million = 1_000_000n;
const transferGas = 21_000n;

describe('printed figures', () => {
  test.each([
    [125n * (million / 10n), 13.2, 595, '45.08'],
    [15n * million, 13.2, 714, '54.09'],
    [30n * million, 12, 1_428, '119.00'],
    [36n * million, 12, 1_714, '142.83'],
    [45n * million, 12, 2_142, '178.50'],
    [60n * million, 12, 2_857, '238.08'],
  ])('V16: a limit of %i gas every %f s: %i transfers, %s a second', (gasLimit, intervalS, count, rate) => {
    const capacity = blockCapacity(gasLimit, transferGas);
    expect(capacity).toBe(count);
    expect(capacityTps(capacity, intervalS).toFixed(2)).toBe(rate);
  });

  test('V16: a pool operator’s arithmetic of 2020: 35 TPS at 10 M, 44 at 12.5 M, at 13.5 s', () => {
    const rates = [10_000_000n, 12_500_000n].map((limit) =>
      capacityTps(blockCapacity(limit, transferGas), 13.5),
    );
    expect(rates.map((rate) => Math.round(rate))).toEqual([35, 44]);
  });

  test.each([
    [12_500_000n, 15_000_000n, 187],
    [36_000_000n, 60_000_000n, 524],
    [45_000_000n, 60_000_000n, 295],
  ])('V25: from %i to %i gas in %i blocks', (from, to, blocks) => {
    expect(blocksToMoveGasLimit(from, to)).toBe(blocks);
  });
});

const limit = fc.bigInt({ min: 5_000n, max: 100_000_000n });

describe('laws', () => {
  test('no way takes no blocks, and a detour is never shorter', () => {
    fc.assert(
      fc.property(limit, limit, limit, (a, b, c) => {
        expect(blocksToMoveGasLimit(a, a)).toBe(0);
        const detour = blocksToMoveGasLimit(a, b) + blocksToMoveGasLimit(b, c);
        expect(blocksToMoveGasLimit(a, c)).toBeLessThanOrEqual(detour);
      }),
    );
  });

  test('upward it takes about 1024 ln(to/from) blocks', () => {
    const blocks = blocksToMoveGasLimit(50_000_000n, 100_000_000n);
    expect(blocks / (1024 * Math.LN2)).toBeCloseTo(1, 2);
  });
});

test('limits that the protocol forbids, no gas and no time are outside the domain', () => {
  const outside = expect.objectContaining({ code: 'OUTSIDE_DOMAIN' });
  expect(() => blocksToMoveGasLimit(4_999n, 1n)).toThrow(outside);
  expect(() => blockCapacity(1n, 0n)).toThrow(outside);
  expect(() => capacityTps(1, 0)).toThrow(outside);
});
