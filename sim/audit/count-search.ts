/**
 * The whole numbers that a count could have been. The slack of every rule is concave in a count, so where none is
 * broken is one run of numbers: the peak of the least slack lies in it, and bisection finds its two ends. With a second
 * column free that peak is a guess only, and a grid is searched as well.
 */
import type { Ranges, Values } from './facts.ts';
import type { Slack } from './inequality.ts';
import { Fraction, type Interval } from './interval.ts';
import type { Column } from './table.ts';

export const countedColumns: readonly Column[] = ['successes', 'failures'];

/** Beyond this many times the printed count nobody mistypes. */
const reach = 1000;

/** What becomes of the row with another count. */
export interface CountTrial {
  readonly at: (count: Fraction) => Ranges;
  readonly leastSlackAt: (count: Fraction) => Slack;
}

export const feasibleCounts = (column: Column, values: Values, { at, leastSlackAt }: CountTrial): Ranges => {
  const printed = Math.max(1, Number(values[column]?.low.valueOf() ?? 0), total(values));
  const least = column === 'successes' ? 1 : 0;
  const most = printed * reach;
  const isFeasible = (count: number): boolean => at(new Fraction(count)) !== undefined;
  const peak = peakOf((count) => leastSlackAt(new Fraction(count)), least, most);
  const member = [peak, ...candidates(printed, least)].find(isFeasible);
  if (member === undefined) return undefined;
  const low = edge(member, least - 1, isFeasible);
  const high = edge(member, most + 1, isFeasible);
  return {
    ...hull(at(new Fraction(low)), at(new Fraction(high))),
    [column]: range(low, high > most ? undefined : high),
  };
};

const total = ({ successes, failures }: Values): number =>
  Number(successes?.low.valueOf() ?? 0) + Number(failures?.low.valueOf() ?? 0);

/** Where a concave function of whole numbers is greatest: its slope changes sign there. No slack is an unbounded one. */
const peakOf = (slackAt: (count: number) => Slack, least: number, most: number): number => {
  let [low, high] = [least, most];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const [here, next] = [slackAt(middle), slackAt(middle + 1)];
    const isRising = here !== undefined && (next === undefined || next.compare(here) > 0);
    if (isRising) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** 1 % steps away from the printed count in both directions. */
const candidates = (printed: number, least: number): readonly number[] => {
  const counts = new Set<number>();
  for (let factor = 1; factor <= 10; factor *= 1.01) {
    counts.add(Math.max(least, Math.round(printed / factor)));
    counts.add(Math.round(printed * factor));
  }
  return [...counts];
};

/** The last feasible count from `inside`, where all is well, towards `outside`, which is beyond the range. */
const edge = (inside: number, outside: number, isFeasible: (count: number) => boolean): number => {
  let [good, bad] = [inside, outside];
  while (Math.abs(bad - good) > 1) {
    const middle = Math.trunc((good + bad) / 2);
    if (isFeasible(middle)) good = middle;
    else bad = middle;
  }
  return good;
};

const range = (low: number, high: number | undefined): Interval => ({
  low: new Fraction(low),
  high: high === undefined ? undefined : new Fraction(high),
});

/** The other freed columns' values at the two ends; in between they lie between. */
const hull = (a: Ranges, b: Ranges): Readonly<Partial<Record<Column, Interval>>> => {
  const joined: Partial<Record<Column, Interval>> = {};
  for (const [name, one] of Object.entries(a ?? {})) {
    const other = b?.[name as Column] ?? one;
    const highs = [one.high, other.high];
    joined[name as Column] = {
      low: one.low.compare(other.low) <= 0 ? one.low : other.low,
      high: highs.includes(undefined)
        ? undefined
        : (highs as Fraction[]).reduce((x, y) => (x.compare(y) >= 0 ? x : y)),
    };
  }
  return joined;
};
