import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createClientWorkers } from './worker.ts';

describe('client workers', () => {
  it('take no time where preparation takes none', () => {
    const workers = createClientWorkers({ preparationMs: 0, workerCount: 1 });
    expect([3, 3, 8].map(workers.prepare)).toEqual([3, 3, 8]);
  });

  it('serve two at a time and queue the third', () => {
    const workers = createClientWorkers({ preparationMs: 10, workerCount: 2 });
    expect([0, 0, 0, 4, 40].map(workers.prepare)).toEqual([10, 10, 20, 20, 50]);
  });

  it('done = a first-come first-served queue that gives each job to the worker free first', () => {
    const jobs = fc.array(fc.nat({ max: 30 }), { maxLength: 50 });
    fc.assert(
      fc.property(
        jobs,
        fc.integer({ min: 1, max: 5 }),
        fc.nat({ max: 40 }),
        (gaps, workerCount, preparationMs) => {
          const workers = createClientWorkers({ preparationMs, workerCount });
          const freeAt = new Array<number>(workerCount).fill(0);
          let nowMs = 0;
          for (const gap of gaps) {
            nowMs += gap;
            const first = freeAt.indexOf(Math.min(...freeAt));
            freeAt[first] = Math.max(nowMs, freeAt[first] as number) + preparationMs;
            expect(workers.prepare(nowMs)).toBe(freeAt[first]);
          }
        },
      ),
    );
  });
});
