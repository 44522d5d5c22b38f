/**
 * The fee of an operation as a distribution, in whole wei: mean and standard deviation are rounded to the nearest,
 * percentiles are by nearest rank, so that each is a fee that somebody paid.
 */
import { type AmountSummary, divideRounded } from './amounts.ts';
import { nearestRank, type PercentileName, percentiles } from './quantile.ts';

export interface FeeSummary extends AmountSummary, Readonly<Record<Exclude<PercentileName, 'p999'>, bigint>> {
  /** Of the sample: divided by n − 1. null for a single fee. */
  readonly stddev: bigint | null;
}

export interface FeeTally {
  readonly fees: readonly bigint[];
  add(feeWei: bigint): void;
}

export const createFeeTally = (): FeeTally => {
  const fees: bigint[] = [];
  return { fees, add: (feeWei) => void fees.push(feeWei) };
};

/** All together; null when there is none. */
export const summariseFees = (tallies: readonly FeeTally[]): FeeSummary | null => {
  const sorted = ascending(tallies.flatMap(({ fees }) => fees));
  const [min] = sorted;
  const max = sorted.at(-1);
  if (min === undefined || max === undefined) return null;
  const at = (name: PercentileName): bigint => sorted[nearestRank(count, percentiles[name]) - 1] as bigint;
  const count = sorted.length;
  const total = sorted.reduce((sum, fee) => sum + fee, 0n);
  const mean = divideRounded(total, BigInt(count));
  const ranks = { p50: at('p50'), p90: at('p90'), p95: at('p95'), p99: at('p99') };
  return { count, min, mean, ...ranks, max, stddev: deviation(sorted, total), total };
};

/** Words of 64 bits, which hold up to 18 ether, are sorted ten times as fast as whole numbers of any size. */
const ascending = (fees: readonly bigint[]): readonly bigint[] =>
  fees.every((fee) => fee < 1n << 64n)
    ? [...BigUint64Array.from(fees).sort()]
    : fees.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));

/** √((n Σx² − (Σx)²) / (n (n − 1))). */
const deviation = (fees: readonly bigint[], total: bigint): bigint | null => {
  const n = BigInt(fees.length);
  if (n < 2n) return null;
  const squares = fees.reduce((sum, fee) => sum + fee * fee, 0n);
  return rootRounded((n * squares - total * total) / (n * (n - 1n)));
};

/** Newton's method on whole numbers, from above, then to the nearest. */
const rootRounded = (square: bigint): bigint => {
  if (square === 0n) return 0n;
  let above = 1n << BigInt((square.toString(2).length + 1) >> 1);
  let root = (above + square / above) >> 1n;
  while (root < above) {
    above = root;
    root = (above + square / above) >> 1n;
  }
  return square - above * above > above ? above + 1n : above;
};
