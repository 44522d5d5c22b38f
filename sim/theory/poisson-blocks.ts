/**
 * Blocks at the instants of a Poisson process of rate μ = 1/T, as proof of work makes them; empty ones too. A block
 * takes the b oldest of what waits when it is found: M/M^b/1 with service that never pauses.
 *
 * The queue is geometric, P(n waiting) = (1 − r) rⁿ, where r in (0, 1) solves
 *   μ r^(b+1) − (λ + μ) r + λ = 0,   that is   r + r² + … + r^b = λT.
 * An arrival that sees n before it needs ⌊n/b⌋ + 1 blocks, a geometric number; a geometric sum of exponentials is
 * exponential. So the latency is exactly exponential, with mean W = T / (1 − r^b).
 * Sources: Bailey, On queueing processes with bulk service, J. R. Stat. Soc. B 16(1), 1954, for the model; derivation
 * as above. With a frozen template a transaction gets its place by the same law and appears one block later: T + W.
 */
import { risingRoot } from './bracketing.ts';
import { properRatio, requireDomain } from './domain.ts';
import { type Stages, stagesMeanS, stagesQuantileS } from './exponential-stages.ts';
import {
  blocksAfterPlace,
  inclusion,
  type LatencyDefinition,
  latencyProblems,
  type Queue,
  steadyProblems,
} from './queue.ts';

/** 1 − r: the share of blocks without a transaction. It is what we solve for, as r itself would round to 1. */
export const poissonEmptyRatio = (queue: Queue): number => {
  requireSteady(queue);
  const offered = queue.arrivalTps * queue.intervalS;
  // r + r² + … + r^b = r (1 − r^b) / (1 − r) falls from b to 0 as 1 − r rises from 0 to 1.
  const shortfall = (empty: number): number => offered - ((1 - empty) * notFull(empty, queue.batch)) / empty;
  return risingRoot(shortfall, { low: 0, high: 1 });
};

/** r^b: the share of blocks with b transactions. */
export const poissonFullRatio = (queue: Queue): number =>
  Math.exp(queue.batch * Math.log1p(-poissonEmptyRatio(queue)));

/** r / (1 − r): the mean number that waits for a place. */
export const poissonQueueLength = (queue: Queue): number => {
  const empty = poissonEmptyRatio(queue);
  return (1 - empty) / empty;
};

export const poissonMeanS = (queue: Queue, latency: LatencyDefinition = inclusion): number =>
  stagesMeanS(stages(queue, latency));

/** The latency that a share p of transactions does not exceed; −W ln(1 − p) for inclusion at the block. */
export const poissonQuantileS = (queue: Queue, p: number, latency: LatencyDefinition = inclusion): number => {
  requireDomain('The distribution of latency', properRatio('p', p));
  return stagesQuantileS(stages(queue, latency), p);
};

/** A wait of mean W for a place, then whole intervals: blocks to come know nothing of the past. */
const stages = (queue: Queue, latency: LatencyDefinition): Stages => {
  requireDomain('The distribution of latency', latencyProblems(latency));
  return {
    slowMeanS: queue.intervalS / notFull(poissonEmptyRatio(queue), queue.batch),
    fastMeanS: queue.intervalS,
    fastCount: blocksAfterPlace(latency),
  };
};

/** 1 − r^b from 1 − r, without the loss of digits where r is almost 1. */
const notFull = (empty: number, batch: number): number => -Math.expm1(batch * Math.log1p(-empty));

const requireSteady = (queue: Queue): void =>
  requireDomain('The steady state of Poisson blocks', steadyProblems(queue));
