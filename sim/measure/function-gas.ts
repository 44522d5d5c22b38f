/**
 * What each function costs: every transaction that reached the chain, by contract, function and what it did to storage,
 * so that a first write is never averaged with an update. Gas is kept in parts that sum to what receipts say, exactly.
 */
import { type AmountSummary, combineAmounts, createAmountTally, divideRounded } from './amounts.ts';
import type { DeploymentFigures } from './deployment.ts';
import { addParts, type GasParts, gasOfParts } from './gas-parts.ts';
import { quantile } from './quantile.ts';

/** What a call did to storage; a reverted one did nothing and is apart, as its gas says little about the function. */
export const effects = ['first write', 'update', 'no write', 'reverted'] as const;
export type Effect = (typeof effects)[number];

/** One transaction. */
export interface GasCall {
  readonly contract: string;
  readonly function: string;
  readonly effect: Effect;
  /** Whether it belongs to a round; what remains is set-up, and what came too late for its round. */
  readonly isOfRound: boolean;
  readonly parts: GasParts;
  readonly calldataByteCount: number;
  /** What a rollup would ask for its bytes beside the gas; null: not asked. */
  readonly dataFeeWei: bigint | null;
}

export interface DeploymentGas extends DeploymentFigures {
  readonly parts: GasParts;
  readonly dataFeeWei: bigint | null;
}

/** What there is to summarise. */
export interface GasOfRun {
  readonly calls: readonly GasCall[];
  readonly deployments: readonly DeploymentGas[];
}

export interface FunctionGas {
  readonly contract: string;
  readonly function: string;
  readonly effect: Effect;
  readonly callCount: number;
  readonly callCountOfRounds: number;
  readonly min: bigint;
  /** Rounded half up. */
  readonly mean: bigint;
  /** By nearest rank. */
  readonly median: bigint;
  readonly max: bigint;
  readonly total: bigint;
  /** Of the calls of the rounds: what the function weighs in the workload. */
  readonly totalOfRounds: bigint;
  /** In all calls; they sum to `total`. */
  readonly parts: GasParts;
  readonly calldataByteCount: number;
  /** null: not asked. */
  readonly dataFeeWei: AmountSummary | null;
}

/** Gas per transaction of the rounds, so each function counts as often as they call it; null: they sent none. */
export interface WorkloadGas {
  readonly callCount: number;
  readonly mean: bigint;
  readonly total: bigint;
  readonly parts: GasParts;
  readonly dataFeeWei: AmountSummary | null;
}

export interface GasReport {
  readonly deployments: readonly DeploymentGas[];
  readonly functions: readonly FunctionGas[];
  readonly workload: WorkloadGas | null;
}

export const summariseGas = ({ calls, deployments }: GasOfRun): GasReport => ({
  deployments,
  functions: summariseFunctions(calls),
  workload: summariseWorkload(calls),
});

/** Contracts and functions in the order of their first call. */
const summariseFunctions = (calls: readonly GasCall[]): FunctionGas[] => {
  const groups = Map.groupBy(calls, (call) => JSON.stringify([call.contract, call.function]));
  return [...groups.values()].flatMap((group) =>
    effects.map((effect) => group.filter((call) => call.effect === effect)).flatMap(functionGas),
  );
};

const functionGas = (calls: readonly GasCall[]): FunctionGas[] => {
  const [first] = calls;
  if (first === undefined) return [];
  const { contract, function: name, effect } = first;
  const sorted = Float64Array.from(calls, ({ parts }) => Number(gasOfParts(parts))).sort();
  const sum = sumOf(calls);
  const ofRounds = calls.filter(({ isOfRound }) => isOfRound);
  return [
    {
      contract,
      function: name,
      effect,
      callCount: calls.length,
      callCountOfRounds: ofRounds.length,
      min: BigInt(sorted[0] ?? 0),
      mean: sum.mean,
      median: BigInt(quantile(sorted, 0, 500) ?? 0),
      max: BigInt(sorted.at(-1) ?? 0),
      total: sum.total,
      totalOfRounds: ofRounds.reduce((total, { parts }) => total + gasOfParts(parts), 0n),
      parts: sum.parts,
      calldataByteCount: calls.reduce((count, call) => count + call.calldataByteCount, 0),
      dataFeeWei: dataFeesOf(calls),
    },
  ];
};

/** Of the calls of one run, or of several together. */
export const summariseWorkload = (calls: readonly GasCall[]): WorkloadGas | null => {
  const ofRounds = calls.filter(({ isOfRound }) => isOfRound);
  return ofRounds.length === 0
    ? null
    : { callCount: ofRounds.length, ...sumOf(ofRounds), dataFeeWei: dataFeesOf(ofRounds) };
};

const dataFeesOf = (calls: readonly GasCall[]): AmountSummary | null => {
  const tally = createAmountTally();
  for (const { dataFeeWei } of calls) if (dataFeeWei !== null) tally.add(dataFeeWei);
  return combineAmounts([tally]);
};

/** Of at least one call. */
const sumOf = (calls: readonly GasCall[]): Pick<WorkloadGas, 'mean' | 'total' | 'parts'> => {
  const parts = calls.map((call) => call.parts).reduce(addParts);
  const total = gasOfParts(parts);
  return { mean: divideRounded(total, BigInt(calls.length)), total, parts };
};
