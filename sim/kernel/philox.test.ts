import fc from 'fast-check';
import { expect, test } from 'vitest';
import { multiplyHigh, philox4x32 } from './philox.ts';

/**
 * Random123 (DEShawResearch/random123, commit 9545ff6), tests/kat_vectors, the three lines "philox4x32 10":
 * four words of counter, two words of key, four words of result.
 */
const knownAnswers = [
  '00000000 00000000 00000000 00000000 00000000 00000000   6627e8d5 e169c58d bc57ac4c 9b00dbd8',
  'ffffffff ffffffff ffffffff ffffffff ffffffff ffffffff   408f276d 41c83b0e a20bc7c6 6d5451fd',
  '243f6a88 85a308d3 13198a2e 03707344 a4093822 299f31d0   d16cfe09 94fdcceb 5001e420 24126ea1',
];

test.each(knownAnswers)('Philox4x32-10 gives the published block for %s', (line) => {
  const words = line.split(/ +/).map((word) => Number.parseInt(word, 16));
  const [c0, c1, c2, c3, k0, k1, ...expected] = words as [number, number, number, number, number, number];
  const block = new Uint32Array(4);
  philox4x32(block, k0, k1, c0, c1, c2, c3);
  expect([...block]).toEqual(expected);
});

const word = fc.integer({ min: 0, max: 0xffff_ffff });

test('multiplyHigh(a, b) = ⌊a · b / 2³²⌋', () => {
  fc.assert(
    fc.property(word, word, (a, b) => {
      expect(multiplyHigh(a, b) >>> 0).toBe(Number((BigInt(a) * BigInt(b)) >> 32n));
    }),
  );
});
