import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type LiteField, type LiteFields, liteLayout, packWord, unpackWord } from './lite-word.ts';

const entries = Object.entries(liteLayout) as [LiteField, number][];
const fields = fc.record(
  Object.fromEntries(
    entries.map(([field, bits]) => [field, fc.integer({ min: 0, max: 2 ** Math.min(bits, 52) - 1 })]),
  ),
) as fc.Arbitrary<LiteFields>;
const words = fc.bigInt({ min: 0n, max: 2n ** 256n - 1n });

test('the fields fill a word of 256 bits', () => {
  expect(entries.reduce((sum, [, bits]) => sum + bits, 0)).toBe(256);
});

test('unpackWord(packWord(fields)) = fields', () => {
  fc.assert(
    fc.property(fields, (given) => {
      expect(unpackWord(packWord(given))).toEqual(given);
    }),
  );
});

test('packWord(unpackWord(word)) = word', () => {
  fc.assert(
    fc.property(words, (word) => {
      expect(packWord(unpackWord(word))).toBe(word);
    }),
  );
});

test('the lowest bit is the status, the highest belongs to usesMax', () => {
  expect(packWord({ status: 2 })).toBe(2n);
  expect(packWord({ usesMax: 0x8000 })).toBe(2n ** 255n);
});

test.each(entries)('%s does not overflow its %i bits into the next field', (field, bits) => {
  for (const value of [2 ** bits, -1, 0.5])
    expect(() => packWord({ [field]: value })).toThrow(`${field} must be a whole number below 2^${bits}`);
});
