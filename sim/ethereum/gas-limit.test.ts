import fc from 'fast-check';
import { expect, test } from 'vitest';
import { leastGasLimit, nextGasLimit } from './gas-limit.ts';

const limit = fc.bigInt({ min: leastGasLimit, max: 10n ** 9n });

test('V25: from 12.5 to 15 million gas in 187 blocks, and back in as many', () => {
  const blocksTo = (target: bigint, from: bigint): number => {
    let blocks = 0;
    for (let at = from; at !== target; at = nextGasLimit(at, target)) blocks += 1;
    return blocks;
  };
  expect(blocksTo(15_000_000n, 12_500_000n)).toBe(187);
  expect(blocksTo(12_500_000n, 15_000_000n)).toBe(187);
});

test('each step is one that a header may make, never away from the target, and never short of it without need', () => {
  fc.assert(
    fc.property(limit, limit, (parent, target) => {
      const next = nextGasLimit(parent, target);
      const moved = next > parent ? next - parent : parent - next;
      const distance = (from: bigint): bigint => (target > from ? target - from : from - target);
      expect(moved < parent / 1024n).toBe(true);
      expect(distance(next) === distance(parent) - moved).toBe(true);
      expect(next === target || moved === parent / 1024n - 1n).toBe(true);
    }),
  );
});
