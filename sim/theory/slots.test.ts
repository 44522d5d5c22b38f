import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { slotReference } from '../testing/slot-reference.ts';
import { logarithm, minus, modulus, scaled } from './complex.ts';
import { poissonTerm } from './poisson-terms.ts';
import { littleLength } from './queue.ts';
import { logArrivals, slotRoots } from './slot-roots.ts';
import { nextBlockMeanS, type SlotQueue, slotBlockShares, slotMeanLeft, slotMeanS } from './slots.ts';

const slots = (arrivalTps: number, batch: number, missedRatio = 0): SlotQueue => ({
  arrivalTps,
  intervalS: 12,
  batch,
  missedRatio,
});

const unlimited = Number.POSITIVE_INFINITY;

describe('printed figures', () => {
  test.each([
    [0.7, 10, '7.99438'],
    [0.75, 10, '10.13498'],
    [7, 100, '6.02797'],
    [1 / 15, 1, '30.00000'],
  ])('V7: %f a second into slots of %i: W = %s s', (arrivalTps, batch, expected) => {
    expect(slotMeanS(slots(arrivalTps, batch)).toFixed(5)).toBe(expected);
  });

  test.each([
    [0.01, '6.12121'],
    [0.05, '6.63158'],
  ])('V8: with %f of the slots missed the next block is %s s away', (missedRatio, expected) => {
    expect(nextBlockMeanS({ intervalS: 12, missedRatio }).toFixed(5)).toBe(expected);
    expect(slotMeanS(slots(5, unlimited, missedRatio)).toFixed(5)).toBe(expected);
  });

  test('light load: T/2, and with the template of the slot before, 3T/2', () => {
    expect(slotMeanS(slots(0.01, 50))).toBeCloseTo(6, 9);
    expect(slotMeanS(slots(0.01, 50), { confirmations: 1, template: 'frozen' })).toBeCloseTo(18, 9);
    expect(slotMeanS(slots(0.01, 50, 0.2), { confirmations: 3, template: 'at-block' })).toBeCloseTo(39, 9);
  });
});

const load = (max: number) => fc.double({ min: 0.01, max, noNaN: true });
const queues = (mostLoad: number, mostMissed: number, mostPlaces: number) =>
  fc
    .record({
      used: load(mostLoad),
      missedRatio: fc.oneof(fc.constant(0), fc.double({ min: 0.001, max: mostMissed, noNaN: true })),
      batch: fc.integer({ min: 1, max: mostPlaces }),
    })
    .map(({ used, missedRatio, batch }) =>
      slots((used * batch * (1 - missedRatio)) / 12, batch, missedRatio),
    );
const anyQueue = queues(0.999, 0.9, 100);
const moderate = queues(0.8, 0.4, 10);

/** E[X] = Σ E[(S_n − nb)⁺]/n, S_n the arrivals between n + 1 blocks. Spitzer, Trans. Amer. Math. Soc. 82, 1956. */
const spitzerMeanLeft = (offered: number, batch: number): number => {
  let sum = 0;
  for (let n = 1; n < 4_000; n += 1) {
    let [excess, k] = [0, n * batch + 1];
    for (let term = poissonTerm(k, n * offered); term > 1e-18; k += 1) {
      excess += (k - n * batch) * term;
      term *= (n * offered) / (k + 1);
    }
    sum += excess / n;
    if (excess < 1e-15) break;
  }
  return sum;
};

describe('laws', () => {
  test('z^b = A(z) at b − 1 different points of the disc', () => {
    fc.assert(
      fc.property(anyQueue, ({ batch, arrivalTps, missedRatio }) => {
        const arrivals = { batch, offered: arrivalTps * 12, missedRatio };
        const roots = slotRoots(arrivals);
        const count = roots.reduce((sum, { multiplicity }) => sum + multiplicity, 0);
        expect(count).toBe(batch - 1);
        for (const { z } of roots) {
          expect(modulus(z)).toBeLessThan(1);
          // b ln z − ln A(z) is a whole number of turns.
          const [re, im] = minus(scaled(batch, logarithm(z)), logArrivals(arrivals, z));
          const turns = im / (2 * Math.PI);
          expect(Math.hypot(re, 2 * Math.PI * (turns - Math.round(turns)))).toBeLessThan(1e-11);
        }
        const angles = roots.map(({ z }) => Math.atan2(z[1], z[0]));
        expect(angles).toEqual(angles.toSorted((a, b) => a - b));
        expect(new Set(angles).size).toBe(roots.length);
      }),
    );
  });

  test('E[X] by its roots is E[X] by Spitzer’s identity', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 0.9, noNaN: true }),
        fc.integer({ min: 1, max: 60 }),
        (used, batch) => {
          const byRoots = slotMeanLeft(slots((used * batch) / 12, batch));
          expect(byRoots).toBeCloseTo(spitzerMeanLeft(used * batch, batch), 8);
        },
      ),
      { numRuns: 50 },
    );
  });

  test('b = 1 is M/D/1: the queue is a²/(2(1 − a))', () => {
    fc.assert(
      fc.property(load(0.97), (used) => {
        expect(slotMeanLeft(slots(used / 12, 1))).toBeCloseTo(used ** 2 / (2 * (1 - used)), 10);
        expect(slotBlockShares(slots(used / 12, 1)).emptyRatio).toBeCloseTo(1 - used, 12);
      }),
    );
  });

  test('mean, empty and full share are those of the stationary chain, step by step, and L = λ W', () => {
    fc.assert(
      fc.property(moderate, (queue) => {
        const reference = slotReference(queue);
        const { emptyRatio, fullRatio } = slotBlockShares(queue);
        expect(emptyRatio).toBeCloseTo(reference.emptyRatio, 8);
        expect(fullRatio).toBeCloseTo(reference.fullRatio, 8);
        const length = littleLength(queue.arrivalTps, slotMeanS(queue));
        expect(length / reference.queueLength).toBeCloseTo(1, 6);
      }),
      { numRuns: 15 },
    );
  });

  test('W falls with b, and without a limit it is T/2 + T m/(1 − m)', () => {
    fc.assert(
      fc.property(anyQueue, (queue) => {
        const more = slotMeanS({ ...queue, batch: queue.batch + 1 });
        expect(slotMeanS(queue)).toBeGreaterThanOrEqual(more * (1 - 1e-7));
        expect(slotMeanS({ ...queue, batch: 5_000 }) / nextBlockMeanS(queue)).toBeCloseTo(1, 7);
        expect(slotMeanS({ ...queue, batch: unlimited })).toBe(nextBlockMeanS(queue));
      }),
      { numRuns: 20 },
    );
  });
});

test('an interval of nothing and slots that are all missed have no next block', () => {
  expect(() => nextBlockMeanS({ intervalS: 0, missedRatio: 1 })).toThrow(
    expect.objectContaining({
      problems: ['intervalS', 'missedRatio'].map((path) => expect.objectContaining({ path })),
    }),
  );
});

test.each([
  ['as many arrivals as places', slots(1, 12), ['batch']],
  ['missed slots that leave too few places', slots(1, 13, 0.1), ['batch']],
  ['every slot missed, and no arrivals', slots(0, 1, 1), ['missedRatio', 'arrivalTps']],
  ['too many places to find a root for each', slots(1, 1_000_000), ['batch']],
])('%s: outside the domain', (_name, queue, paths) => {
  for (const ask of [slotMeanS, slotBlockShares])
    expect(() => ask(queue)).toThrow(
      expect.objectContaining({
        code: 'OUTSIDE_DOMAIN',
        problems: paths.map((path) => expect.objectContaining({ path })),
      }),
    );
});
