/**
 * What each function costs over a whole run, kept while it goes on in as many rows as there are functions, however many
 * transactions: so every result can have it. What needs each transaction (medians, rounds) is `function-gas.ts`.
 */
import { type AmountSummary, type AmountTally, combineAmounts, createAmountTally } from './amounts.ts';
import { type Effect, effects } from './function-gas.ts';
import { addParts, type GasParts, gasOfParts } from './gas-parts.ts';

/** Of all its calls that reached the chain, set-up too. */
export interface FunctionCosts {
  readonly contract: string;
  readonly function: string;
  readonly effect: Effect;
  readonly gas: AmountSummary;
  /** In all calls; they sum to the total. */
  readonly parts: GasParts;
  readonly calldataByteCount: number;
}

export interface FunctionCall extends Pick<FunctionCosts, 'contract' | 'function' | 'effect'> {
  readonly parts: GasParts;
  readonly calldataByteCount: number;
}

interface Tally extends Pick<FunctionCosts, 'contract' | 'function' | 'effect'> {
  readonly gas: AmountTally;
  parts: GasParts;
  calldataByteCount: number;
}

export type FunctionTallies = Map<string, Tally>;

/** Adds to `tallies`, which it returns. */
export const tallyCalls = (
  calls: readonly FunctionCall[],
  tallies: FunctionTallies = new Map(),
): FunctionTallies => {
  for (const { contract, function: name, effect, parts, calldataByteCount } of calls) {
    const key = JSON.stringify([contract, name, effect]);
    const tally = tallies.get(key);
    if (tally === undefined) {
      const gas = createAmountTally();
      gas.add(gasOfParts(parts));
      tallies.set(key, { contract, function: name, effect, gas, parts, calldataByteCount });
      continue;
    }
    tally.gas.add(gasOfParts(parts));
    tally.parts = addParts(tally.parts, parts);
    tally.calldataByteCount += calldataByteCount;
  }
  return tallies;
};

/** Functions in the order of their first call, of each what it did to storage in the order of `effects`. */
export const summariseFunctionCosts = (
  all: readonly ReadonlyMap<string, Tally>[],
): readonly FunctionCosts[] => {
  const groups = Map.groupBy(
    all.flatMap((tallies) => [...tallies.values()]),
    (tally) => JSON.stringify([tally.contract, tally.function]),
  );
  return [...groups.values()].flatMap((group) =>
    effects.flatMap((effect) => costsOf(group.filter((tally) => tally.effect === effect))),
  );
};

const costsOf = (tallies: readonly Tally[]): readonly FunctionCosts[] => {
  const gas = combineAmounts(tallies.map((tally) => tally.gas));
  const [first] = tallies;
  if (gas === null || first === undefined) return [];
  return [
    {
      contract: first.contract,
      function: first.function,
      effect: first.effect,
      gas,
      parts: tallies.map(({ parts }) => parts).reduce(addParts),
      calldataByteCount: tallies.reduce((sum, { calldataByteCount }) => sum + calldataByteCount, 0),
    },
  ];
};
