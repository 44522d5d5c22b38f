import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRandomField } from './random-field.ts';
import { createRandom } from './random-stream.ts';

test('the same place has the same number, whatever was asked for before', () => {
  const places = fc.array(fc.tuple(fc.maxSafeNat(), fc.nat(1_000)), { minLength: 1 });
  fc.assert(
    fc.property(places, (asked) => {
      const forwards = createRandomField(createRandom(1));
      const backwards = createRandomField(createRandom(1));
      const first = asked.map(([row, column]) => forwards(row, column));
      const second = asked.toReversed().map(([row, column]) => backwards(row, column));
      expect(second.reverse()).toEqual(first);
    }),
  );
});

test('neighbours, rows beyond 32 bits and other keys have other numbers', () => {
  const field = createRandomField(createRandom(1));
  const other = createRandomField(createRandom(2));
  const numbers = [
    field(0, 0),
    field(0, 1),
    field(1, 0),
    field(2 ** 32, 0),
    field(2 ** 32 + 1, 0),
    other(0, 0),
  ];
  expect(new Set(numbers).size).toBe(numbers.length);
});

test('rows and columns are uniform', () => {
  const field = createRandomField(createRandom(3));
  for (const numberAt of [(index: number) => field(index, 7), (index: number) => field(7, index)]) {
    const numbers = Array.from({ length: 20_000 }, (_, index) => numberAt(index));
    // The mean of n uniform numbers is ½ ± 1/√(12 n).
    const mean = numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
    expect(Math.abs(mean - 0.5)).toBeLessThan(4 / Math.sqrt(12 * numbers.length));
    const isBelow = numbers.filter((number) => number < 0.1).length / numbers.length;
    expect(isBelow).toBeCloseTo(0.1, 1);
  }
});
