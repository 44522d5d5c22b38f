/** Metrics that changed as rows of a table: the worst verdicts first, then the largest change. */
import type { Change, MetricVerdict } from '../gate/change.ts';
import type { PairedChange } from '../gate/paired.ts';
import { cell } from './csv-lines.ts';
import { fixed, metricText } from './numbers.ts';
import { createPaint, type Paint, type TableColumn, terminalTable } from './terminal-table.ts';

export type AnyChange = Change | PairedChange;

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
  if (ratio !== null) return Math.abs(ratio);
  return baseline === current ? 0 : Number.MAX_VALUE;
};

export const ratioText = ({ ratio }: AnyChange): string => cell(ratio, percentText);

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

const columns = (paint: Paint, isPaired: boolean): TableColumn<AnyChange>[] => [
  { head: 'Metric', align: 'left', text: ({ metric }) => metric },
  { head: 'Baseline', align: 'right', text: ({ baseline }) => cell(baseline, metricText) },
  { head: 'Now', align: 'right', text: ({ current }) => cell(current, metricText) },
  { head: 'Change', align: 'right', text: ratioText },
  ...(isPaired ? [{ head: '± 95 %', align: 'right' as const, text: marginText }] : []),
  { head: 'Verdict', align: 'left', text: (change) => verdictText(change, paint) },
];

const verdictText = ({ verdict, level }: AnyChange, paint: Paint): string => {
  const isBad = verdict === 'regressed' || verdict === 'removed';
  if (isBad) return level === 'warn' ? paint('warning', `! ${verdict}`) : paint('bad', `✗ ${verdict}`);
  return verdict === 'improved' ? paint('good', verdict) : verdict;
};

const mostRows = 40;

export const changesTable = (changes: readonly AnyChange[], color: boolean): string => {
  const changed = changes.filter(({ verdict }) => verdict !== 'same').sort(bySeverity);
  const isPaired = changed.some((change) => 'difference' in change);
  const paint = createPaint(color);
  const table = terminalTable(changed.slice(0, mostRows), columns(paint, isPaired), paint);
  const restCount = changed.length - mostRows;
  return restCount > 0 ? `${table}\n… and ${restCount} more, which --json has` : table;
};
