/**
 * What a row says under a definition: its counts, and for each quantity the interval of values that its printed figures
 * can mean. Times are seconds. What the row does not print may have any value.
 */
import type { Counts, Definition } from './definition.ts';
import { totalOf } from './definition.ts';
import { atLeast, exactly, Fraction, type Interval, zero } from './interval.ts';
import type { Cell, Column, TableRow } from './table.ts';

/** W, T, and the least, mean and greatest delay. */
export const quantities = ['submitWindowS', 'runS', 'minDelayS', 'avgDelayS', 'maxDelayS'] as const;
export type Quantity = (typeof quantities)[number];

export type Box = Readonly<Record<Quantity, Interval>>;

export interface Facts {
  readonly counts: Counts;
  readonly box: Box;
  /** Quantities that no figure of the row speaks of. */
  readonly unknown: ReadonlySet<Quantity>;
}

/** The values of a row's columns; undefined where nothing is printed. One of them may be replaced to try another. */
export type Values = Readonly<Record<Column, Interval | undefined>>;

/** The ranges of columns that are free; undefined when no values will do. */
export type Ranges = Readonly<Partial<Record<Column, Interval>>> | undefined;

export const valuesOf = ({ cells }: TableRow): Values => ({
  successes: intervalOf(cells.successes),
  failures: intervalOf(cells.failures),
  sendRateTps: intervalOf(cells.sendRateTps),
  maxDelayS: intervalOf(cells.maxDelayS),
  minDelayS: intervalOf(cells.minDelayS),
  avgDelayS: intervalOf(cells.avgDelayS),
  throughputTps: intervalOf(cells.throughputTps),
});

/** A rate that is printed as infinite has no upper end, and no value below any number. */
const intervalOf = (cell: Cell): Interval | undefined =>
  cell === 'absent' || cell === 'infinite' ? undefined : cell.value;

export const countsOf = ({ successes, failures }: Values): Counts => ({
  successes: successes?.low ?? zero,
  failures: failures?.low ?? zero,
});

export const factsOf = (row: TableRow, values: Values, definition: Definition): Facts => {
  const counts = countsOf(values);
  const [least, most] = definition.gaps(counts);
  const isAtOnce = totalOf(counts).compare(1) <= 0 || row.cells.sendRateTps === 'infinite';
  const counted = definition.counted(counts);
  const box: Box = {
    submitWindowS: isAtOnce ? exactly(0) : timeFor(least, most, values.sendRateTps),
    runS: timeFor(counted, counted, values.throughputTps),
    minDelayS: values.minDelayS ?? atLeast(zero),
    avgDelayS: values.avgDelayS ?? atLeast(zero),
    maxDelayS: values.maxDelayS ?? atLeast(zero),
  };
  const unknown = new Set<Quantity>();
  if (!isAtOnce && values.sendRateTps === undefined) unknown.add('submitWindowS');
  if (values.throughputTps === undefined) unknown.add('runS');
  for (const name of ['minDelayS', 'avgDelayS', 'maxDelayS'] as const)
    if (values[name] === undefined) unknown.add(name);
  return { counts, box, unknown };
};

/** How long so many things take at a rate: least/high to most/low. */
const timeFor = (least: Fraction, most: Fraction, rate: Interval | undefined): Interval => {
  if (rate === undefined) return atLeast(zero);
  const { low, high } = rate;
  return {
    low: high === undefined || high.compare(0) <= 0 ? zero : new Fraction(least.div(high)),
    high: low.compare(0) <= 0 ? undefined : new Fraction(most.div(low)),
  };
};
