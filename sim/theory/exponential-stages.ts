/**
 * A sum of independent exponential durations, one of rate θ and n of rate μ ≥ θ: the wait for a place in a block, and
 * then for n blocks. θ = μ makes it the Erlang distribution of n + 1 stages.
 *
 * With N ~ Poisson(μt) and δ = μ − θ, by integrating over the stage of rate θ:
 *   P(X > t) = P(N < n) + e^−θt (μ/δ)ⁿ (1 − P(M < n)),                      M ~ Poisson(δt)
 *            = P(N < n) + P(N = n) (1 + δt/(n+1) + (δt)²/((n+1)(n+2)) + …)
 * The first form loses all digits as δ → 0, the second is slow for large δt; each is used where it is good.
 */
import { quantileBySurvival } from './bracketing.ts';
import { above, properRatio, requireDomain, unless, wholeFrom } from './domain.ts';
import { poissonBelow, poissonTerm } from './poisson-terms.ts';

export interface Stages {
  /** 1/θ: the mean of the one slow stage. */
  readonly slowMeanS: number;
  /** 1/μ: the mean of each of the others; not above the slow one's. */
  readonly fastMeanS: number;
  /** n, from 0. */
  readonly fastCount: number;
}

export const stagesMeanS = ({ slowMeanS, fastMeanS, fastCount }: Stages): number =>
  slowMeanS + fastCount * fastMeanS;

/** P(X > t). */
export const stagesSurvival = (stages: Stages, t: number): number =>
  stages.fastCount === 0
    ? Math.exp(-t / stages.slowMeanS)
    : poissonBelow(stages.fastCount, t / stages.fastMeanS) + onlySlowLeft(stages, t);

/** P(the fast stages would be over at t, all together are not). */
const onlySlowLeft = ({ slowMeanS, fastMeanS, fastCount }: Stages, t: number): number => {
  const deltaT = t / fastMeanS - t / slowMeanS;
  if (deltaT <= fastCount + 1) return poissonTerm(fastCount, t / fastMeanS) * risingSeries(deltaT, fastCount);
  const logRatio = -Math.log1p(-fastMeanS / slowMeanS);
  return Math.exp(fastCount * logRatio - t / slowMeanS) * (1 - poissonBelow(fastCount, deltaT));
};

/** 1 + x/(n+1) + x²/((n+1)(n+2)) + … */
const risingSeries = (x: number, n: number): number => {
  let [sum, term] = [0, 1];
  for (let k = 1; term > sum * Number.EPSILON; k += 1) {
    sum += term;
    term *= x / (n + k);
  }
  return sum;
};

export const stagesQuantileS = (stages: Stages, p: number): number => {
  const { slowMeanS, fastMeanS, fastCount } = stages;
  requireDomain(
    'The sum of exponential stages',
    above(0, 'fastMeanS', fastMeanS),
    unless(
      Number.isFinite(slowMeanS) && slowMeanS >= fastMeanS,
      'slowMeanS',
      'not below fastMeanS',
      slowMeanS,
    ),
    wholeFrom(0, 'fastCount', fastCount),
    properRatio('p', p),
  );
  if (fastCount === 0) return -slowMeanS * Math.log1p(-p);
  return quantileBySurvival((t) => stagesSurvival(stages, t), p, { scale: stagesMeanS(stages) });
};

/** The time of the k-th event of a Poisson process: Erlang(k), such as the k-th confirmation under light load. */
export const erlangQuantileS = (count: number, intervalS: number, p: number): number => {
  requireDomain('The Erlang distribution', wholeFrom(1, 'count', count), above(0, 'intervalS', intervalS));
  return stagesQuantileS({ slowMeanS: intervalS, fastMeanS: intervalS, fastCount: count - 1 }, p);
};
