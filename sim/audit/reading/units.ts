/** Units of time and rate, as words in headers and behind figures. */
import { Fraction } from '../interval.ts';

/** How many seconds each unit of time has. Words are in lower case; `μ` is the Greek letter, to which NFKC turns `µ`. */
export const secondsPer: ReadonlyMap<string, Fraction> = new Map(
  Object.entries({
    1: ['s', 'sec', 'secs', 'second', 'seconds'],
    1000: ['ms', 'msec', 'msecs', 'millis', 'millisecond', 'milliseconds'],
    1000000: ['us', 'μs', 'usec', 'usecs', 'micros', 'microsecond', 'microseconds'],
  }).flatMap(([perSecond, words]) =>
    words.map((word) => [word, new Fraction(1, Number(perSecond))] as const),
  ),
);

/** What may stand behind a rate: all of it means per second. */
export const rateUnits: ReadonlySet<string> = new Set([
  ...['tps', 'rps', '/s', '/sec', 'tx/s', 'txs/s', 'txn/s', 'tx/sec', 'req/s', 'ops/s', 'persecond'],
  ...['transactions/s', 'transactions/second', 'transactionspersecond', 'requests/s', 'requests/second'],
]);

/** A unit in the one spelling in which it is looked up. */
export const unitWord = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
