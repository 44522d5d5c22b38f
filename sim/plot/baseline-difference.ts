/** What is different from the baseline: the relative change of each metric, the largest first. */
import type { Change } from '../gate/change.ts';
import type { ReplicatedChange } from '../gate/replicated.ts';
import { nominal, type Plot, pictureText, quantitative } from './plot.ts';
import { green, inks, plotWidth, vermilion } from './theme.ts';

export type MetricChange = Change | ReplicatedChange;

const mostRows = 30;
const colors = { improved: green, regressed: vermilion, other: inks.axis.light } as const;

interface DifferenceRow {
  readonly metric: string;
  readonly ratio: number;
  readonly verdict: string;
}

/** Nothing where nothing changed by a ratio. */
export const baselineDifference = (changes: readonly MetricChange[]): Plot | undefined => {
  const changed = changes.filter(({ verdict }) => verdict !== 'same');
  const rows = changed
    .flatMap(({ metric, ratio, verdict }) =>
      ratio === null || !Number.isFinite(ratio) ? [] : [{ metric: pictureText(metric, 60), ratio, verdict }],
    )
    .sort((a, b) => Math.abs(b.ratio) - Math.abs(a.ratio) || (a.metric < b.metric ? -1 : 1));
  if (rows.length === 0) return undefined;
  const restCount = changed.length - Math.min(mostRows, rows.length);
  return {
    id: 'baseline-difference',
    title: 'Difference from the baseline',
    notes: [
      'Change divided by the baseline; which way is worse follows from the metric.',
      ...(restCount === 0
        ? []
        : [`${restCount} more metrics changed, or have no ratio; the table has them.`]),
    ],
    spec: specOf(rows.slice(0, mostRows)),
    table: {
      columns: [
        { head: 'Metric' },
        { head: 'Baseline' },
        { head: 'Now' },
        { head: 'Change /%', decimals: 3 },
        { head: 'Verdict' },
      ],
      rows: changed.map(({ metric, baseline, current, ratio, verdict }) => [
        metric,
        valueText(baseline),
        valueText(current),
        ratio === null || !Number.isFinite(ratio) ? null : 100 * ratio,
        verdict,
      ]),
    },
  };
};

const valueText = (value: number | bigint | null): string | null =>
  value === null ? null : value === Number.POSITIVE_INFINITY ? '> horizon' : String(value);

const specOf = (rows: readonly DifferenceRow[]) => {
  const shown = [...new Set(rows.map(({ verdict }) => verdict))];
  const range = shown.map((verdict) => colors[verdict as 'improved'] ?? colors.other);
  return {
    width: plotWidth - 260,
    height: { step: 20 },
    data: { values: rows },
    encoding: {
      y: nominal('metric', {
        axis: { domain: false, ticks: false, labelColor: inks.text.light, labelLimit: 480 },
      }),
      x: quantitative('ratio', 'change from the baseline', {
        axis: { format: '+.1~%', grid: true, tickCount: 5 },
      }),
      color: nominal('verdict', { scale: { domain: shown, range } }),
    },
    layer: [
      { mark: { type: 'rule', strokeWidth: 2 }, encoding: { x2: { datum: 0 } } },
      { mark: { type: 'point', shape: 'circle', filled: true, size: 50, opacity: 1 } },
    ],
  };
};
