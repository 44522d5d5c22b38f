import { expect, test } from 'vitest';
import { thresholdMs } from './threshold.ts';

const times = [10, 14, 9, 20, 22, 14, 10, 25, 4, 23, 17, 18, 12, 6, 19, 20, 15, 19, 8, 35];

test.each([
  [0.8, 20],
  [0.85, 22],
  [0.9, 23],
  [0.95, 25],
  [1, 35],
])('V18: %f of the nodes have it at %i', (ratio, expected) => {
  expect(thresholdMs(times, ratio)).toBe(expected);
});

test('the smallest share is the first node, and a node that never has it is infinitely late', () => {
  expect(thresholdMs(times, 0.001)).toBe(4);
  expect(thresholdMs([1, Number.POSITIVE_INFINITY], 0.5)).toBe(1);
  expect(thresholdMs([1, Number.POSITIVE_INFINITY], 0.51)).toBe(Number.POSITIVE_INFINITY);
});

test('a share that is a whole number of nodes is not rounded up', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => index + 1);
  for (let rank = 1; rank <= 100; rank += 1) expect(thresholdMs(hundred, rank / 100)).toBe(rank);
});
