import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mannWhitney } from './mann-whitney.ts';

/** Two samples of which the first exceeds the second in exactly `u` pairs. */
const samplesWith = (n: number, m: number, u: number): [number[], number[]] => {
  const second = Array.from({ length: m }, (_, index) => index + 1);
  let left = u;
  const first = Array.from({ length: n }, (_, index) => {
    const wins = Math.min(m, left);
    left -= wins;
    return wins + 0.5 + index / 100;
  });
  return [first, second];
};

describe('the exact test of Mann and Whitney', () => {
  it('five against five, fully separated: p = 2 / 252', () => {
    const { u, p } = mannWhitney([1, 2, 3, 4, 5], [6, 7, 8, 9, 10]);
    expect(u).toBe(0);
    expect(p).toBe(2 / 252);
    expect(p.toFixed(7)).toBe('0.0079365');
  });

  // Numbers of partitions of at most n parts, none above m (Mann and Whitney 1947, tables I): cumulated, over C(n+m, n).
  it.each([
    [3, 3, [1, 2, 4, 7], 20],
    [4, 4, [1, 2, 4, 7, 12, 17, 24], 70],
    [5, 5, [1, 2, 4, 7, 12, 19, 28, 39], 252],
    [4, 6, [1, 2, 4, 7, 12, 18, 27], 210],
  ] as const)('%i against %i: one tail by U = 0, 1, 2, …', (n, m, cumulated, ways) => {
    for (const [u, count] of cumulated.entries()) {
      const answer = mannWhitney(...samplesWith(n, m, u));
      expect(answer.u).toBe(u);
      expect(answer.p).toBeCloseTo((2 * count) / ways, 14);
    }
  });

  it('equal samples give no evidence at all', () => {
    expect(mannWhitney([3, 3, 3], [3, 3])).toEqual({ u: 3, p: 1 });
  });

  const sample = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 5 });

  it('p = the share of all divisions at least as far from the mean, by enumeration, ties included', () => {
    fc.assert(
      fc.property(sample, sample, (first, second) => {
        const pooled = [...first, ...second];
        const middle = (first.length * second.length) / 2;
        const distance = Math.abs(pairsWon(first, second) - middle);
        const divisions = choices(pooled.length, first.length);
        const extreme = divisions.filter((chosen) => {
          const one = pooled.filter((_, index) => chosen.has(index));
          const other = pooled.filter((_, index) => !chosen.has(index));
          return Math.abs(pairsWon(one, other) - middle) >= distance;
        });
        const answer = mannWhitney(first, second);
        expect(answer.u).toBe(pairsWon(first, second));
        expect(answer.p).toBeCloseTo(extreme.length / divisions.length, 12);
      }),
    );
  });

  it('p(a, b) = p(b, a), and no monotone change of scale matters', () => {
    fc.assert(
      fc.property(sample, sample, (first, second) => {
        const { p } = mannWhitney(first, second);
        const stretch = (values: readonly number[]) => values.map((value) => Math.exp(value) - 3);
        expect(mannWhitney(second, first).p).toBeCloseTo(p, 12);
        expect(mannWhitney(stretch(first), stretch(second)).p).toBe(p);
      }),
    );
  });
});

const pairsWon = (first: readonly number[], second: readonly number[]): number =>
  first
    .flatMap((a) => second.map((b): number => (a > b ? 1 : a === b ? 0.5 : 0)))
    .reduce((sum, won) => sum + won, 0);

/** All sets of `count` indices below `length`. */
const choices = (length: number, count: number): readonly ReadonlySet<number>[] =>
  Array.from({ length: 2 ** length }, (_, bits) => bits)
    .map(
      (bits) => new Set(Array.from({ length }, (_, index) => index).filter((index) => (bits >> index) & 1)),
    )
    .filter(({ size }) => size === count);
