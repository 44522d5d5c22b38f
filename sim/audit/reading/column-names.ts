/**
 * Which column a header means. Case, spaces and punctuation are ignored, and so is the order of the words: a header
 * means a column when it consists of words of that column alone and has each that the column needs exactly once. So
 * `latency_mean_s` and `Average Delay /s` are one column, and `target_rate_tps`, `latency_p95_s` and `Latency (s)` none:
 * a target is not what was sent, and what statistic a latency without a word for it is, nobody can know.
 */
import { Fraction } from '../interval.ts';
import type { Column } from '../table.ts';
import { secondsPer } from './units.ts';

/** `pending` has no column in the audit; what is pending counts as failed, since its delay is in no column. */
export type FigureColumn = Column | 'pending';

export interface Meaning {
  readonly column: FigureColumn;
  /** Of delays: how many seconds a figure without a unit of its own counts. Caliper's unit where the header has none. */
  readonly secondsPerUnit: Fraction;
}

interface Spelling {
  readonly column: FigureColumn;
  readonly needs: readonly (readonly string[])[];
  readonly allows: readonly string[];
}

const words = (text: string): readonly string[] => text.split(' ');

const max = words('max maximum maximal highest greatest largest longest');
const min = words('min minimum minimal lowest least smallest shortest');
const avg = words('avg ave average mean');
const delay = words('delay delays latency latencies responsetime confirmationtime');
const send = words('send sent sending submit submitted submission submitting');
const things = words(
  'transaction transactions tx txs txn txns request requests call calls run runs operations',
);
const ofTime = [...secondsPer.keys(), ...things, ...words('time times endtoend of the in')];
const ofRates = [...things, ...words('tps rps per s sec second req reqs op ops of the in 1')];
const ofCounts = [...things, ...words('number num no nr count counts amount total of the')];

const spellings: readonly Spelling[] = [
  {
    column: 'successes',
    needs: [words('succ success successes successful successfully succeed succeeded passed')],
    allows: ofCounts,
  },
  {
    column: 'failures',
    needs: [words('fail fails failed failure failures unsuccessful error errors rejected aborted invalid')],
    allows: ofCounts,
  },
  {
    column: 'pending',
    needs: [words('pending unfinished unconfirmed timeout timeouts timedout')],
    allows: ofCounts,
  },
  { column: 'sendRateTps', needs: [send, ['rate', 'rates']], allows: ofRates },
  { column: 'sendRateTps', needs: [send, ['tps', 'rps']], allows: [] },
  { column: 'maxDelayS', needs: [max, delay], allows: ofTime },
  { column: 'minDelayS', needs: [min, delay], allows: ofTime },
  { column: 'avgDelayS', needs: [avg, delay], allows: ofTime },
  { column: 'throughputTps', needs: [['throughput']], allows: [...ofRates, 'rate'] },
];

/** The column of a header, and its unit; undefined when it means none that is audited. */
export const meaningOf = (header: string): Meaning | undefined => {
  const text = squashed(header);
  for (const { column, needs, allows } of spellings) {
    const parts = split(text, [...needs.flat(), ...allows]) ?? [];
    const hasAll = needs.every((group) => parts.filter((part) => group.includes(part)).length === 1);
    if (!hasAll) continue;
    const units = new Set(parts.flatMap((part) => secondsPer.get(part)?.toFraction() ?? []));
    // Two units of one delay: who knows which.
    return column.endsWith('DelayS') && units.size > 1
      ? undefined
      : { column, secondsPerUnit: new Fraction([...units][0] ?? 1) };
  }
  return undefined;
};

/** Letters and digits only. A per cent sign is kept as a word, since a share is no count. */
const squashed = (header: string): string =>
  header
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('%', 'percent')
    .replace(/[^\p{L}\p{N}]+/gu, '');

/** No header of a figure is longer; a split of anything can take long. */
const longestHeader = 60;

/** The words that a text without spaces consists of, long words first; undefined when there is anything else in it. */
const split = (text: string, vocabulary: readonly string[]): readonly string[] | undefined => {
  if (text.length > longestHeader) return undefined;
  if (text === '') return [];
  const starts = vocabulary.filter((word) => text.startsWith(word)).sort((a, b) => b.length - a.length);
  for (const word of starts) {
    const rest = split(text.slice(word.length), vocabulary);
    if (rest !== undefined) return [word, ...rest];
  }
  return undefined;
};

const labels = [
  ...words('name operating operation label function method test testcase testname benchmark workload'),
  ...words('scenario transactiontype type case api round'),
];
const tableNames = words('table tablenumber tableno tablename tabletitle');

const firstOf = (names: readonly string[], headers: readonly string[]): number | undefined => {
  const squashedHeaders = headers.map(squashed);
  const found = names.find((name) => squashedHeaders.includes(name));
  return found === undefined ? undefined : squashedHeaders.indexOf(found);
};

/** Which header names the rows, the likeliest one where several might. */
export const labelIndex = (headers: readonly string[]): number | undefined => firstOf(labels, headers);

/** Which header says what table a row belongs to. */
export const tableIndex = (headers: readonly string[]): number | undefined => firstOf(tableNames, headers);

/** The columns in words, for messages. */
export const columnNames: Readonly<Record<FigureColumn, string>> = {
  successes: 'successes',
  failures: 'failures',
  pending: 'pending transactions',
  sendRateTps: 'send rate',
  maxDelayS: 'maximum delay',
  minDelayS: 'minimum delay',
  avgDelayS: 'average delay',
  throughputTps: 'throughput',
};
