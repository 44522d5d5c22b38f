import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../kernel/random-stream.ts';
import { mser5 } from './mser.ts';

/** The definition, word by word, in quadratic time. */
const byDefinition = (series: readonly number[]): number => {
  // Sums of batches rather than means, which are whole numbers here and cut at the same place.
  const batches: number[] = [];
  for (let from = 0; from + 5 <= series.length; from += 5)
    batches.push(series.slice(from, from + 5).reduce((a, b) => a + b, 0));
  const errors = batches.slice(0, -4).map((_, d) => {
    const rest = batches.slice(d);
    const center = average(rest);
    return rest.reduce((sum, value) => sum + (value - center) ** 2, 0) / rest.length ** 2;
  });
  return errors.indexOf(Math.min(...errors)) * 5;
};

const average = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

/** Uniform noise on [0, 1) around a level that decays from `rise` to 0 within about `length` values. */
const decaying = (count: number, rise: number, length: number): number[] => {
  const random = createRandom('mser').fork(`${count} ${rise} ${length}`);
  return Array.from({ length: count }, (_, index) => rise * Math.exp(-index / length) + random.uniform());
};

const someSeries = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 50, maxLength: 150 });

describe('mser5', () => {
  it('cuts where the definition says, or rejects what lies beyond the half', () => {
    fc.assert(
      fc.property(someSeries, (series) => {
        const count = byDefinition(series);
        const isTooLong = count / 5 > Math.floor(series.length / 5) / 2;
        expect(mser5(series)).toEqual(isTooLong ? { kind: 'tooLong' } : { kind: 'cut', count });
      }),
    );
  });

  it('leaves a constant series whole', () => {
    expect(mser5(new Array(1000).fill(0.1))).toEqual({ kind: 'cut', count: 0 });
  });

  it('cuts off a level that was left behind, and no more', () => {
    const series = [...new Array(20).fill(9), ...new Array(180).fill(1)];
    expect(mser5(series)).toEqual({ kind: 'cut', count: 20 });
  });

  it('cuts a decaying start where it has gone down in the noise', () => {
    const cut = mser5(decaying(2000, 50, 40));
    expect(cut.kind).toBe('cut');
    if (cut.kind !== 'cut') return;
    expect(cut.count).toBeGreaterThan(100);
    expect(cut.count).toBeLessThan(400);
  });

  it('rejects a series that only grows', () => {
    expect(mser5(Array.from({ length: 500 }, (_, index) => index))).toEqual({ kind: 'tooLong' });
  });

  it('says that fewer than ten batches are too few, and ten are enough', () => {
    const same = (count: number) => mser5(new Array(count).fill(1)).kind;
    expect([same(0), same(1), same(49), same(50)]).toEqual(['tooFew', 'tooFew', 'tooFew', 'cut']);
  });

  it('does not depend on the unit: mser5(a · x) = mser5(x)', () => {
    fc.assert(
      fc.property(someSeries, fc.constantFrom(2, 1024, 2 ** -10), (series, unit) => {
        expect(mser5(series.map((value) => value * unit))).toEqual(mser5(series));
      }),
    );
  });
});
