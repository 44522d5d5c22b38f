import fc from 'fast-check';
import { expect, test } from 'vitest';
import { doubleSpendRatio } from './double-spend.ts';
import { racedDoubleSpendRatio } from './double-spend-race.ts';

const whole = (min: number, max: number) => fc.integer({ min, max });

test('one who gives up late falls short of one who never does by less than (q/p)^d', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.01, max: 0.49, noNaN: true }),
      whole(1, 12),
      whole(0, 100),
      (attackerRatio, confirmations, more) => {
        const giveUpBlocks = confirmations + more;
        const shortfall =
          doubleSpendRatio('exact', attackerRatio, confirmations) -
          racedDoubleSpendRatio({ attackerRatio, confirmations, giveUpBlocks });
        expect(shortfall).toBeGreaterThan(-1e-12);
        expect(shortfall).toBeLessThan((attackerRatio / (1 - attackerRatio)) ** giveUpBlocks + 1e-12);
      },
    ),
  );
});

test('with half the hash rate he wins the more surely the longer he goes on', () => {
  const half = (giveUpBlocks: number) =>
    racedDoubleSpendRatio({ attackerRatio: 0.5, confirmations: 1, giveUpBlocks });
  expect(half(1)).toBe(0.75); // wins the first block, or the next but one
  expect(half(100_000)).toBeCloseTo(1, 5);
});

test('at q = ½ it is where the shares around it meet', () => {
  const near = (attackerRatio: number) =>
    racedDoubleSpendRatio({ attackerRatio, confirmations: 6, giveUpBlocks: 20 });
  expect((near(0.5 - 1e-6) + near(0.5 + 1e-6)) / 2).toBeCloseTo(near(0.5), 8);
});

test('what makes no sense is outside the domain', () => {
  expect(() => racedDoubleSpendRatio({ attackerRatio: 0, confirmations: 6, giveUpBlocks: 5 })).toThrow(
    expect.objectContaining({ code: 'OUTSIDE_DOMAIN' }),
  );
});
