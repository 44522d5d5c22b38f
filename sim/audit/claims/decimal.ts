/** Exact numbers as decimal text, for people: at least three decimals and three digits, trailing zeros dropped. */
import type { Fraction } from '../interval.ts';
import type { Quantity } from './quantity.ts';

/** Enough that what is not zero never prints as zero. */
export const decimal = (value: Fraction, decimals = decimalsFor(value)): string =>
  value.round(decimals).toString(decimals);

const decimalsFor = (value: Fraction, decimals = 3): number => {
  const digits = value.abs().mul(10n ** BigInt(decimals));
  return value.compare(0) === 0 || digits.compare(100) >= 0 ? decimals : decimalsFor(value, decimals + 1);
};

/** The printed value, and its interval rounded outward to as many decimals: it still encloses. */
export const decimals = ({
  printed,
  low,
  high,
}: Quantity): {
  readonly value: string;
  readonly interval: { readonly low: string; readonly high: string };
} => {
  const places = decimalsFor(printed);
  return {
    value: decimal(printed, places),
    interval: { low: low.floor(places).toString(places), high: high.ceil(places).toString(places) },
  };
};
