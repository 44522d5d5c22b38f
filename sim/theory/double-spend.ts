/**
 * Whether an attacker with a share q of the hash rate, p = 1 − q, can undo a payment that was accepted after z blocks:
 * he mines in secret from the block before it, one block ahead of what the count shows, and wins when his branch is not
 * shorter. Constant rates, no network delay, no cost; q ≥ ½ always wins.
 *
 * Exact:     P = 1 − Σ_{k<z} C(k+z−1, k) (p^z q^k − q^z p^k) = I_{4pq}(z, ½).
 *            Rosenfeld, Analysis of hashrate-based double spending, 2014; Grunspan & Pérez-Marco, Double spend races, 2018.
 *            Either he or the others are first to mine z blocks, Σ_{k<z} C(k+z−1, k) (p^z q^k + q^z p^k) = 1, so the same
 *            is P = 2 Σ_{k<z} C(k+z−1, k) q^z p^k, in which nothing cancels.
 * Nakamoto:  P = 1 − Σ_{k≤z} e^−λ λ^k/k! (1 − (q/p)^(z−k)), λ = z q/p. Bitcoin, 2008, section 11. The time that z blocks
 *            take is put at its mean, which is why it is too low.
 */

import type { Problem } from '../errors.ts';
import { requireDomain, unless, wholeFrom } from './domain.ts';
import { poissonBelow, poissonTerm } from './poisson-terms.ts';

export const doubleSpendModels = ['exact', 'nakamoto'] as const;

export type DoubleSpendModel = (typeof doubleSpendModels)[number];

/** The most confirmations that are looked at: two weeks of Ethereum's blocks. */
export const mostConfirmations = 100_000;

/** P(q, z). */
export const doubleSpendRatio = (
  model: DoubleSpendModel,
  attackerRatio: number,
  confirmations: number,
): number => {
  requireDomain(
    'The probability of a double spend',
    attackerProblems(attackerRatio),
    wholeFrom(0, 'confirmations', confirmations),
    unless(
      !(confirmations > mostConfirmations),
      'confirmations',
      `at most ${mostConfirmations}`,
      confirmations,
    ),
  );
  if (attackerRatio >= 0.5 || confirmations === 0) return 1;
  if (attackerRatio === 0) return 0;
  return Math.min(1, formulas[model](attackerRatio, confirmations));
};

/** By logarithms: q^z leaves the range of floating point long before the sum does. */
const exact = (q: number, z: number): number => {
  let logTerm = z * Math.log(q);
  let sum = 0;
  for (let k = 0; k < z; k += 1) {
    sum += Math.exp(logTerm);
    logTerm += Math.log1p(-q) + Math.log((k + z) / (k + 1));
  }
  return 2 * sum;
};

/** P(K > z) + Σ_{k≤z} P(K = k) (q/p)^(z−k), K ~ Poisson(λ): the formula without its cancellation. */
const nakamoto = (q: number, z: number): number => {
  const odds = q / (1 - q);
  const mean = z * odds;
  let sum = 1 - poissonBelow(z + 1, mean);
  for (let k = z; k >= 0; k -= 1) sum += poissonTerm(k, mean) * odds ** (z - k);
  return sum;
};

const formulas: Record<DoubleSpendModel, (q: number, z: number) => number> = { exact, nakamoto };

/** The smallest z with P(q, z) < risk; undefined when there is none up to `mostConfirmations`. */
export const confirmationsForRisk = (
  model: DoubleSpendModel,
  attackerRatio: number,
  riskRatio: number,
): number | undefined => {
  requireDomain(
    'The number of confirmations for a risk',
    attackerProblems(attackerRatio),
    unless(riskRatio > 0 && riskRatio <= 1, 'riskRatio', 'a number above 0, up to 1', riskRatio),
  );
  const isBelow = (z: number): boolean => doubleSpendRatio(model, attackerRatio, z) < riskRatio;
  let high = 1;
  while (!isBelow(high)) {
    if (high === mostConfirmations) return undefined;
    high = Math.min(2 * high, mostConfirmations);
  }
  // P falls with z.
  let low = Math.floor(high / 2);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isBelow(middle)) high = middle;
    else low = middle;
  }
  return high;
};

const attackerProblems = (attackerRatio: number): Problem[] =>
  unless(attackerRatio >= 0 && attackerRatio <= 1, 'attackerRatio', 'a number from 0 to 1', attackerRatio);
