import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { queueFigures } from './queue-model.ts';

const plain = { transactionsPerBlock: 1, preparationUs: 0, receiptUs: 0 };

describe('a queue that serves one at a time, sent faster than it serves', () => {
  const overload = fc.record({
    count: fc.integer({ min: 2, max: 400 }),
    servedTps: fc.integer({ min: 1, max: 50 }),
    overloadRatio: fc.double({ min: 1.01, max: 40, noNaN: true }),
  });

  test('mean = (N + 1)/(2μ) − W/2, greatest = N/μ − W, throughput = μ', () => {
    fc.assert(
      fc.property(overload, ({ count, servedTps, overloadRatio }) => {
        const sendTps = servedTps * overloadRatio;
        const intervalUs = Math.round(1e6 / servedTps);
        const mu = 1e6 / intervalUs;
        const windowS = (count - 1) / sendTps;
        const figures = queueFigures({ count, sendTps }, { ...plain, intervalUs });
        expect(figures.avgDelayS).toBeCloseTo((count + 1) / (2 * mu) - windowS / 2, 5);
        expect(figures.maxDelayS).toBeCloseTo(count / mu - windowS, 5);
        expect(figures.throughputTps).toBeCloseTo(mu, 9);
        // Instants lie on a grid of a microsecond, so the window is off by one at most.
        expect(Math.abs(count / figures.sendRateTps - windowS)).toBeLessThanOrEqual(1e-6);
      }),
    );
  });
});

test('in blocks, a send waits for the next one that has room', () => {
  // Sent at 0, 100, 200, 300 ms; blocks of two at 250, 500 ms: the fourth finds the first block past.
  const figures = queueFigures(
    { count: 4, sendTps: 10 },
    { intervalUs: 250_000, transactionsPerBlock: 2, preparationUs: 0, receiptUs: 0 },
  );
  expect(figures).toMatchObject({ maxDelayS: 0.3, minDelayS: 0.15, throughputTps: 8 });
  expect(figures.avgDelayS).toBeCloseTo((0.25 + 0.15 + 0.3 + 0.2) / 4, 12);
});

test('what is submitted at the very instant of a block is for the next one', () => {
  const queue = { ...plain, intervalUs: 100_000, transactionsPerBlock: 9 };
  expect(queueFigures({ count: 2, sendTps: 10 }, queue).maxDelayS).toBe(0.1);
});

test('receipts wait behind transactions that are still to be prepared', () => {
  // All due by 10 ms, prepared at 100, 200, …, 1100 ms: the receipt of the first block, at 150 ms, is handled after them.
  const queue = { intervalUs: 150_000, transactionsPerBlock: 99, preparationUs: 100_000, receiptUs: 1_000 };
  const figures = queueFigures({ count: 11, sendTps: 1_000 }, queue);
  expect(figures.minDelayS).toBeCloseTo(1.101, 6);
  const free = queueFigures({ count: 11, sendTps: 1_000 }, { ...queue, receiptUs: 0 });
  expect(free.minDelayS).toBeCloseTo(0.15, 6);
});
