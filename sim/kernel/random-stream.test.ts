import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { philox4x32 } from './philox.ts';
import type { RandomStream } from './random.ts';
import { createRandom } from './random-stream.ts';

const words = (random: RandomStream, count: number): number[] =>
  Array.from({ length: count }, () => random.uint32());

/** The definition in the header of random-stream.ts, written a second time. */
const expectedWords = (path: readonly string[], blockCount: number): number[] => {
  let key: [number, number] | undefined;
  for (const part of path) {
    const text = JSON.stringify(['chronobench-random-1', ...(key ?? ['seed']), part]);
    const digest = createHash('sha256').update(text, 'utf8').digest();
    key = [digest.readUInt32BE(0), digest.readUInt32BE(4)];
  }
  return Array.from({ length: blockCount }, (_, counter) => {
    const block = new Uint32Array(4);
    philox4x32(block, ...(key ?? [0, 0]), counter, 0, 0, 0);
    return [...block];
  }).flat();
};

const labels = fc.array(fc.string(), { maxLength: 4 });

test('stream(seed).fork(a).fork(b) = Philox under SHA-256 of the path', () => {
  fc.assert(
    fc.property(fc.string(), labels, (seed, path) => {
      const stream = path.reduce((random, label) => random.fork(label), createRandom(seed));
      expect(words(stream, 12)).toEqual(expectedWords([seed, ...path], 3));
    }),
  );
});

test('the streams of seed 1 are these, in every version that calls itself chronobench-random-1', () => {
  const random = createRandom(1);
  const fork = random.fork('block');
  expect([words(random, 5), words(fork, 2), fork.uniform(), fork.integer(1000)]).toMatchInlineSnapshot(`
    [
      [
        86904008,
        334792600,
        1935521853,
        333458554,
        1576189196,
      ],
      [
        2115896041,
        1999596533,
      ],
      0.398177293518692,
      100,
    ]
  `);
});

test('fork(label) after any draws = fork(label) before them', () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(20), (label, drawCount) => {
      const fresh = createRandom('seed');
      const used = createRandom('seed');
      words(used, drawCount);
      expect(words(used.fork(label), 8)).toEqual(words(fresh.fork(label), 8));
    }),
  );
});

test('distinct paths of labels give distinct streams, however the labels are cut', () => {
  const root = createRandom(7);
  const paths = [
    [],
    ['ab'],
    ['a', 'b'],
    ['a'],
    ['b'],
    ['b', 'a'],
    ['a","b'],
    [''],
    ['', ''],
    ['\ud800'],
    ['\ud801'],
  ];
  const firsts = paths.map((path) => path.reduce((random, label) => random.fork(label), root).uint32());
  expect(new Set(firsts).size).toBe(paths.length);
});

test('1, 1n and "1" are one seed; another seed is another stream', () => {
  const reference = words(createRandom(1), 4);
  expect(words(createRandom(1n), 4)).toEqual(reference);
  expect(words(createRandom('1'), 4)).toEqual(reference);
  expect(words(createRandom(2), 4)).not.toEqual(reference);
});

test('0 ≤ integer(bound) < bound, for every bound', () => {
  const random = createRandom('bounds');
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 32 - 1 }), (bound) => {
      const value = random.integer(bound);
      expect(Number.isInteger(value) && value >= 0 && value < bound).toBe(true);
    }),
  );
});

/** The 99.999th percentile of χ² with k degrees of freedom, by Wilson and Hilferty (PNAS 17, 1931), z = 4.265. */
const chiSquaredLimit = (k: number): number => k * (1 - 2 / (9 * k) + 4.265 * Math.sqrt(2 / (9 * k))) ** 3;

const chiSquared = (counts: readonly number[], expected: number): number =>
  counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);

// At 3 · 2³⁰ a multiplication without rejection gives every third value twice as often, a remainder the lowest third.
test.each([6, 96, 3 * 2 ** 30])('integer(%d) is uniform over its range and over its residues', (bound) => {
  const cellCount = Math.min(bound, 96);
  const drawCount = 200_000;
  const ranges = new Array<number>(cellCount).fill(0);
  const residues = new Array<number>(cellCount).fill(0);
  const random = createRandom('unbiased');
  for (let draw = 0; draw < drawCount; draw += 1) {
    const value = random.integer(bound);
    const range = Math.floor(value / (bound / cellCount));
    const residue = value % cellCount;
    ranges[range] = (ranges[range] ?? 0) + 1;
    residues[residue] = (residues[residue] ?? 0) + 1;
  }
  expect(chiSquared(ranges, drawCount / cellCount)).toBeLessThan(chiSquaredLimit(cellCount - 1));
  expect(chiSquared(residues, drawCount / cellCount)).toBeLessThan(chiSquaredLimit(cellCount - 1));
});

test('uniform() is uniform on [0, 1), also in its lowest bits', () => {
  const random = createRandom('uniform');
  const high = new Array<number>(64).fill(0);
  const low = new Array<number>(64).fill(0);
  const drawCount = 200_000;
  for (let draw = 0; draw < drawCount; draw += 1) {
    const value = random.uniform();
    const highCell = Math.floor(value * 64);
    const lowCell = (value * 2 ** 53) % 64;
    high[highCell] = (high[highCell] ?? 0) + 1;
    low[lowCell] = (low[lowCell] ?? 0) + 1;
  }
  expect(high).toHaveLength(64);
  expect(chiSquared(high, drawCount / 64)).toBeLessThan(chiSquaredLimit(63));
  expect(chiSquared(low, drawCount / 64)).toBeLessThan(chiSquaredLimit(63));
});

test('forks with neighbouring labels are uncorrelated', () => {
  const root = createRandom('forks');
  const sampleCount = 20_000;
  let sum = 0;
  for (let index = 0; index < sampleCount; index += 1) {
    sum += (root.fork(`${index}`).uniform() - 0.5) * (root.fork(`${index + 1}`).uniform() - 0.5);
  }
  // Under independence the terms have mean 0 and variance 1/144; five standard errors.
  expect(Math.abs(sum)).toBeLessThan((5 * Math.sqrt(sampleCount)) / 12);
});

test('pick takes every element, and refuses an empty list', () => {
  const random = createRandom('pick');
  const picked = new Set(Array.from({ length: 100 }, () => random.pick(['a', 'b', 'c'])));
  expect([...picked].sort()).toEqual(['a', 'b', 'c']);
  expect(() => random.pick([])).toThrow(expect.objectContaining({ code: 'RANDOM_BOUND_INVALID' }));
});

test.each([0, -1, 1.5, 2 ** 32, Number.NaN])('integer(%d) is refused', (bound) => {
  expect(() => createRandom(1).integer(bound)).toThrow(
    expect.objectContaining({ code: 'RANDOM_BOUND_INVALID' }),
  );
});

test.each([0.5, 2 ** 53, Number.NaN])('the seed %d is refused', (seed) => {
  expect(() => createRandom(seed)).toThrow(expect.objectContaining({ code: 'RANDOM_SEED_INVALID' }));
});
