/**
 * A fixed rate whose first call is due exactly at a block: at the first multiple of the interval that is not before the
 * round's start. What is sent then is for the next block, so that every round meets the blocks in the same phase.
 */
import { fixedRate, type RateController } from '../../sim/index.ts';

export const alignedRate = (tps: number, intervalMs: number): RateController => {
  const fixed = fixedRate(tps);
  return {
    ...fixed,
    kind: 'aligned-fixed-rate',
    parameters: { tps, intervalMs },
    begin: (random, plan) => {
      const startMs = Math.ceil(plan.startMs / intervalMs) * intervalMs;
      return fixed.begin(random, { ...plan, startMs });
    },
  };
};
