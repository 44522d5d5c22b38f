import { describe, expect, test } from 'vitest';
import { calibrate, queueAt } from './calibration.ts';
import { queueFigures } from './queue-model.ts';

const offers = [
  { name: 'long', count: 1000, sendTps: 300 },
  { name: 'short', count: 100, sendTps: 200 },
];

describe('the search', () => {
  test('finds a queue whose figures are those that a queue of the box has made', () => {
    const made = queueAt([2, 12, 25, 1]);
    const targets = offers.map((offer) => ({ ...offer, figures: queueFigures(offer, made) }));
    const { queue, residual } = calibrate(targets);
    expect(residual).toBeLessThan(0.01);
    expect(queue.intervalUs / 1e6).toBeCloseTo(2, 0);
    expect((queue.transactionsPerBlock * 1e6) / queue.intervalUs).toBeCloseTo(12, 0);
  });

  test('finds the same again: it draws nothing', () => {
    const figures = { sendRateTps: 300, maxDelayS: 40, minDelayS: 16, avgDelayS: 41, throughputTps: 12 };
    const targets = offers.slice(0, 1).map((offer) => ({ ...offer, figures }));
    expect(calibrate(targets)).toEqual(calibrate(targets));
  });
});

test('a queue is rounded to what one would write into a profile', () => {
  expect(queueAt([1.80412, 13.3, 25.4149, 0.139])).toEqual({
    intervalUs: 1_804_000,
    transactionsPerBlock: 24,
    preparationUs: 25_410,
    receiptUs: 140,
  });
});
