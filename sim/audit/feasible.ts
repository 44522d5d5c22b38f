/**
 * What would have to be printed instead: the values of one or two columns for which every hard rule can hold, all other
 * figures as they are. Freed quantities are narrowed against each inequality in turn until nothing moves (interval
 * propagation); counts are whole numbers and are searched, each rule being met on one side of a bound.
 */
import { countedColumns, feasibleCounts } from './count-search.ts';
import type { Definition } from './definition.ts';
import { countsOf, factsOf, type Quantity, type Ranges, type Values } from './facts.ts';
import { leastSlack, slackOf } from './inequality.ts';
import { Fraction, type Interval, zero } from './interval.ts';
import { narrow } from './narrowing.ts';
import { bindingRules } from './rules.ts';
import type { Column, TableRow } from './table.ts';

const quantityOf: Readonly<Partial<Record<Column, Quantity>>> = {
  sendRateTps: 'submitWindowS',
  throughputTps: 'runS',
  minDelayS: 'minDelayS',
  avgDelayS: 'avgDelayS',
  maxDelayS: 'maxDelayS',
};

/** At most one of the freed columns may be a count. */
export const feasible = (
  row: TableRow,
  values: Values,
  definition: Definition,
  freed: readonly Column[],
): Ranges => {
  const counted = freed.find((column) => countedColumns.includes(column));
  if (counted === undefined) return feasibleRates(row, values, definition, freed);
  const others = freed.filter((column) => column !== counted);
  const withCount = (count: Fraction): Values => ({ ...values, [counted]: { low: count, high: count } });
  return feasibleCounts(counted, values, {
    at: (count) => feasibleRates(row, withCount(count), definition, others),
    leastSlackAt: (count) => {
      const { box, inequalities } = bound(row, withCount(count), definition, others);
      return leastSlack(inequalities.map((inequality) => slackOf(inequality, box)));
    },
  });
};

/** What binds the row once some columns are free. */
const bound = (row: TableRow, values: Values, definition: Definition, freed: readonly Column[]) => {
  const open = { ...values };
  for (const column of freed) open[column] = undefined;
  const { counts, box } = factsOf(row, open, definition);
  const inequalities = bindingRules(counts, definition).flatMap((rule) =>
    rule.inequalities(counts, definition),
  );
  return { counts, box, inequalities };
};

const feasibleRates = (
  row: TableRow,
  values: Values,
  definition: Definition,
  freed: readonly Column[],
): Ranges => {
  const { counts, box, inequalities } = bound(row, values, definition, freed);
  const names = freed.flatMap((column) => quantityOf[column] ?? []);
  const narrowed = narrow(box, inequalities, names);
  if (narrowed === undefined) return undefined;
  const [least, most] = definition.gaps(counts);
  const counted = definition.counted(counts);
  return Object.fromEntries(
    freed.map((column) => {
      const range = narrowed[quantityOf[column] as Quantity];
      if (column === 'sendRateTps') return [column, rateFor(least, most, range)];
      return [column, column === 'throughputTps' ? rateFor(counted, counted, range) : range];
    }),
  );
};

/** The rates at which so many things take a time in the interval. */
const rateFor = (least: Fraction, most: Fraction, { low, high }: Interval): Interval => ({
  low: high === undefined || high.compare(0) === 0 ? zero : new Fraction(least.div(high)),
  high: low.compare(0) === 0 ? undefined : new Fraction(most.div(low)),
});

/** A single column can be freed when it prints a figure on which something depends. */
export const isFreeable = (column: Column, values: Values): boolean => {
  if (values[column] === undefined) return false;
  const { successes, failures } = countsOf(values);
  return (
    successes.add(failures).compare(2) >= 0 || quantityOf[column] === 'runS' || column.endsWith('DelayS')
  );
};
