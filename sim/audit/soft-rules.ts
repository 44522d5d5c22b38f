/**
 * Notes that prove nothing by themselves: what the figures would be under fixed-rate sending, in a first-in, first-out
 * queue, or in a single block, and how far the row is from that.
 */
import type { Definition } from './definition.ts';
import { totalOf } from './definition.ts';
import type { Facts, Values } from './facts.ts';
import { Fraction } from './interval.ts';

export type SoftId = 'S1' | 'S2' | 'S3' | 'format';

export interface SoftNote {
  readonly id: SoftId;
  readonly text: string;
}

/** Above this many times the throughput, a send rate only piles up a backlog. */
const overloadRatio = 2;
/** Commits closer together than this are rather single transactions served than blocks: 20 per second. */
const suspiciousIntervalS = new Fraction(1, 20);

const decimals = (value: Fraction, digits: number): string => value.valueOf().toFixed(digits);

export const softNotes = (
  values: Values,
  facts: Facts,
  definition: Definition,
  sendRateText: string | undefined,
): readonly SoftNote[] => [
  ...loneSendRate(facts, definition, sendRateText),
  ...(isComplete(facts) && definition.delaysOf === 'transactions'
    ? [...equalSpacing(facts), ...shape(facts), ...overload(values, facts)]
    : []),
];

const isComplete = ({ counts, unknown, box }: Facts): boolean =>
  unknown.size === 0 &&
  counts.failures.compare(0) === 0 &&
  counts.successes.compare(2) >= 0 &&
  Object.values(box).every(({ high }) => high !== undefined);

const loneSendRate = (
  { counts }: Facts,
  { loneSendRate: printed, name }: Definition,
  text: string | undefined,
): readonly SoftNote[] =>
  totalOf(counts).compare(1) !== 0 || text === undefined || printed === undefined || printed.test(text)
    ? []
    : [{ id: 'format', text: `send rate “${text}” is not what ${name} prints for one transaction` }];

/** With equal gaps the mean submission is at W/2. */
const equalSpacing = ({ box }: Facts): readonly SoftNote[] => {
  const needed = box.avgDelayS.low.add(box.submitWindowS.low.div(2));
  const lacking = needed.sub(box.runS.high as Fraction);
  return lacking.compare(0) <= 0
    ? []
    : [
        {
          id: 'S1',
          text: `sent at a fixed rate, the run would last ${decimals(lacking, 2)} s longer at least (T ≥ a + W/2)`,
        },
      ];
};

/**
 * In one block the delays fall evenly from M to M − W. A mean nearer to M needs several commits inside the window, each
 * serving what was sent just before it: about W / (2 × the mean shortfall of the others from M).
 */
const shape = ({ counts, box }: Facts): readonly SoftNote[] => {
  const [high, mean, low] = [
    box.maxDelayS.high as Fraction,
    box.avgDelayS.low,
    box.minDelayS.high as Fraction,
  ];
  const all = counts.successes.mul(high.sub(mean)).sub(high.sub(low));
  const shortfall = new Fraction(all.div(counts.successes.sub(1)));
  if (shortfall.compare(0) <= 0) return [];
  const window = new Fraction(box.submitWindowS.low.add(box.submitWindowS.high as Fraction).div(2));
  const intervalS = shortfall.mul(2);
  if (intervalS.compare(suspiciousIntervalS) >= 0) return [];
  return [
    {
      id: 'S2',
      text:
        `${counts.successes.sub(1)} of ${counts.successes} delays within ${decimals(shortfall.mul(1000), 0)} ms of the ` +
        `maximum on average: about ${window.div(intervalS).valueOf().toFixed(0)} commits inside ${decimals(window, 2)} s`,
    },
  ];
};

/** A first-in, first-out queue that serves X per second: a ≈ (N + 1)/(2X) − W/2 and M ≈ N/X − W. */
const overload = ({ sendRateTps, throughputTps }: Values, { counts }: Facts): readonly SoftNote[] => {
  const [send, served] = [sendRateTps, throughputTps].map(middleOf);
  if (send === undefined || served === undefined || served.compare(0) <= 0) return [];
  const ratio = send.div(served);
  if (ratio.compare(overloadRatio) <= 0) return [];
  const window = counts.successes.div(send);
  const mean = counts.successes.add(1).div(served.mul(2)).sub(window.div(2));
  const greatest = counts.successes.div(served).sub(window);
  return [
    {
      id: 'S3',
      text:
        `sent ${decimals(ratio, 1)} times faster than served, so delay measures the backlog: ` +
        `a queue gives a ≈ ${decimals(mean, 2)} s, M ≈ ${decimals(greatest, 2)} s`,
    },
  ];
};

const middleOf = (interval: Values['sendRateTps']): Fraction | undefined =>
  interval?.high === undefined ? undefined : new Fraction(interval.low.add(interval.high).div(2));
