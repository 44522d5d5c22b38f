/**
 * Two classes of fee over transactions of equal gas. Who goes first does not change how many go, so the mean over all is
 * what it was (the conservation law); and the upper class does not notice the lower one: it waits as if alone.
 *   W_high = W(λ_high),   W_low = (λ W − λ_high W_high) / λ_low
 * Source: Kleinrock, A conservation law for a wide class of queueing disciplines, Naval Research Logistics Quarterly 12,
 * 1965. It asks that the order be blind to the size of what it orders, hence equal gas.
 */
import { properRatio, requireDomain } from './domain.ts';
import type { Queue } from './queue.ts';

export interface FeeClasses {
  readonly highMeanS: number;
  readonly lowMeanS: number;
  readonly overallMeanS: number;
}

/** `meanS` is the mean latency of the model at hand, first come, first served. */
export const feeClasses = (queue: Queue, highRatio: number, meanS: (queue: Queue) => number): FeeClasses => {
  requireDomain('The conservation law', properRatio('highRatio', highRatio));
  const overallMeanS = meanS(queue);
  const highMeanS = meanS(highClass(queue, highRatio));
  return { highMeanS, lowMeanS: (overallMeanS - highRatio * highMeanS) / (1 - highRatio), overallMeanS };
};

/** What the upper class sees: itself. */
export const highClass = (queue: Queue, highRatio: number): Queue => ({
  ...queue,
  arrivalTps: queue.arrivalTps * highRatio,
});
