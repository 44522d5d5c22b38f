/**
 * Poisson and binomial probabilities through logarithms, so that neither factorials nor powers leave the range of
 * floating point: 539 confirmations have binomial coefficients of 10³²³.
 */
import { gammaln } from 'simple-statistics';

/** ln n!, for whole n from 0. */
export const logFactorial = (n: number): number => (n < 2 ? 0 : gammaln(n + 1));

/** P(N = n) = e^−m mⁿ / n! for N ~ Poisson(m). */
export const poissonTerm = (n: number, mean: number): number =>
  mean === 0 ? Number(n === 0) : Math.exp(n * Math.log(mean) - mean - logFactorial(n));

/** P(N < n), from the side of the mode on which the terms fall; all are positive, so nothing cancels. */
export const poissonBelow = (n: number, mean: number): number => {
  if (n <= 0) return 0;
  return n > mean ? 1 - tailFrom(n, mean) : headTo(n - 1, mean);
};

const tailFrom = (n: number, mean: number): number => {
  let term = poissonTerm(n, mean);
  let sum = 0;
  for (let k = n + 1; term > sum * Number.EPSILON; k += 1) {
    sum += term;
    term *= mean / k;
  }
  return sum;
};

const headTo = (n: number, mean: number): number => {
  let term = poissonTerm(n, mean);
  let sum = 0;
  for (let k = n; term > sum * Number.EPSILON; k -= 1) {
    sum += term;
    term *= k / mean;
  }
  return sum;
};

/** P(B = k) for B ~ Binomial(n, p). */
export const binomialTerm = (k: number, n: number, p: number): number => {
  if (k < 0 || k > n) return 0;
  if (p === 1) return Number(k === n);
  const logCount = logFactorial(n) - logFactorial(k) - logFactorial(n - k);
  return Math.exp(logCount + k * Math.log(p) + (n - k) * Math.log1p(-p));
};
