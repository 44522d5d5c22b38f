/** Metrics that changed as rows of a table: the worst verdicts first, then the largest change. */
import type { Change, MetricVerdict } from '../gate/change.ts';
import type { ReplicatedChange } from '../gate/replicated.ts';
import { cell } from './csv/csv-lines.ts';
import { fixed, metricText } from './numbers.ts';
import { type ReportTable, reportTable, type TableColumn } from './report-table.ts';
import { createPaint, type Paint, terminalTable } from './terminal-table.ts';

export type AnyChange = Change | ReplicatedChange;

const order: readonly MetricVerdict[] = [
  'removed',
  'regressed',
  'not-comparable',
  'new',
  'improved',
  'tolerated',
  'same',
];

/** What has a baseline of zero changed beyond any ratio. */
export const bySeverity = (a: AnyChange, b: AnyChange): number =>
  order.indexOf(a.verdict) - order.indexOf(b.verdict) || bySize(a, b);

export const bySize = (a: AnyChange, b: AnyChange): number =>
  sizeOf(b) - sizeOf(a) || (a.metric < b.metric ? -1 : 1);

const sizeOf = ({ ratio, baseline, current }: AnyChange): number => {
  if (ratio !== null) return Math.min(Math.abs(ratio), Number.MAX_VALUE);
  return baseline === current ? 0 : Number.MAX_VALUE;
};

/** Nothing where one of them is beyond the horizon, as where the baseline is zero. */
export const ratioText = ({ ratio }: AnyChange): string =>
  ratio === null || !Number.isFinite(ratio) ? '' : percentText(ratio);

const percentText = (ratio: number): string => {
  const percent = Math.abs(ratio * 100);
  return `${ratio < 0 ? '−' : '+'}${fixed(percent, percent < 1 ? 2 : 1)} %`;
};

/** Half of the 95 % interval of the mean difference, beside the ratio and in its unit. */
export const marginText = (change: AnyChange): string => {
  if (!('difference' in change)) return '';
  const { halfWidth } = change.difference;
  const { baseline } = change;
  if (halfWidth === null || baseline === null || baseline === 0) return '';
  return `± ${fixed((100 * halfWidth) / Math.abs(baseline), 1)} %`;
};

type Heads = readonly [baseline: string, current: string];

const columns = (paint: Paint, isReplicated: boolean, [before, after]: Heads): TableColumn<AnyChange>[] => [
  { head: 'Metric', align: 'left', text: ({ metric }) => metric },
  { head: before, align: 'right', text: ({ baseline }) => cell(baseline, metricText) },
  { head: after, align: 'right', text: ({ current }) => cell(current, metricText) },
  { head: 'Change', align: 'right', text: ratioText },
  ...(isReplicated ? [{ head: '± 95 %', align: 'right' as const, text: marginText }] : []),
  { head: 'Verdict', align: 'left', text: (change) => verdictText(change, paint) },
];

const verdictText = ({ verdict, level }: AnyChange, paint: Paint): string => {
  if (verdict === 'same') return '~';
  if (verdict === 'improved') return paint('good', verdict);
  if (verdict !== 'regressed' && verdict !== 'removed') return verdict;
  return level === 'warn' ? paint('warning', `! ${verdict}`) : paint('bad', `✗ ${verdict}`);
};

const table = (changes: readonly AnyChange[], heads: Heads, color: boolean): string => {
  const isReplicated = changes.some((change) => 'difference' in change);
  const paint = createPaint(color);
  return terminalTable(changes, columns(paint, isReplicated, heads), paint);
};

/** All that changed, the worst first, without colour. */
export const changedRowsTable = (changes: readonly AnyChange[], heads: Heads): ReportTable => {
  const changed = changes.filter(({ verdict }) => verdict !== 'same').sort(bySeverity);
  const isReplicated = changed.some((change) => 'difference' in change);
  return reportTable('', '', changed, columns(createPaint(false), isReplicated, heads));
};

const mostRows = 40;

/** Of a check: changed ones only, the worst first, and of the figures of one metric that fare alike a single one. */
export const changesTable = (changes: readonly AnyChange[], color: boolean): string => {
  const { rows, notes } = changedKinds(changes, '--json');
  return [table(rows, heads, color), ...notes].join('\n');
};

/** The same for a page, whose picture has a table of all. */
export const changedKindsTable = (changes: readonly AnyChange[]): ReportTable => {
  const { rows, notes } = changedKinds(changes, 'the table of the picture');
  const isReplicated = rows.some((change) => 'difference' in change);
  const note = notes.length === 0 ? undefined : notes.join(' ');
  return reportTable('', '', rows, columns(createPaint(false), isReplicated, heads), note);
};

const heads: Heads = ['Baseline', 'Now'];

const changedKinds = (changes: readonly AnyChange[], where: string) => {
  const changed = changes.filter(({ verdict }) => verdict !== 'same').sort(bySeverity);
  const rows = [...Map.groupBy(changed, kindOf).values()].map(standIn).sort(bySeverity);
  const notes = [
    ...(rows.length > mostRows ? [`… and ${rows.length - mostRows} more rows`] : []),
    ...(changed.length > rows.length
      ? [`(+n: so many more figures of the same metric and verdict, which ${where} has)`]
      : []),
  ];
  return { rows: rows.slice(0, mostRows), notes };
};

/** `rounds/GetMS/gas/mean` is one of `rounds/GetMS/gas`. */
const kindOf = ({ metric, verdict }: AnyChange): string => {
  const parts = metric.split('/');
  return `${verdict} ${parts.length > 3 ? parts.slice(0, -1).join('/') : metric}`;
};

/** The largest change, or the mean, which most people look for, where that is about as large. */
const standIn = (alike: readonly AnyChange[]): AnyChange => {
  const [largest] = alike as readonly [AnyChange];
  const mean = alike.find(
    (change) => change.metric.endsWith('/mean') && sizeOf(change) >= 0.9 * sizeOf(largest),
  );
  const chosen = mean ?? largest;
  return alike.length === 1 ? chosen : { ...chosen, metric: `${chosen.metric} +${alike.length - 1}` };
};

/** Of a comparison: all that are given, in their order. */
export const comparedTable = (changes: readonly AnyChange[], color: boolean): string =>
  table(changes, ['A', 'B'], color);
