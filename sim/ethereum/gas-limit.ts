/**
 * How the gas limit moves from block to block when its producers want another one: by less than a 1024th of the parent's,
 * in either direction, and never below 5,000. Yellow Paper §4.3.4, (47) to (49).
 */

/** Yellow Paper §4.3.4: the limit differs from the parent's H by less than ⌊H / 1024⌋. */
const boundDivisor = 1024n;
/** Yellow Paper §4.3.4: no limit is below this. */
export const leastGasLimit = 5_000n;

/** Of the block after one with the gas limit `parent`: the nearest to `target` that a header may have. */
export const nextGasLimit = (parent: bigint, target: bigint): bigint => {
  const step = parent / boundDivisor - 1n;
  const distance = target > parent ? target - parent : parent - target;
  if (distance <= step) return target;
  return target > parent ? parent + step : parent - step;
};
