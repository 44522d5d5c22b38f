/**
 * When a share of all nodes has a block (Hyperledger Performance and Scale Working Group, "Hyperledger Blockchain
 * Performance Metrics", 2018: the network threshold of transaction latency). Nearest rank: the ⌈share · n⌉-th of n times.
 */
export const thresholdMs = (timesMs: readonly number[], ratio: number): number => {
  const rank = Math.max(1, Math.ceil(ratio * timesMs.length - rounding));
  return timesMs.toSorted((a, b) => a - b)[rank - 1] as number;
};

/** 0.07 · 100 comes out just above 7. */
const rounding = 1e-9;
