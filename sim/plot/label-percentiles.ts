/**
 * Where a round has several labels, such as the steps of a flow: the latency of each, in their order, from the median
 * to the 95th percentile. A percentile that lands on what is still pending has no value but the horizon, and says so.
 */
import type { RoundSummary } from '../measure/summary.ts';
import { nominal, type Plot, pictureText, quantitative } from './plot.ts';
import { createNaming } from './series.ts';
import { blue, inks, plotWidth } from './theme.ts';

interface LabelRow {
  readonly name: string;
  readonly count: number;
  /** null: beyond the horizon. */
  readonly p50S: number | null;
  readonly p95S: number | null;
  readonly beyond: string;
}

const mostRounds = 6;
const mostLabels = 30;

export const labelPercentiles = (rounds: readonly RoundSummary[]): Plot | undefined => {
  const panels = [...rounds.entries()]
    .map(([index, round]) => ({ title: `#${index} ${pictureText(round.label)}`, rows: labelRows(round) }))
    .filter(({ rows }) => rows.length > 1);
  if (panels.length === 0) return undefined;
  const isCut = panels.length > mostRounds || panels.some(({ rows }) => rows.length > mostLabels);
  const drawn = panels.slice(0, mostRounds);
  return {
    id: 'label-percentiles',
    title: 'Latency of each label, in their order',
    notes: [
      'From the median (filled) to the 95th percentile (open), from the intended instant; what is pending counts as infinite.',
      ...(isCut
        ? [`The first ${mostRounds} rounds and ${mostLabels} labels of each are drawn; the table has all.`]
        : []),
    ],
    spec: { vconcat: drawn.map((panel) => panelSpec(panel, panels.length > 1)) },
    table: {
      columns: [
        { head: 'Round' },
        { head: 'Label' },
        { head: 'Submitted', decimals: 0 },
        { head: 'p50 /s', decimals: 3 },
        { head: 'p95 /s', decimals: 3 },
      ],
      rows: panels.flatMap(({ title, rows }) =>
        rows.map(({ name, count, p50S, p95S }) => [
          title,
          name,
          count,
          p50S ?? '> horizon',
          p95S ?? '> horizon',
        ]),
      ),
    },
  };
};

/** Labels of which nothing succeeded have no latency. */
const labelRows = ({ labels }: RoundSummary): readonly LabelRow[] => {
  const unique = createNaming();
  return Object.entries(labels).flatMap(([label, { latencyMs, submitted }]) => {
    if (latencyMs.min === null) return [];
    const [p50S, p95S] = [secondsOf(latencyMs.p50), secondsOf(latencyMs.p95)];
    const beyond = p50S === null ? 'p50 and p95 > horizon' : p95S === null ? 'p95 > horizon' : '';
    return [{ name: unique(pictureText(label)), count: submitted, p50S, p95S, beyond }];
  });
};

const secondsOf = (ms: number | null): number | null => (ms === null ? null : ms / 1000);

const panelSpec = (
  { title, rows }: { readonly title: string; readonly rows: readonly LabelRow[] },
  isTitled: boolean,
) => {
  const dot = (field: string, filled: boolean) => ({
    transform: [{ filter: { field, valid: true } }],
    mark: { type: 'point', shape: 'circle', size: 55, color: blue, filled, opacity: 1, strokeWidth: 2 },
    encoding: { x: quantitative(field, 'latency /s') },
  });
  return {
    ...(isTitled ? { title } : {}),
    width: plotWidth - 120,
    height: { step: 24 },
    data: { values: rows.slice(0, mostLabels) },
    encoding: {
      y: nominal('name', {
        axis: { domain: false, ticks: false, labelColor: inks.text.light, labelPadding: 12 },
      }),
    },
    layer: [
      {
        transform: [{ filter: { field: 'p95S', valid: true } }],
        mark: { type: 'rule', color: blue, strokeWidth: 2 },
        encoding: {
          x: quantitative('p50S', 'latency /s', { axis: { grid: true }, scale: { zero: true } }),
          x2: { field: 'p95S' },
        },
      },
      dot('p50S', true),
      dot('p95S', false),
      {
        transform: [{ filter: { field: 'beyond', oneOf: ['p95 > horizon', 'p50 and p95 > horizon'] } }],
        mark: { type: 'text', align: 'left', dx: 8, fontSize: 10, color: inks.quiet.light },
        encoding: { x: quantitative('p50S', 'latency /s'), text: nominal('beyond') },
      },
    ],
  };
};
