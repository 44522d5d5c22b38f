import fc from 'fast-check';
import { expect, test } from 'vitest';
import { effects, type GasCall, summariseGas } from './function-gas.ts';
import { type FunctionTallies, summariseFunctionCosts, tallyCalls } from './function-tally.ts';

const gas = fc.bigInt(0n, 1_000_000n);
const call: fc.Arbitrary<GasCall> = fc.record({
  contract: fc.constantFrom('a', 'b'),
  function: fc.constantFrom('f', 'g'),
  effect: fc.constantFrom(...effects),
  isOfRound: fc.boolean(),
  parts: fc.record({ base: gas, calldata: gas, execution: gas, floor: gas, refund: fc.constant(0n) }),
  calldataByteCount: fc.nat(1000),
  dataFeeWei: fc.constant(null),
});

test('kept block by block, or all together, it says what all transactions together say', () => {
  fc.assert(
    fc.property(fc.array(fc.array(call)), (blocks) => {
      const { functions } = summariseGas({ calls: blocks.flat(), deployments: [] });
      const expected = functions.map(({ callCount, min, mean, max, total, ...row }) => ({
        ...{ contract: row.contract, function: row.function, effect: row.effect },
        gas: { count: callCount, min, mean, max, total },
        ...{ parts: row.parts, calldataByteCount: row.calldataByteCount },
      }));
      const tallies: FunctionTallies = new Map();
      for (const calls of blocks) tallyCalls(calls, tallies);
      expect(summariseFunctionCosts([tallies])).toEqual(expected);
      expect(summariseFunctionCosts(blocks.map((calls) => tallyCalls(calls)))).toEqual(expected);
    }),
  );
});
