/**
 * Send rate, throughput and backlog over virtual time. Rates count what fell into each bin; the backlog is what clients
 * had sent and had no outcome of, at its greatest within the bin, so that no peak is lost.
 */
import { nominal, type Plot, quantitative } from './plot.ts';
import type { PlotRows } from './rows.ts';
import { binWidth } from './sampling.ts';
import { blue, plotWidth, vermilion } from './theme.ts';

export interface Bin {
  readonly fromMs: number;
  readonly sentCount: number;
  readonly confirmedCount: number;
  /** The most in flight at any instant of it. */
  readonly backlogCount: number;
}

const mostBins = 200;

export const ratesOverTime = (rows: PlotRows): Plot | undefined => {
  const { sentMs, confirmedMs, endedMs } = instantsOf(rows);
  if (sentMs.length === 0) return undefined;
  const first = sentMs[0] as number;
  const last = Math.max(sentMs.at(-1) as number, endedMs.at(-1) ?? 0);
  const widthMs = binWidth(last - first, mostBins);
  const bins = binsOf({ sentMs, confirmedMs, endedMs }, widthMs);
  return {
    id: 'rates-over-time',
    title: 'Send rate, throughput and backlog',
    notes: [
      `Bins of ${widthMs / 1000} s of virtual time. Sent: handed to the node; confirmed: succeeded; a read counts as both.`,
      'The backlog is what had been sent and had no outcome yet, at its greatest within each bin.',
    ],
    spec: specOf(bins, widthMs),
    table: {
      columns: [
        { head: 'From /s', decimals: 3 },
        ...['Sent', 'Confirmed', 'Backlog at most'].map((head) => ({ head, decimals: 0 })),
      ],
      rows: bins.map(({ fromMs, sentCount, confirmedCount, backlogCount }) => [
        fromMs / 1000,
        sentCount,
        confirmedCount,
        backlogCount,
      ]),
    },
  };
};

interface Instants {
  readonly sentMs: Float64Array;
  readonly confirmedMs: Float64Array;
  /** Of what was sent: when it succeeded or failed. What was refused without a block ended as it was sent. */
  readonly endedMs: Float64Array;
}

/** All ascending. */
const instantsOf = (rows: PlotRows): Instants => {
  const [sent, confirmed, ended] = [0, 1, 2].map(() => new Float64Array(rows.rowCount())) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  let [sentCount, confirmedCount, endedCount] = [0, 0, 0];
  for (let row = 0; row < rows.rowCount(); row += 1) {
    const [submittedMs, finalMs, status] = [rows.submittedMs(row), rows.finalMs(row), rows.status(row)];
    if (Number.isNaN(submittedMs)) continue;
    sent[sentCount++] = submittedMs;
    if (status === 'succeeded') confirmed[confirmedCount++] = finalMs;
    if (status !== 'pending') ended[endedCount++] = Number.isNaN(finalMs) ? submittedMs : finalMs;
  }
  return {
    sentMs: sent.subarray(0, sentCount).sort(),
    confirmedMs: confirmed.subarray(0, confirmedCount).sort(),
    endedMs: ended.subarray(0, endedCount).sort(),
  };
};

export const binsOf = ({ sentMs, confirmedMs, endedMs }: Instants, widthMs: number): readonly Bin[] => {
  const indexOf = (timeMs: number): number => Math.floor(timeMs / widthMs);
  const firstIndex = indexOf(sentMs[0] as number);
  const lastIndex = indexOf(Math.max(sentMs.at(-1) as number, endedMs.at(-1) ?? 0));
  const bins = Array.from({ length: lastIndex - firstIndex + 1 }, (_, index) => ({
    fromMs: (firstIndex + index) * widthMs,
    sentCount: 0,
    confirmedCount: 0,
    backlogCount: 0,
  }));
  const at = (timeMs: number) => bins[indexOf(timeMs) - firstIndex] as (typeof bins)[number];
  for (const timeMs of sentMs) at(timeMs).sentCount += 1;
  for (const timeMs of confirmedMs) at(timeMs).confirmedCount += 1;
  let [sent, ended] = [0, 0];
  for (const bin of bins) {
    const endMs = bin.fromMs + widthMs;
    bin.backlogCount = sent - ended;
    for (;;) {
      const [nextSentMs, nextEndedMs] = [instantAt(sentMs, sent), instantAt(endedMs, ended)];
      if (Math.min(nextSentMs, nextEndedMs) >= endMs) break;
      // At equal instants arrivals come first, as in `measure/in-flight.ts`.
      if (nextSentMs <= nextEndedMs) sent += 1;
      else ended += 1;
      bin.backlogCount = Math.max(bin.backlogCount, sent - ended);
    }
  }
  return bins;
};

const instantAt = (instants: Float64Array, index: number): number =>
  instants[index] ?? Number.POSITIVE_INFINITY;

const specOf = (bins: readonly Bin[], widthMs: number) => {
  const rate = (count: number): number => (count * 1000) / widthMs;
  const points = [...bins, { ...(bins.at(-1) as Bin), fromMs: (bins.at(-1) as Bin).fromMs + widthMs }];
  const lines = points.flatMap(({ fromMs, sentCount, confirmedCount }) => [
    { timeS: fromMs / 1000, series: 'sent', rateTps: rate(sentCount) },
    { timeS: fromMs / 1000, series: 'confirmed', rateTps: rate(confirmedCount) },
  ]);
  const x = (title: string | null) => quantitative('timeS', title, { scale: { zero: false, nice: false } });
  return {
    vconcat: [
      {
        width: plotWidth,
        height: 160,
        data: { values: lines },
        mark: { type: 'line', interpolate: 'step-after', strokeWidth: 1.5 },
        encoding: {
          x: x(null),
          y: quantitative('rateTps', 'per second'),
          color: nominal('series', { scale: { domain: ['sent', 'confirmed'], range: [blue, vermilion] } }),
        },
      },
      {
        width: plotWidth,
        height: 110,
        data: { values: points.map(({ fromMs, backlogCount }) => ({ timeS: fromMs / 1000, backlogCount })) },
        mark: {
          type: 'area',
          interpolate: 'step-after',
          color: blue,
          opacity: 0.25,
          line: { color: blue, strokeWidth: 1.25 },
        },
        encoding: { x: x('virtual time /s'), y: quantitative('backlogCount', 'in flight') },
      },
    ],
  };
};
