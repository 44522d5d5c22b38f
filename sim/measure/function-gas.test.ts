import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { effects, type GasCall, summariseGas } from './function-gas.ts';
import { type GasParts, gasOfParts } from './gas-parts.ts';

const parts: fc.Arbitrary<GasParts> = fc
  .record({
    base: fc.bigInt(21_000n, 60_000n),
    calldata: fc.bigInt(0n, 100_000n),
    execution: fc.bigInt(0n, 1_000_000n),
    floor: fc.bigInt(0n, 50_000n),
    share: fc.bigInt(5n, 100n),
  })
  .map(({ share, ...gas }) => ({ ...gas, refund: (gas.base + gas.calldata + gas.execution) / share }));

const call: fc.Arbitrary<GasCall> = fc.record({
  contract: fc.constantFrom('a', 'b'),
  function: fc.constantFrom('f', 'g'),
  effect: fc.constantFrom(...effects),
  isOfRound: fc.boolean(),
  parts,
  calldataByteCount: fc.nat(1000),
  dataFeeWei: fc.constant(null),
});

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((total, amount) => total + amount, 0n);
const gasOf = (calls: readonly GasCall[]): bigint => sum(calls.map((each) => gasOfParts(each.parts)));

describe('gas by function', () => {
  test('sums in every row, and over all rows, to what was paid', () => {
    fc.assert(
      fc.property(fc.array(call), (calls) => {
        const { functions, workload } = summariseGas({ calls, deployments: [] });
        for (const row of functions) expect(gasOfParts(row.parts)).toBe(row.total);
        expect(sum(functions.map(({ total }) => total))).toBe(gasOf(calls));
        const weights = functions.map(({ totalOfRounds }) => totalOfRounds);
        expect(sum(weights)).toBe(workload?.total ?? 0n);
        expect(workload?.total ?? 0n).toBe(gasOf(calls.filter(({ isOfRound }) => isOfRound)));
      }),
    );
  });

  test('has a row for each contract, function and effect, of those calls alone', () => {
    fc.assert(
      fc.property(fc.array(call), (calls) => {
        const { functions } = summariseGas({ calls, deployments: [] });
        const keys = new Set(calls.map((each) => `${each.contract} ${each.function} ${each.effect}`));
        expect(functions).toHaveLength(keys.size);
        for (const row of functions) {
          const own = calls.filter(
            (each) =>
              each.contract === row.contract && each.function === row.function && each.effect === row.effect,
          );
          const sorted = own.map((each) => gasOfParts(each.parts)).sort((a, b) => Number(a - b));
          expect([row.callCount, row.min, row.max]).toEqual([own.length, sorted[0], sorted.at(-1)]);
          expect(row.median).toBe(sorted[Math.ceil(own.length / 2) - 1]);
          expect(row.callCountOfRounds).toBe(own.filter(({ isOfRound }) => isOfRound).length);
        }
      }),
    );
  });

  test('has no workload where no round sent anything', () => {
    expect(summariseGas({ calls: [], deployments: [] }).workload).toBeNull();
  });
});
