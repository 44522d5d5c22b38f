import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runInOrder } from './in-order.ts';

interface Done {
  readonly index: number;
  readonly isFailed: boolean;
}

const isFailed = (done: Done): boolean => done.isFailed;
const never = new AbortController().signal;
const abandonment = new Error('abandoned');
const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

/** Jobs that end in whatever order the scheduler of fast-check likes. */
const laneOf = (scheduler: fc.Scheduler, failing: ReadonlySet<number>) => async (index: number) => {
  await scheduler.schedule(Promise.resolve(), `job ${index}`);
  return { index, isFailed: failing.has(index) };
};

const count = fc.integer({ min: 0, max: 12 });
const laneCount = fc.integer({ min: 1, max: 5 });
const failures = fc.uniqueArray(fc.nat(11), { maxLength: 3 });

describe('runInOrder', () => {
  it('gives the outcomes up to the first failure, whatever the lanes and whoever is first', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), count, laneCount, failures, async (scheduler, to, lanes, failed) => {
        const lane = laneOf(scheduler, new Set(failed));
        const jobs = {
          from: 0,
          to,
          lanes: new Array(lanes).fill(lane),
          isFailed,
          signal: never,
          abandonment,
        };
        const outcomes = await scheduler.waitFor(runInOrder<Done>(jobs));
        const end = Math.min(to, ...failed.map((index) => index + 1));
        expect(outcomes.map(({ index }) => index)).toEqual(upTo(end));
      }),
    );
  });

  it('keeps every lane busy with one job at a time, beginning with the first job in the first lane', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), laneCount, async (scheduler, lanes) => {
        const begun: [lane: number, index: number][] = [];
        const busy = new Set<number>();
        const laneNumber = (lane: number) => async (index: number) => {
          expect(busy.has(lane)).toBe(false);
          busy.add(lane);
          begun.push([lane, index]);
          await scheduler.schedule(Promise.resolve());
          busy.delete(lane);
          return { index, isFailed: false };
        };
        const jobs = { from: 3, to: 13, isFailed, signal: never, abandonment };
        await scheduler.waitFor(runInOrder<Done>({ ...jobs, lanes: upTo(lanes).map(laneNumber) }));
        expect(begun[0]).toEqual([0, 3]);
        expect(begun.map(([, index]) => index)).toEqual(upTo(10).map((index) => index + 3));
      }),
    );
  });

  it('abandons what has begun beyond a failure, and waits for what comes before it', async () => {
    const endings = new Map<number, (isFailed: boolean) => void>();
    const lane = (index: number, signal: AbortSignal) =>
      new Promise<Done | undefined>((resolve) => {
        endings.set(index, (failed) => resolve({ index, isFailed: failed }));
        signal.addEventListener('abort', () => resolve(undefined));
      });
    const jobs = { from: 0, to: 9, lanes: [lane, lane, lane], isFailed, signal: never, abandonment };
    const all = runInOrder<Done>(jobs);
    endings.get(1)?.(true); // job 2 is abandoned now, job 0 goes on
    endings.get(0)?.(false);
    expect(await all).toEqual([
      { index: 0, isFailed: false },
      { index: 1, isFailed: true },
    ]);
    expect([...endings.keys()]).toEqual([0, 1, 2]);
  });

  it('keeps what was done when the signal comes, gaps included, and begins nothing more', async () => {
    const abort = new AbortController();
    const endings = new Map<number, () => void>();
    const lane = (index: number, signal: AbortSignal) =>
      new Promise<Done | undefined>((resolve) => {
        endings.set(index, () => resolve({ index, isFailed: false }));
        signal.addEventListener('abort', () => resolve(undefined));
      });
    const jobs = { from: 0, to: 9, lanes: [lane, lane], isFailed, signal: abort.signal, abandonment };
    const all = runInOrder<Done>(jobs);
    endings.get(1)?.();
    await Promise.resolve()
      .then(() => {})
      .then(() => {});
    abort.abort(new Error('stop'));
    expect((await all).map(({ index }) => index)).toEqual([1]);
    expect(endings.size).toBeLessThanOrEqual(3);
  });
});
