/**
 * A number of a claim: what the printed figures give, and everything that the figures they were rounded from could
 * give. Ends are exact rationals and always enclose; a figure that a claim names twice counts as two independent ones
 * (R. E. Moore, Interval Analysis, 1966), so an enclosure may be wider than need be, never narrower.
 */
import { type Fraction, zero } from '../interval.ts';

/** low ≤ printed ≤ high */
export interface Quantity {
  readonly printed: Fraction;
  readonly low: Fraction;
  readonly high: Fraction;
}

export const exact = (value: Fraction): Quantity => ({ printed: value, low: value, high: value });

export const negate = ({ printed, low, high }: Quantity): Quantity => ({
  printed: printed.neg(),
  low: high.neg(),
  high: low.neg(),
});

export const add = (a: Quantity, b: Quantity): Quantity => ({
  printed: a.printed.add(b.printed),
  low: a.low.add(b.low),
  high: a.high.add(b.high),
});

export const subtract = (a: Quantity, b: Quantity): Quantity => add(a, negate(b));

export const multiply = (a: Quantity, b: Quantity): Quantity => {
  const ends = [a.low.mul(b.low), a.low.mul(b.high), a.high.mul(b.low), a.high.mul(b.high)];
  return { printed: a.printed.mul(b.printed), low: least(ends), high: greatest(ends) };
};

/** Undefined when the divisor can be zero. */
export const divide = (a: Quantity, b: Quantity): Quantity | undefined => {
  if (canBeZero(b)) return undefined;
  const inverse = { printed: b.printed.inverse(), low: b.high.inverse(), high: b.low.inverse() };
  return multiply(a, inverse);
};

export const absolute = (a: Quantity): Quantity => {
  const ends = [a.low.abs(), a.high.abs()];
  return { printed: a.printed.abs(), low: canBeZero(a) ? zero : least(ends), high: greatest(ends) };
};

const canBeZero = ({ low, high }: Quantity): boolean => low.compare(0) <= 0 && high.compare(0) >= 0;

/** Of at least one value. */
export const least = (values: readonly Fraction[]): Fraction =>
  values.reduce((a, b) => (b.compare(a) < 0 ? b : a));

/** Of at least one value. */
export const greatest = (values: readonly Fraction[]): Fraction =>
  values.reduce((a, b) => (b.compare(a) > 0 ? b : a));
