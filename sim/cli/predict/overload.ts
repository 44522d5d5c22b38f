/** When more arrives than blocks can take there is no latency to predict, but what happens instead can be said. */
import type { Problem } from '../../errors.ts';
import { fixed, perSecond } from '../../report/numbers.ts';
import { overload, type Queue, queueProblems, utilisationRatio } from '../../theory/queue.ts';
import { optionProblem, type Words } from './words.ts';

export interface Load {
  readonly queue: Queue;
  /** Of slots; 0 where there are none. */
  readonly missedRatio: number;
}

/** A load of numbers that are wrong by themselves is none. */
export const isOverloaded = (load: Load): boolean =>
  queueProblems(served(load)).length === 0 && utilisationRatio(served(load)) >= 1;

export const overloadProblem = (load: Load, words: Words): Problem => {
  const { arrivalTps, intervalS } = served(load);
  const expected = `more than ${short(arrivalTps * intervalS)}, what arrives from block to block`;
  return optionProblem('capacity', expected, words.capacity ?? '');
};

export const overloadHint = (load: Load): string => {
  const { throughputTps, backlogGrowthTps, latencyGrowthRatio } = overload(served(load));
  const growth =
    backlogGrowthTps > 0
      ? `the backlog grows by ${perSecond(backlogGrowthTps)} per second, and what is sent t seconds after the start waits about ${short(latencyGrowthRatio)} t`
      : 'the backlog grows with the square root of time';
  return `no steady state: throughput is the capacity, ${perSecond(throughputTps)} per second; ${growth}`;
};

/** The blocks that come: missed slots make intervals longer. A share of them that makes no sense is left out. */
const served = ({ queue, missedRatio }: Load): Queue => ({
  ...queue,
  intervalS: missedRatio < 1 ? queue.intervalS / (1 - missedRatio) : queue.intervalS,
});

const short = (value: number): string => fixed(value, 3).replace(/\.?0+$/, '');
