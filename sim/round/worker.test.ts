import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createClientWorkers } from './worker.ts';

describe('client workers', () => {
  it('take no time where preparation takes none', () => {
    const workers = createClientWorkers({ preparationMs: 0, receiptMs: 0, workerCount: 1 });
    expect([3, 3, 8].map(workers.prepare)).toEqual([3, 3, 8]);
  });

  it('serve two at a time and queue the third', () => {
    const workers = createClientWorkers({ preparationMs: 10, receiptMs: 0, workerCount: 2 });
    expect([0, 0, 0, 4, 40].map(workers.prepare)).toEqual([10, 10, 20, 20, 50]);
  });

  it('handle a receipt behind the transactions that came before it, and delay those behind it', () => {
    const workers = createClientWorkers({ preparationMs: 10, receiptMs: 3, workerCount: 1 });
    expect([workers.prepare(0), workers.prepare(0), workers.handleReceipt(5), workers.prepare(5)]).toEqual([
      10, 20, 23, 33,
    ]);
  });

  it('let receipts that take no time pass by', () => {
    const workers = createClientWorkers({ preparationMs: 10, receiptMs: 0, workerCount: 1 });
    expect([workers.prepare(0), workers.handleReceipt(1), workers.prepare(2)]).toEqual([10, 1, 20]);
  });

  it('done = a first-come first-served queue that gives each job to the worker free first', () => {
    const jobs = fc.array(fc.tuple(fc.nat({ max: 30 }), fc.boolean()), { maxLength: 50 });
    const duration = fc.integer({ min: 1, max: 40 });
    fc.assert(
      fc.property(
        jobs,
        fc.integer({ min: 1, max: 5 }),
        duration,
        duration,
        (gaps, workerCount, preparationMs, receiptMs) => {
          const workers = createClientWorkers({ preparationMs, receiptMs, workerCount });
          const freeAt = new Array<number>(workerCount).fill(0);
          let nowMs = 0;
          for (const [gap, isReceipt] of gaps) {
            nowMs += gap;
            const first = freeAt.indexOf(Math.min(...freeAt));
            const begin = Math.max(nowMs, freeAt[first] as number);
            freeAt[first] = begin + (isReceipt ? receiptMs : preparationMs);
            expect(isReceipt ? workers.handleReceipt(nowMs) : workers.prepare(nowMs)).toBe(freeAt[first]);
          }
        },
      ),
    );
  });
});
