/**
 * The queue whose laws this room states: transactions arrive as a Poisson process of rate λ, each takes one of b equal
 * places in a block, blocks come every T seconds (how, the models say), and nobody's own limit gets in the way. First
 * come, first served where nothing else is said. Here is what holds however blocks come.
 */
import type { Problem } from '../errors.ts';
import { above, requireDomain, unless, wholeFrom } from './domain.ts';

export interface Queue {
  /** λ, per second. */
  readonly arrivalTps: number;
  /** T: between blocks on average, or the length of a slot. */
  readonly intervalS: number;
  /** b: transactions in a full block; Infinity for blocks without a limit. */
  readonly batch: number;
}

/** From when to when: until the k-th block that counts, and whether a block still takes what arrives before it. */
export interface LatencyDefinition {
  /** k: 1 is inclusion itself. */
  readonly confirmations: number;
  /** `frozen`: what a block contains was decided when the block before it came. */
  readonly template: 'at-block' | 'frozen';
}

export const inclusion: LatencyDefinition = { confirmations: 1, template: 'at-block' };

/** The blocks to wait for after the one at which the transaction has its place. */
export const blocksAfterPlace = ({ confirmations, template }: LatencyDefinition): number =>
  confirmations - 1 + (template === 'frozen' ? 1 : 0);

/** ρ = λT / b. */
export const utilisationRatio = ({ arrivalTps, intervalS, batch }: Queue): number =>
  (arrivalTps * intervalS) / batch;

export const queueProblems = (queue: Queue): Problem[] => [
  ...above(0, 'arrivalTps', queue.arrivalTps),
  ...above(0, 'intervalS', queue.intervalS),
  ...(queue.batch === Number.POSITIVE_INFINITY ? [] : wholeFrom(1, 'batch', queue.batch)),
];

/** A queue has a steady state when more can be served than arrives; `servedRatio` is the share of blocks that come. */
export const steadyProblems = (queue: Queue, servedRatio = 1): Problem[] => {
  const problems = queueProblems(queue);
  if (problems.length > 0) return problems;
  const arrivals = (queue.arrivalTps * queue.intervalS) / servedRatio;
  const expected = `above ${arrivals}, the arrivals from block to block`;
  return unless(queue.batch > arrivals, 'batch', expected, queue.batch);
};

export const latencyProblems = ({ confirmations }: LatencyDefinition): Problem[] =>
  wholeFrom(1, 'confirmations', confirmations);

/**
 * L = λW: the mean number of transactions that wait, from their mean wait. Any arrivals, any order of service, any
 * distribution. Source: Little, A proof for the queuing formula L = λW, Operations Research 9(3), 1961.
 */
export const littleLength = (arrivalTps: number, meanS: number): number => arrivalTps * meanS;

export interface Overload {
  /** b / T: every block is full. */
  readonly throughputTps: number;
  /** λ − b / T: the backlog grows by that many transactions each second. */
  readonly backlogGrowthTps: number;
  /** ρ − 1: what is sent t seconds after the start waits about (ρ − 1) t, and the rest of an interval. */
  readonly latencyGrowthRatio: number;
}

/** What happens at ρ ≥ 1, in place of a steady state. Derivation: λt sent and t b/T served until t, in order. */
export const overload = (queue: Queue): Overload => {
  requireDomain('The law of overload', overloadProblems(queue));
  const throughputTps = queue.batch / queue.intervalS;
  return {
    throughputTps,
    backlogGrowthTps: queue.arrivalTps - throughputTps,
    latencyGrowthRatio: utilisationRatio(queue) - 1,
  };
};

const overloadProblems = (queue: Queue): Problem[] => {
  const problems = queueProblems(queue);
  const expected = `at most ${queue.arrivalTps * queue.intervalS}, the arrivals from block to block`;
  return problems.length > 0
    ? problems
    : unless(utilisationRatio(queue) >= 1, 'batch', expected, queue.batch);
};
