/**
 * The functions that make one number of a column's figures. Mean, sum and extremes are monotone in every figure, so
 * their ends are those of the figures' ends. For the deviation, with h_i the most that figure i can be off, ‖h‖/√(n − 1)
 * is the most that the sample's deviation can be off, because taking the mean away from a vector never lengthens it.
 */
import { Fraction, zero } from '../interval.ts';
import { add, divide, exact, greatest, least, multiply, type Quantity, subtract } from './quantity.ts';
import { rootOf } from './root.ts';

export interface Aggregate {
  /** How many figures it takes. */
  readonly atLeast: number;
  /** Undefined when it would divide by what can be zero. */
  readonly of: (figures: readonly Quantity[]) => Quantity | undefined;
}

const share = (count: number): Quantity => exact(new Fraction(1, count));

const sum = (figures: readonly Quantity[]): Quantity => figures.reduce(add, exact(zero));

const mean = (figures: readonly Quantity[]): Quantity => multiply(sum(figures), share(figures.length));

const extreme =
  (pick: (values: readonly Fraction[]) => Fraction) =>
  (figures: readonly Quantity[]): Quantity => ({
    printed: pick(figures.map(({ printed }) => printed)),
    low: pick(figures.map(({ low }) => low)),
    high: pick(figures.map(({ high }) => high)),
  });

const notNegative = (value: Quantity): Quantity => ({ ...value, low: greatest([value.low, zero]) });

const range = (figures: readonly Quantity[]): Quantity =>
  notNegative(subtract(extreme(greatest)(figures), extreme(least)(figures)));

/** Sample standard deviation, over n − 1. */
const deviation = (figures: readonly Quantity[]): Quantity => {
  const printed = figures.map((figure) => figure.printed);
  const centre = total(printed).div(printed.length);
  const degrees = printed.length - 1;
  const { low, high } = rootOf(total(printed.map((value) => square(value.sub(centre)))).div(degrees));
  const off = rootOf(total(figures.map((figure) => square(mostOff(figure)))).div(degrees)).high;
  return notNegative({ printed: low, low: low.sub(off), high: high.add(off) });
};

const total = (values: readonly Fraction[]): Fraction => values.reduce((a, b) => a.add(b), zero);

const square = (value: Fraction): Fraction => value.mul(value);

const mostOff = ({ printed, low, high }: Quantity): Fraction =>
  greatest([high.sub(printed), printed.sub(low)]);

export const aggregates: ReadonlyMap<string, Aggregate> = new Map([
  ['mean', { atLeast: 1, of: mean }],
  ['min', { atLeast: 1, of: extreme(least) }],
  ['max', { atLeast: 1, of: extreme(greatest) }],
  ['sum', { atLeast: 1, of: sum }],
  ['count', { atLeast: 0, of: (figures) => exact(new Fraction(figures.length)) }],
  ['sd', { atLeast: 2, of: deviation }],
  ['cv', { atLeast: 2, of: (figures) => divide(deviation(figures), mean(figures)) }],
  ['range', { atLeast: 1, of: range }],
]);
