import fc from 'fast-check';
import { expect, test } from 'vitest';
import { replicationSeed } from './seeds.ts';

const seed = fc.nat();
const index = fc.integer({ min: 0, max: 10_000 });

test('replication 0 has the seed that was given', () => {
  fc.assert(fc.property(seed, (given) => replicationSeed(given, 0) === given));
});

test('every seed is one that --seed takes: a safe whole number, 0 or more', () => {
  fc.assert(
    fc.property(seed, index, (given, number) => {
      const derived = replicationSeed(given, number);
      expect(Number.isSafeInteger(derived) && derived >= 0).toBe(true);
    }),
  );
});

test('no two replications of neighbouring seeds share a seed', () => {
  fc.assert(
    fc.property(seed, (given) => {
      const seeds = [given, given + 1, given + 2].flatMap((base) =>
        Array.from({ length: 100 }, (_, number) => replicationSeed(base, number)),
      );
      expect(new Set(seeds).size).toBe(300);
    }),
    { numRuns: 20 },
  );
});

test('the seeds of published results stay what they are', () => {
  expect([1, 2, 3].map((number) => replicationSeed(1, number))).toEqual([
    234246507467775, 3118500618362561, 7782856826685874,
  ]);
});
