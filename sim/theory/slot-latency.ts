/**
 * The distribution of latency at slots, which has no formula but a generating function that can be inverted.
 *
 * Just after a slot V transactions wait:  V(z) = X(z) (1 − m)/(1 − m E(z)),
 *   X(z) = C (z − 1) Π(z − z_k) / (z^b − A(z))   as in `slots.ts` (what a block leaves, and the slots missed since).
 * An arrival u seconds into a slot finds V + N(u) before it, N(u) ~ Poisson(λu), and has its place in the B-th block
 * from then if V + N(u) < B b. Of the next M slots Binomial(M, 1 − m) have a block, so with u uniform over the slot
 *   P(W ≤ MT + s) = Σ_B bin(B; M + 1) · mean over u > T − s of P(V + N(u) < (B − e) b)
 *                 + Σ_B bin(B; M)     · mean over u < T − s of the same,
 * e being the blocks that must follow. The means have closed generating functions; their coefficients come from values
 * on a circle of radius r < 1: with n points the error is below rⁿ.
 * Source: Abate & Whitt, Numerical inversion of probability generating functions, Operations Research Letters 12, 1992.
 */
import { quantileBySurvival } from './bracketing.ts';
import { properRatio, requireDomain } from './domain.ts';
import { binomialTerm } from './poisson-terms.ts';
import { blocksAfterPlace, inclusion, type LatencyDefinition, latencyProblems } from './queue.ts';
import { createSlotBacklog, type SlotBacklog } from './slot-backlog.ts';
import { requireSlots, type SlotQueue, slotMeanS } from './slots.ts';

/** Quantiles in seconds, to about 7 digits; undefined where the inversion would take more than a moment. */
export const slotQuantilesS = (
  queue: SlotQueue,
  shares: readonly number[],
  latency: LatencyDefinition = inclusion,
): (number | undefined)[] => {
  requireSlots(queue);
  requireDomain(
    'The distribution of latency',
    latencyProblems(latency),
    ...shares.map((p) => properRatio('p', p)),
  );
  const backlog = createSlotBacklog(queue);
  if (backlog === undefined) return shares.map(() => undefined);
  const scale = slotMeanS(queue, latency);
  const survival = (t: number): number => 1 - servedBy({ queue, latency, backlog }, t);
  return shares.map((p) => quantileBySurvival(survival, p, { scale, tolerance: 1e-9 }));
};

interface SlotModel {
  readonly queue: SlotQueue;
  readonly latency: LatencyDefinition;
  readonly backlog: SlotBacklog;
}

/** P(W ≤ t). */
const servedBy = ({ queue, latency, backlog }: SlotModel, t: number): number => {
  const slots = Math.floor(t / queue.intervalS);
  const sinceSlot = Math.min(1, t / queue.intervalS - slots);
  const after = blocksAfterPlace(latency);
  const { late, early } = backlog.within(1 - sinceSlot);
  return (
    overBlocks({ slots: slots + 1, missedRatio: queue.missedRatio, after }, late) +
    overBlocks({ slots, missedRatio: queue.missedRatio, after }, early)
  );
};

interface Chances {
  readonly slots: number;
  readonly missedRatio: number;
  readonly after: number;
}

/** Σ over the number of blocks in so many slots, of its probability times what it serves. */
const overBlocks = ({ slots, missedRatio, after }: Chances, served: (blocks: number) => number): number => {
  const expected = slots * (1 - missedRatio);
  // More than this is less likely than 10⁻¹², as is what comes after the first such term below the mean.
  const most = Math.min(slots, Math.ceil(expected + 12 * Math.sqrt(expected) + 30));
  let sum = 0;
  for (let blocks = most; blocks > after; blocks -= 1) {
    const chance = binomialTerm(blocks, slots, 1 - missedRatio);
    if (chance > 1e-12) sum += chance * served(blocks - after);
    else if (blocks < expected) break;
  }
  return sum;
};
