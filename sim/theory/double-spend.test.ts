import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { confirmationsForRisk, type DoubleSpendModel, doubleSpendRatio } from './double-spend.ts';

/** As the papers print: seven decimals, no leading zero. */
const printed = (
  model: DoubleSpendModel,
  q: number,
  confirmations: readonly number[],
  decimals = 7,
): string => confirmations.map((z) => doubleSpendRatio(model, q, z).toFixed(decimals).slice(1)).join(' ');

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

describe('tables', () => {
  test('Nakamoto 2008, section 11: q = 0.1 and q = 0.3', () => {
    expect(printed('nakamoto', 0.1, upTo(10))).toBe(
      '.2045873 .0509779 .0131722 .0034552 .0009137 .0002428 .0000647 .0000173 .0000046 .0000012',
    );
    expect(printed('nakamoto', 0.3, [5, 10, 15, 20, 25, 30, 35, 40, 45, 50])).toBe(
      '.1773523 .0416605 .0101008 .0024804 .0006132 .0001522 .0000379 .0000095 .0000024 .0000006',
    );
  });

  test('exact: q = 0.1, 0.2, 0.3', () => {
    expect(printed('exact', 0.1, upTo(10))).toBe(
      '.2000000 .0560000 .0171200 .0054560 .0017818 .0005914 .0001986 .0000672 .0000229 .0000079',
    );
    expect(printed('exact', 0.2, upTo(10), 6)).toBe(
      '.400000 .208000 .115840 .066688 .039163 .023308 .014007 .008479 .005163 .003158',
    );
    expect(printed('exact', 0.3, [...upTo(6), 10], 6)).toBe(
      '.600000 .432000 .326160 .252072 .197617 .156450 .065107',
    );
  });

  test.each([
    ['nakamoto', [5, 8, 11, 15, 24, 41, 89, 340]],
    ['exact', [6, 9, 13, 20, 32, 58, 133, 539]],
  ] as const)('the smallest z with P < 0.1 %%, %s', (model, expected) => {
    const attackers = [0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45];
    expect(attackers.map((q) => confirmationsForRisk(model, q, 0.001))).toEqual(expected);
  });
});

const attacker = fc.double({ min: 0.001, max: 0.499, noNaN: true });
const depth = fc.integer({ min: 1, max: 300 });
const model = fc.constantFrom<DoubleSpendModel>('exact', 'nakamoto');

describe('laws', () => {
  test('the exact probability as the papers write it: 1 − Σ C(k+z−1, k) (p^z q^k − q^z p^k)', () => {
    fc.assert(
      fc.property(attacker, fc.integer({ min: 1, max: 30 }), (q, z) => {
        const p = 1 - q;
        let [sum, binomial] = [0, 1];
        for (let k = 0; k < z; k += 1) {
          sum += binomial * (p ** z * q ** k - q ** z * p ** k);
          binomial *= (k + z) / (k + 1);
        }
        expect(doubleSpendRatio('exact', q, z)).toBeCloseTo(1 - sum, 10);
      }),
    );
  });

  test('P rises with q and falls with z', () => {
    fc.assert(
      fc.property(model, attacker, attacker, depth, (which, a, b, z) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const rounding = 1 + 1e-9;
        expect(doubleSpendRatio(which, low, z)).toBeLessThanOrEqual(
          doubleSpendRatio(which, high, z) * rounding,
        );
        expect(doubleSpendRatio(which, low, z + 1)).toBeLessThanOrEqual(
          doubleSpendRatio(which, low, z) * rounding,
        );
      }),
    );
  });

  test('z is the smallest: P(z) < risk ≤ P(z − 1)', () => {
    const risk = fc.double({ min: 1e-12, max: 1, noNaN: true });
    fc.assert(
      fc.property(model, fc.double({ min: 0, max: 0.45, noNaN: true }), risk, (which, q, riskRatio) => {
        const z = confirmationsForRisk(which, q, riskRatio) as number;
        expect(doubleSpendRatio(which, q, z)).toBeLessThan(riskRatio);
        expect(doubleSpendRatio(which, q, z - 1)).toBeGreaterThanOrEqual(riskRatio);
      }),
    );
  });

  test('P(z + 1)/P(z) → 4pq', () => {
    const ratio = doubleSpendRatio('exact', 0.45, 20_001) / doubleSpendRatio('exact', 0.45, 20_000);
    expect(ratio).toBeCloseTo(4 * 0.45 * 0.55, 4);
  });
});

test('half the hash rate or more always wins, none never, and nothing waited for is nothing gained', () => {
  for (const which of ['exact', 'nakamoto'] as const) {
    expect([0.5, 0.7, 1].map((q) => doubleSpendRatio(which, q, 100))).toEqual([1, 1, 1]);
    expect(doubleSpendRatio(which, 0, 1)).toBe(0);
    expect(doubleSpendRatio(which, 0.1, 0)).toBe(1);
    expect(confirmationsForRisk(which, 0.5, 0.001)).toBeUndefined();
    expect(confirmationsForRisk(which, 0.49999, 0.001)).toBeUndefined();
  }
});

test('what has no probability is outside the domain, all of it at once', () => {
  const outside = (...paths: string[]) =>
    expect.objectContaining({
      code: 'OUTSIDE_DOMAIN',
      problems: paths.map((path) => expect.objectContaining({ path })),
    });
  expect(() => doubleSpendRatio('exact', 1.1, -1)).toThrow(outside('attackerRatio', 'confirmations'));
  expect(() => doubleSpendRatio('exact', Number.NaN, 1.5)).toThrow(outside('attackerRatio', 'confirmations'));
  expect(() => doubleSpendRatio('exact', 0.1, 1e6)).toThrow(outside('confirmations'));
  expect(() => confirmationsForRisk('exact', -0.1, 0)).toThrow(outside('attackerRatio', 'riskRatio'));
});
