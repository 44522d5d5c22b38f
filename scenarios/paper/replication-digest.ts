/**
 * E1 in a few lines: by source, the mean of the average delays and of the throughputs over the rounds of many
 * transactions, for few and for many of them. What matters is how delay grows with the number.
 */
import { type StudyTable, studyTable } from '../../sim/index.ts';
import type { Line } from './replication-lines.ts';

interface Digest {
  readonly source: string;
  /** Rounds of 100, and of 1000. */
  readonly few: Means;
  readonly many: Means;
}

interface Means {
  readonly delayS: number;
  readonly throughputTps: number;
}

const isBatch = ({ successes, failures }: Line): boolean => (successes ?? 0) + (failures ?? 0) > 1;
const isLarge = ({ successes, failures }: Line): boolean => (successes ?? 0) + (failures ?? 0) > 500;

const meanOf = (values: readonly (number | null)[]): number =>
  values.reduce<number>((sum, value) => sum + (value ?? Number.NaN), 0) / values.length;

const meansOf = (lines: readonly Line[]): Means => ({
  delayS: meanOf(lines.map(({ avgDelayS }) => avgDelayS)),
  throughputTps: meanOf(lines.map(({ throughputTps: [older] }) => older)),
});

const digestOf = (lines: readonly Line[]): readonly Digest[] => {
  const batches = lines.filter(isBatch);
  return [...new Set(batches.map(({ source }) => source))].map((source) => {
    const own = batches.filter((line) => line.source === source);
    return {
      source,
      few: meansOf(own.filter((line) => !isLarge(line))),
      many: meansOf(own.filter(isLarge)),
    };
  });
};

const growth = ({ few, many }: Digest): number => many.delayS / few.delayS;

export const digestTable = (lines: readonly Line[]): StudyTable =>
  studyTable(
    { id: 'digest', title: 'GetMS in short', remark: 'means over the rounds of 100 and of 1000' },
    digestOf(lines),
    [
      { key: 'source', head: 'Source', value: ({ source }) => source },
      {
        key: 'avg_delay_100_s',
        head: 'Delay at 100',
        unit: 's',
        decimals: 2,
        value: ({ few }) => few.delayS,
      },
      {
        key: 'avg_delay_1000_s',
        head: 'Delay at 1000',
        unit: 's',
        decimals: 2,
        value: ({ many }) => many.delayS,
      },
      { key: 'growth', head: 'Times', decimals: 1, value: growth },
      {
        key: 'throughput_100_tps',
        head: 'Throughput at 100',
        unit: 'TPS',
        decimals: 1,
        value: ({ few }) => few.throughputTps,
      },
      {
        key: 'throughput_1000_tps',
        head: 'Throughput at 1000',
        unit: 'TPS',
        decimals: 1,
        value: ({ many }) => many.throughputTps,
      },
    ],
  );

/** Whether a simulated row could be taken for the published one. */
const closeRatio = 1.25;

const isClose = (value: number | null, reference: number | null): boolean =>
  value !== null && reference !== null && Math.max(value / reference, reference / value) <= closeRatio;

/** How many published rows of many transactions a source comes close to, in average delay and in throughput. */
const closeCount = (lines: readonly Line[], source: string): number =>
  lines.filter((line) => {
    const published = lines.find((other) => other.source === 'published' && other.name === line.name);
    if (line.source !== source || published === undefined || !isBatch(line)) return false;
    return (
      isClose(line.avgDelayS, published.avgDelayS) &&
      isClose(line.throughputTps[0], published.throughputTps[0])
    );
  }).length;

export const digestFinding = (lines: readonly Line[]): string => {
  const [published, ...simulated] = digestOf(lines);
  if (published === undefined) return 'There is no published row of many transactions.';
  const rowCount = closeCount(lines, published.source);
  const [best] = simulated
    .map(({ source }) => ({ source, count: closeCount(lines, source) }))
    .sort((a, b) => b.count - a.count);
  const factors = simulated.map((digest) => growth(digest).toFixed(1));
  return (
    `${best === undefined || best.count < rowCount ? 'No reading gives the published rows' : `The reading ${best.source} gives the published rows`}: ` +
    `${best?.count === 0 ? 'none comes' : `at best ${best?.count} of ${rowCount} rows come`} within a quarter of average delay and throughput. ` +
    `In print, 1000 take ${growth(published).toFixed(1)} times as long as 100 at ${published.few.throughputTps.toFixed(1)} and ` +
    `${published.many.throughputTps.toFixed(1)} per second, as in a queue that is never caught up with; these chains (${factors.join(', ')} ` +
    'times) serve a round as it comes, or within a few blocks.'
  );
};
