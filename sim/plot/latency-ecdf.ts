/**
 * The distribution of latency per label: the share of transactions confirmed within each time. What is pending counts as
 * never confirmed, so that its curve ends below 1; failures are no latency of the service and stand apart.
 */
import { percentiles, quantile } from '../measure/quantile.ts';
import { nominal, type Plot, type PlotTable, quantitative } from './plot.ts';
import { ecdf } from './sampling.ts';
import { latencyUs, panelsOf, type Series, type SeriesSource, seriesOf, undrawnNote } from './series.ts';
import { dashRange, plotWidth, seriesRange } from './theme.ts';

interface Distribution {
  readonly name: string;
  /** Ascending. */
  readonly sortedUs: Float64Array;
  readonly pending: number;
}

const resolution = 400;
const mostPanels = 4;

export const latencyEcdf = (source: SeriesSource): Plot | undefined => {
  const all = seriesOf(source).map((series) => distributionOf(source, series));
  const distributions = all.filter(({ sortedUs }) => sortedUs.length > 0);
  if (distributions.length === 0) return undefined;
  return {
    id: 'latency-ecdf',
    title: 'Latency: share confirmed within a time',
    notes: notesOf(distributions),
    spec: { vconcat: panelsOf(distributions, mostPanels).map((panel) => panelSpec(panel)), resolve },
    table: tableOf(all),
  };
};

const resolve = { scale: { color: 'independent', strokeDash: 'independent' } };

const distributionOf = ({ rows }: SeriesSource, { name, rows: members }: Series): Distribution => ({
  name,
  sortedUs: Float64Array.from(
    members.filter((row) => rows.status(row) === 'succeeded'),
    (row) => latencyUs(rows, row),
  ).sort(),
  pending: members.filter((row) => rows.status(row) === 'pending').length,
});

/** A curve begins at 0 and rises at each of its points; it ends at the share that was confirmed at all. */
const curveOf = ({ name, sortedUs, pending }: Distribution) => {
  const all = sortedUs.length + pending;
  const points = ecdf(sortedUs, resolution).map(({ value, count }) => ({
    series: name,
    latencyS: value / 1e6,
    share: count / all,
  }));
  return [{ series: name, latencyS: (sortedUs[0] as number) / 1e6, share: 0 }, ...points];
};

const panelSpec = (panel: readonly Distribution[]) => {
  const names = panel.map(({ name }) => name);
  const scale = { domain: names };
  const legend = names.length > 1 ? {} : null;
  return {
    width: plotWidth,
    height: 260,
    data: { values: panel.flatMap(curveOf) },
    encoding: {
      x: quantitative('latencyS', 'latency from the intended instant /s'),
      y: quantitative('share', 'share confirmed', {
        scale: { domain: [0, 1] },
        axis: { format: '.0%', tickCount: 5 },
      }),
      color: nominal('series', { scale: { ...scale, range: seriesRange }, legend }),
    },
    layer: [
      {
        mark: { type: 'line', interpolate: 'step-after', strokeWidth: 1.75 },
        encoding: { strokeDash: nominal('series', { scale: { ...scale, range: dashRange }, legend }) },
      },
      ...endings(panel),
    ],
  };
};

/** Where a curve ends below 1, how many never came. */
const endings = (panel: readonly Distribution[]) => {
  const values = panel
    .filter(({ pending }) => pending > 0)
    .map((distribution) => ({
      ...curveOf(distribution).at(-1),
      text: `${distribution.pending} never confirmed`,
    }));
  return values.length === 0
    ? []
    : [
        {
          data: { values },
          mark: { type: 'text', align: 'right', dx: -4, dy: -7, fontSize: 10 },
          encoding: { text: nominal('text') },
        },
      ];
};

const notesOf = (distributions: readonly Distribution[]): readonly string[] => {
  const pending = distributions.reduce((sum, of) => sum + of.pending, 0);
  return [
    'The height at a time is the share of transactions that were confirmed within it; failed ones are left out.',
    ...(pending === 0 ? [] : [`${pending} never confirmed: their curves end below 100 %.`]),
    ...(distributions.some(({ sortedUs }) => sortedUs.length > resolution)
      ? [`Curves are drawn through ${resolution} of their exact quantiles.`]
      : []),
    ...undrawnNote(distributions.length, mostPanels),
  ];
};

const perMilles = [10, 50, 100, 250, percentiles.p50, 750, 900, 950, 990, 999];

const tableOf = (distributions: readonly Distribution[]): PlotTable => ({
  columns: [
    { head: 'Series' },
    { head: 'Confirmed', decimals: 0 },
    { head: 'Pending', decimals: 0 },
    { head: 'min /s', decimals: 3 },
    ...perMilles.map((perMille) => ({ head: `p${perMille / 10} /s`, decimals: 3 })),
    { head: 'max /s', decimals: 3 },
  ],
  rows: distributions.map(({ name, sortedUs, pending }) => [
    name,
    sortedUs.length,
    pending,
    secondsOf(sortedUs[0]),
    ...perMilles.map((perMille) => secondsOf(quantile(sortedUs, pending, perMille))),
    secondsOf(sortedUs.at(-1)),
  ]),
});

const secondsOf = (us: number | undefined): number | null => (us === undefined ? null : us / 1e6);
