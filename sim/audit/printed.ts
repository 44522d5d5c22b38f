/**
 * What a printed decimal can mean: p with k decimals stands for every value from p − ½·10^−k to p + ½·10^−k. Digits
 * decide, not the number: 5.0 says more than 5.
 */
import { Fraction, type Interval } from './interval.ts';

const decimal = /^[+-]?(?:\d+|[1-9]\d{0,2}(?:,\d{3})+)(?:\.(\d+))?$/;

/** The interval of a printed decimal; undefined when the text is none. Thousands may be grouped by commas. */
export const parsePrinted = (text: string): Interval | undefined => {
  const match = decimal.exec(text);
  if (match === null) return undefined;
  const value = new Fraction(text.replaceAll(',', '').replace(/^\+/, ''));
  const half = new Fraction(1, 2).div(new Fraction(10).pow(match[1]?.length ?? 0) as Fraction);
  return { low: value.sub(half), high: value.add(half) };
};
