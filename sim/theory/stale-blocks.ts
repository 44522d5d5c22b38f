/**
 * How many blocks of proof of work are found in vain, because another was found before it had been heard of. Poisson
 * blocks every T seconds, a constant delay Δ between different miners and none within one, x = Δ/T, shares α_i of the
 * hash rate. "Of all" counts stale blocks among all that were found, "of main" against those that count: published
 * uncle rates are of either kind.
 *
 *   stale of all = (1 − Σ α_i²) · x / (1 + x)
 *
 * For infinitely many small miners this is exact: the height grows once in T + Δ. For finitely many the factor is the
 * probability that two blocks come from different miners; it is not proved, and lies within 1.1 % (relative) of
 * simulations of 2 to 37 miners with x from 0.05 to 0.5.
 */
import type { Problem } from '../errors.ts';
import { above, notNegative, ratio, ratioBelowOne, requireDomain, unless, wholeFrom } from './domain.ts';

/** Published shares are rounded; this is how much their sum may be off. */
const sumTolerance = 1e-3;

/** Σ α_i²: the probability that two blocks have the same miner. 0 is the limit of infinitely many. */
export const concentration = (shares: readonly number[]): number => {
  requireDomain('The concentration of miners', shareProblems(shares));
  return shares.reduce((sum, share) => sum + share ** 2, 0);
};

export const equalConcentration = (minerCount: number): number => {
  requireDomain('The concentration of miners', wholeFrom(1, 'minerCount', minerCount));
  return 1 / minerCount;
};

export const shareProblems = (shares: readonly number[]): Problem[] => {
  const sum = shares.reduce((total, share) => total + share, 0);
  return [
    ...shares.flatMap((share, index) => ratio(`shares[${index}]`, share)),
    ...unless(
      !(Math.abs(sum - 1) > sumTolerance),
      'shares',
      'shares that add up to 1',
      `a sum of ${Number(sum.toPrecision(6))}`,
    ),
  ];
};

export interface Propagation {
  /** Δ. */
  readonly delayS: number;
  /** T: between blocks found, stale ones among them. */
  readonly intervalS: number;
  /** Σ α_i². */
  readonly concentrationRatio: number;
}

/** The share of all blocks that go stale. */
export const staleRatio = ({ delayS, intervalS, concentrationRatio }: Propagation): number => {
  requireDomain(
    'The stale rate',
    notNegative('delayS', delayS),
    above(0, 'intervalS', intervalS),
    ratio('concentrationRatio', concentrationRatio),
  );
  return ((1 - concentrationRatio) * delayS) / (intervalS + delayS);
};

/** The inverse: Δ = T s / (1 − Σα² − s), for a share s of all blocks. */
export const delayForStaleRatioS = (
  stale: number,
  { intervalS, concentrationRatio }: Omit<Propagation, 'delayS'>,
): number => {
  const most = 1 - concentrationRatio;
  requireDomain(
    'The delay for a stale rate',
    above(0, 'intervalS', intervalS),
    ratio('concentrationRatio', concentrationRatio),
    unless(stale >= 0 && stale < most, 'stale', `a number from 0, below ${most}`, stale),
  );
  return (intervalS * stale) / (most - stale);
};

/** Of all to of main: u = s / (1 − s). */
export const uncleRatioOfMain = (staleOfAll: number): number => {
  requireDomain('Uncles per main block', ratioBelowOne('staleOfAll', staleOfAll));
  return staleOfAll / (1 - staleOfAll);
};

/** Of main to of all: s = u / (1 + u). */
export const staleRatioOfAll = (uncleOfMain: number): number => {
  requireDomain('The share of stale blocks', notNegative('uncleOfMain', uncleOfMain));
  return uncleOfMain / (1 + uncleOfMain);
};

/**
 * The probability of a fork when the others hear of a block at times with mean `meanDelayS`: 1 − (1 − P_b)^mean with P_b
 * = 1/T each second. Source: Decker & Wattenhofer, Information propagation in the Bitcoin network, 2013, section IV.
 */
export const forkRatio = (meanDelayS: number, intervalS: number): number => {
  requireDomain('The fork rate', notNegative('meanDelayS', meanDelayS), above(1, 'intervalS', intervalS));
  return -Math.expm1(meanDelayS * Math.log1p(-1 / intervalS));
};
