/**
 * Exact percentiles by nearest rank: the ⌈pN⌉-th smallest of N samples, which is always one of them; nothing is
 * interpolated or averaged. Ranks are computed in whole per mille, because ⌈0.07 · 100⌉ is 8 in binary floating point.
 * (Definition: Hyperledger Blockchain Performance Metrics, "latency at a network threshold".)
 *
 * What never ended counts as infinitely slow: N includes it, and a rank that lands on it has no value, only the lower
 * bound that it lies beyond the horizon.
 */

/** The percentiles we report, in per mille, by the names they have in result files. */
export const percentiles = { p50: 500, p90: 900, p95: 950, p99: 990, p999: 999 } as const;

export type PercentileName = keyof typeof percentiles;

/** From 1 to `count`, for a per mille from 1 to 1000. */
export const nearestRank = (count: number, perMille: number): number => Math.ceil((perMille * count) / 1000);

/** Undefined: beyond every sample, or no samples at all. `sorted` is ascending; `pendingCount` more never ended. */
export const quantile = (
  sorted: ArrayLike<number>,
  pendingCount: number,
  perMille: number,
): number | undefined => sorted[nearestRank(sorted.length + pendingCount, perMille) - 1];
