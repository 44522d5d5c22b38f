/** What each prediction assumes, in one sentence, and where its formula is from. */
import type { BlockModel, LatencyQuestion, StaleQuestion } from './question.ts';

export interface Basis {
  readonly assumptions: string;
  readonly source: string;
}

export const latencyBasis = (question: LatencyQuestion, blocks: BlockModel): Basis => ({
  assumptions: [
    arrivalsAndOrder(question),
    blocksCome(question, blocks),
    question.latency.template === 'frozen'
      ? 'a block takes what was there when the block before it came'
      : 'a block takes what is there when it comes',
  ].join(', '),
  source: [latencySources[blocks], ...(question.highRatio === undefined ? [] : [feeSource])].join('; '),
});

const arrivalsAndOrder = ({ highRatio }: LatencyQuestion): string =>
  `Poisson arrivals of equal gas without limits per sender, ${
    highRatio === undefined
      ? 'first come, first served'
      : `${highRatio} of them with a higher fee and served first`
  }`;

const blocksCome = ({ queue, missedRatio }: LatencyQuestion, blocks: BlockModel): string => {
  if (blocks === 'poisson')
    return `blocks at the instants of a Poisson process, every ${queue.intervalS} s on average`;
  const missed = missedRatio === 0 ? 'none missed' : `each missed with probability ${missedRatio}`;
  return `a slot every ${queue.intervalS} s, ${missed}`;
};

const latencySources: Readonly<Record<BlockModel, string>> = {
  poisson:
    'M/M^b/1 (Bailey 1954); exponential latency of mean T/(1 − r^b) with r + r² + … + r^b = λT, and an interval T for each block after',
  slots:
    'bulk service at fixed times (Bailey 1954, Downton 1955), by the roots of z^b = A(z); quantiles by numerical inversion (Abate & Whitt 1992)',
};

const feeSource = 'fees by the conservation law (Kleinrock 1965), which gives means';

export const doubleSpendBasis: Basis = {
  assumptions:
    'constant shares of the hash rate, no network delay, an attacker who mines in secret from before the payment, never gives up, and wins a tie',
  source:
    'Rosenfeld 2014 and Grunspan & Pérez-Marco 2018 (exact); Nakamoto 2008, section 11, which puts the time of the blocks at its mean and so is too low',
};

export const staleBasis = (miners: StaleQuestion['miners']): Basis => ({
  assumptions:
    'Poisson blocks found at this interval, stale ones among them, the same constant delay between any two miners, none within one',
  source:
    miners === 'infinitely many'
      ? 'x/(1 + x) with x = delay/interval, exact'
      : '(1 − Σα²)·x/(1 + x) with x = delay/interval and shares α, which agrees with simulations to 1.1 %; exact for infinitely many miners',
});
