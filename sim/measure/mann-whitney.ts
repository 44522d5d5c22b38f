/**
 * Exact two-sided test of Mann and Whitney (1947): could two samples come from one distribution? With R the sum of the
 * ranks of the first sample (equal values share the mean of their ranks), p is the share of all ways to divide the pooled
 * values into samples of these sizes in which R lies at least as far from its mean as it does. No normal approximation,
 * and ties count as what they are.
 *
 * The ways are counted by rank sum, one value at a time, O(n₁ · N³) for N values in all: meant for some dozens of them.
 */
export interface MannWhitney {
  /** Pairs in which the value of the first sample is greater; a tie counts one half. */
  readonly u: number;
  /** Two-sided. */
  readonly p: number;
}

/** Each sample has at least one value, all finite. */
export const mannWhitney = (first: readonly number[], second: readonly number[]): MannWhitney => {
  const n = first.length;
  const all = [...first, ...second];
  const ranks = doubledRanks(all);
  const observed = ranks.slice(0, n).reduce((sum, rank) => sum + rank, 0);
  const centre = n * (all.length + 1); // twice the mean rank sum
  const distance = Math.abs(observed - centre);
  const ways = waysBySum(ranks, n);
  let [extreme, total] = [0, 0];
  for (const [sum, count] of ways.entries()) {
    total += count;
    if (Math.abs(sum - centre) >= distance) extreme += count;
  }
  return { u: (observed - n * (n + 1)) / 2, p: extreme / total };
};

/** Twice the rank of each value from 1 on, which is whole even where values share it. */
const doubledRanks = (values: readonly number[]): readonly number[] =>
  values.map((value) => {
    const lower = values.filter((other) => other < value).length;
    const equal = values.filter((other) => other === value).length;
    return 2 * lower + equal + 1;
  });

/** By their sum, how many choices of `count` of the ranks have it. */
const waysBySum = (ranks: readonly number[], count: number): Float64Array => {
  const highest = ranks.reduce((sum, rank) => sum + rank, 0);
  const ways = Array.from({ length: count + 1 }, () => new Float64Array(highest + 1));
  (ways[0] as Float64Array)[0] = 1;
  for (const rank of ranks)
    for (let chosen = count; chosen > 0; chosen -= 1) addShifted(ways[chosen - 1], ways[chosen], rank);
  return ways[count] as Float64Array;
};

const addShifted = (from: Float64Array | undefined, to: Float64Array | undefined, shift: number): void => {
  if (from === undefined || to === undefined) return;
  for (let sum = shift; sum < to.length; sum += 1) to[sum] = (to[sum] ?? 0) + (from[sum - shift] ?? 0);
};
