/**
 * Closed intervals of exact rationals, with an end that may be open to infinity. Figures are printed in decimals, so
 * binary floating point would find contradictions that are not there.
 */
import { Fraction } from 'fraction.js';

export { Fraction };

/** `high` undefined: no upper bound. */
export interface Interval {
  readonly low: Fraction;
  readonly high: Fraction | undefined;
}

export const zero = new Fraction(0);

export const exactly = (value: Fraction | number): Interval => {
  const fraction = new Fraction(value);
  return { low: fraction, high: fraction };
};

export const atLeast = (low: Fraction): Interval => ({ low, high: undefined });

export const isEmpty = ({ low, high }: Interval): boolean => high !== undefined && low.compare(high) > 0;

/** Possibly empty. */
export const intersect = (a: Interval, b: Interval): Interval => ({
  low: a.low.compare(b.low) >= 0 ? a.low : b.low,
  high: leastOf(a.high, b.high),
});

const leastOf = (a: Fraction | undefined, b: Fraction | undefined): Fraction | undefined => {
  if (a === undefined || b === undefined) return a ?? b;
  return a.compare(b) <= 0 ? a : b;
};
