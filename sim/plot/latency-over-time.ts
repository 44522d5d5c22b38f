/**
 * Latency against the time of sending: a dot for each transaction that was confirmed, in grey the least that one had
 * waited which still was not when its round ended. Of a large run each column of pixels keeps its extremes.
 */
import { quantile } from '../measure/quantile.ts';
import { nominal, type Plot, type PlotTable, quantitative } from './plot.ts';
import type { PlotRows } from './rows.ts';
import { binWidth, thin } from './sampling.ts';
import { latencyUs, mostSeries, type Series, type SeriesSource, seriesOf } from './series.ts';
import { inks, plotWidth, seriesRange } from './theme.ts';

interface Cloud {
  readonly name: string;
  readonly sentMs: Float64Array;
  readonly latencyMs: Float64Array;
}

export interface ScatterSource extends SeriesSource {
  /** By round: its end, or the latest instant that is known of it. */
  readonly endMs: readonly number[];
}

const mostDots = 4000;
const pendingName = 'pending: at least';

export const latencyOverTime = (source: ScatterSource): Plot | undefined => {
  const all = seriesOf(source);
  const clouds = all.map((series) => confirmedCloud(source.rows, series)).filter(isPresent);
  const drawn = clouds.slice(0, mostSeries);
  const waiting = pendingCloud(source, all);
  const present = [...drawn, ...(isPresent(waiting) ? [waiting] : [])];
  if (present.length === 0) return undefined;
  const thinned = thinnedDots(present);
  const total = present.reduce((sum, { sentMs }) => sum + sentMs.length, 0);
  return {
    id: 'latency-over-time',
    title: 'Latency by time of sending',
    notes: notesOf(thinned.length, total, waiting.sentMs.length, clouds.length),
    spec: specOf(thinned, present),
    table: tableOf(clouds),
  };
};

const isPresent = ({ sentMs }: Cloud): boolean => sentMs.length > 0;

const cloudOf = (
  name: string,
  rows: PlotRows,
  members: readonly number[],
  latency: (row: number) => number,
): Cloud => ({
  name,
  sentMs: Float64Array.from(members, rows.intendedMs),
  latencyMs: Float64Array.from(members, latency),
});

const confirmedCloud = (rows: PlotRows, { name, rows: members }: Series): Cloud =>
  cloudOf(
    name,
    rows,
    members.filter((row) => rows.status(row) === 'succeeded'),
    (row) => latencyUs(rows, row) / 1000,
  );

const pendingCloud = ({ rows, endMs }: ScatterSource, all: readonly Series[]): Cloud => {
  const waiting = all.flatMap(({ roundIndex, rows: members }) =>
    members.filter((row) => rows.status(row) === 'pending').map((row) => ({ row, roundIndex })),
  );
  const roundOf = new Map(waiting.map(({ row, roundIndex }) => [row, roundIndex]));
  return cloudOf(
    pendingName,
    rows,
    waiting.map(({ row }) => row),
    (row) => Math.max(0, (endMs[roundOf.get(row) ?? -1] ?? 0) - rows.intendedMs(row)),
  );
};

const thinnedDots = (clouds: readonly Cloud[]) => {
  const least = Math.min(...clouds.map(({ sentMs }) => minimum(sentMs)));
  const greatest = Math.max(...clouds.map(({ sentMs }) => -minimum(sentMs.map((sent) => -sent))));
  const total = clouds.reduce((sum, { sentMs }) => sum + sentMs.length, 0);
  return clouds.flatMap(({ name, sentMs, latencyMs }) =>
    thin(sentMs, latencyMs, { least, greatest }, total <= mostDots ? mostDots : mostDots / clouds.length).map(
      (index) => ({
        series: name,
        sentS: (sentMs[index] as number) / 1000,
        latencyS: Math.round((latencyMs[index] as number) * 1000) / 1e6,
      }),
    ),
  );
};

const minimum = (values: Float64Array): number =>
  values.reduce((least, value) => Math.min(least, value), Infinity);

const specOf = (dots: ReturnType<typeof thinnedDots>, clouds: readonly Cloud[]) => {
  const domain = clouds.map(({ name }) => name);
  const range = domain.map((name, index) => (name === pendingName ? inks.axis.light : seriesRange[index]));
  return {
    width: plotWidth,
    height: 240,
    data: { values: dots },
    mark: { type: 'point', shape: 'circle', filled: true, size: 9, opacity: 1 },
    encoding: {
      x: quantitative('sentS', 'virtual time of sending /s', { scale: { zero: false } }),
      y: quantitative('latencyS', 'latency /s'),
      color: nominal('series', {
        scale: { domain, range },
        legend: domain.length > 1 ? { symbolSize: 60 } : null,
      }),
    },
  };
};

const notesOf = (drawn: number, total: number, pending: number, seriesCount: number): readonly string[] => [
  'A dot is a confirmed transaction, at the instant at which the plan wanted it sent.',
  ...(pending === 0
    ? []
    : [`${pending} were never confirmed; a grey dot says how long one had waited when its round ended.`]),
  ...(drawn === total
    ? []
    : [`${drawn} of ${total} are drawn: the slowest, the fastest and two between in each column of pixels.`]),
  ...(seriesCount > mostSeries
    ? [`The first ${mostSeries} of ${seriesCount} series are drawn; the table has all.`]
    : []),
];

const sliceCount = 20;

/** By slices of time: the extremes and the median of what was sent in each. */
const tableOf = (clouds: readonly Cloud[]): PlotTable => ({
  columns: [
    { head: 'Series' },
    { head: 'Sent from /s', decimals: 3 },
    { head: 'to /s', decimals: 3 },
    ...['Confirmed'].map((head) => ({ head, decimals: 0 })),
    ...['min /s', 'p50 /s', 'max /s'].map((head) => ({ head, decimals: 3 })),
  ],
  rows: clouds.flatMap(slicesOf),
});

const slicesOf = ({ name, sentMs, latencyMs }: Cloud) => {
  const first = minimum(sentMs);
  const last = -minimum(sentMs.map((sent) => -sent));
  const width = binWidth(last - first, sliceCount);
  const indices = Array.from(sentMs.keys());
  const slices = Map.groupBy(indices, (index) => Math.floor((sentMs[index] as number) / width));
  return [...slices]
    .sort(([a], [b]) => a - b)
    .map(([slice, members]) => {
      const sorted = Float64Array.from(members, (index) => latencyMs[index] as number).sort();
      const inSeconds = [sorted[0], quantile(sorted, 0, 500), sorted.at(-1)].map(
        (ms) => (ms as number) / 1000,
      );
      return [name, (slice * width) / 1000, ((slice + 1) * width) / 1000, members.length, ...inSeconds];
    });
};
