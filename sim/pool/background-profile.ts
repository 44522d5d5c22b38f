/**
 * Other people's transactions as data: when they come, what gas they use and what they bid. They compete for blocks with
 * the real ones, and are not executed.
 *
 * Assumptions: each is from a sender of its own, so none waits for another; its gas limit is what it uses; it is never
 * replaced or withdrawn; on a network all nodes hear of it at once. What is drawn below 21,000 gas, which no
 * transaction is (Yellow Paper, appendix G: G_transaction), uses 21,000.
 */
import type { Problem } from '../errors.ts';
import { type Amount, type Distribution, problemsOf } from '../kernel/distribution-data.ts';

export interface BackgroundProfile {
  readonly arrivals: BackgroundArrivals;
  /** Gas that each uses; a distribution's numbers are gas here, whatever its fields are called. */
  readonly gas: number | Distribution;
  readonly fees: BackgroundFees;
  /** What each adds to a block that travels. */
  readonly byteCount: number;
}

export type BackgroundArrivals =
  | { readonly kind: 'poisson'; readonly ratePerS: number }
  | { readonly kind: 'intervals'; readonly intervalMs: Distribution };

export type BackgroundFees =
  /** The whole of it is the producer's before London; from then on it is cap and tip, as EIP-1559 reads it. */
  | { readonly kind: 'gas-price'; readonly gasPriceWei: Amount }
  | { readonly kind: 'capped'; readonly priorityFeeWei: Amount; readonly maxFeeWei: Amount }
  /** As wallets do: the cap is a multiple of the base fee that the sender sees, and the tip. */
  | {
      readonly kind: 'relative';
      readonly priorityFeeWei: Amount;
      readonly maxFeeOverBaseRatio: number | Distribution;
    };

/** Every problem at once; paths are inside the section. */
export const problemsOfBackground = (
  { arrivals, gas, fees, byteCount }: BackgroundProfile,
  market: 'legacy' | 'eip1559',
): readonly Problem[] => [
  ...arrivalProblems(arrivals),
  ...drawProblems('gas', gas, (value) => Number.isSafeInteger(value) && value >= 21_000, leastGas),
  ...feeProblems(fees, market),
  ...(Number.isSafeInteger(byteCount) && byteCount >= 0
    ? []
    : [{ path: 'byteCount', expected: 'a whole number, 0 or more', received: String(byteCount) }]),
];

const leastGas = 'a whole number of at least 21000, or a distribution';

const arrivalProblems = (arrivals: BackgroundArrivals): readonly Problem[] => {
  if (arrivals.kind === 'poisson') {
    const { ratePerS } = arrivals;
    return Number.isFinite(ratePerS) && ratePerS > 0
      ? []
      : [{ path: 'arrivals.ratePerS', expected: 'a finite number above 0', received: String(ratePerS) }];
  }
  const { intervalMs } = arrivals;
  const problems = inside('arrivals.intervalMs', problemsOf(intervalMs));
  if (problems.length > 0 || isAboveZero(intervalMs)) return problems;
  return [{ path: 'arrivals.intervalMs', expected: 'intervals above 0 ms', received: 'none but 0' }];
};

/** Or time would stand still. */
const isAboveZero = (distribution: Distribution): boolean => {
  switch (distribution.kind) {
    case 'constant':
      return distribution.valueMs > 0;
    case 'uniform':
      return distribution.maxMs > 0;
    case 'empirical':
      return (distribution.samplesMs.at(-1) as number) > 0;
    case 'quantiles':
      return (distribution.points.at(-1)?.valueMs as number) > 0;
    default:
      return true;
  }
};

const feeProblems = (fees: BackgroundFees, market: 'legacy' | 'eip1559'): readonly Problem[] => {
  const isPrice = fees.kind === 'gas-price';
  if (!isPrice && market === 'legacy')
    return [{ path: 'fees.kind', expected: 'gas-price, as the chain has no base fee', received: fees.kind }];
  if (isPrice) return amountProblems('fees.gasPriceWei', fees.gasPriceWei);
  return [
    ...amountProblems('fees.priorityFeeWei', fees.priorityFeeWei),
    ...(fees.kind === 'capped'
      ? amountProblems('fees.maxFeeWei', fees.maxFeeWei)
      : drawProblems('fees.maxFeeOverBaseRatio', fees.maxFeeOverBaseRatio, isRatio, ratioText)),
  ];
};

const ratioText = 'a finite number, 0 or more, or a distribution';
const isRatio = (value: number): boolean => Number.isFinite(value) && value >= 0;

const amountProblems = (path: string, amount: Amount): readonly Problem[] => {
  if (typeof amount === 'object') return inside(path, problemsOf(amount));
  const expected = 'wei as a bigint, 0n or more, or a distribution';
  return amount >= 0n ? [] : [{ path, expected, received: `${amount}n` }];
};

const drawProblems = (
  path: string,
  draw: number | Distribution,
  isGood: (value: number) => boolean,
  expected: string,
): readonly Problem[] => {
  if (typeof draw === 'object') return inside(path, problemsOf(draw));
  return isGood(draw) ? [] : [{ path, expected, received: String(draw) }];
};

const inside = (path: string, problems: readonly Problem[]): readonly Problem[] =>
  problems.map((problem) => ({ ...problem, path: `${path}.${problem.path}` }));
