/** Where a round has several labels, or transactions that were replaced: what each label waited; what it paid in currency. */
import type { LabelSummary } from '../../measure/labels.ts';
import type { PricedFees } from '../../measure/prices.ts';
import { cell } from '../csv/csv-lines.ts';
import { fixed, grouped } from '../numbers.ts';
import { left, type ReportTable, reportTable, right, type TableColumn } from '../report-table.ts';
import { labelWidth, type NumberedRound, oneLine } from '../terminal-table.ts';

interface LabelRow {
  readonly number: number;
  readonly label: string;
  readonly summary: LabelSummary;
}

const names: readonly TableColumn<{ readonly number: number; readonly label: string }>[] = [
  right('#', ({ number }) => `${number}`),
  left('Operation', ({ label }) => oneLine(label, labelWidth)),
];

export const labelsTable = (rounds: readonly NumberedRound[]): ReportTable => {
  const delay = (name: 'mean' | 'p50' | 'p95' | 'p99') =>
    right<LabelRow>(name === 'mean' ? 'Avg /s' : `${name} /s`, ({ summary }) => delayText(summary, name));
  const count = (head: string, name: 'submitted' | 'succeeded' | 'failed' | 'pending' | 'replacements') =>
    right<LabelRow>(head, ({ summary }) => grouped(summary[name]));
  const columns = [
    ...names,
    count('Submitted', 'submitted'),
    count('Succeeded', 'succeeded'),
    count('Failed', 'failed'),
    count('Pending', 'pending'),
    count('Replaced', 'replacements'),
    ...(['mean', 'p50', 'p95', 'p99'] as const).map(delay),
  ];
  const remark = 'latency from the intended instant, pending ones infinite';
  return reportTable('By label', remark, rounds.flatMap(labelRows), columns);
};

const labelRows = ([number, { labels, replacements }]: NumberedRound): readonly LabelRow[] => {
  const rows = Object.entries(labels).map(([label, summary]) => ({ number, label, summary }));
  return rows.length > 1 || replacements > 0 ? rows : [];
};

const delayText = ({ latencyMs, pending }: LabelSummary, name: 'mean' | 'p50' | 'p95' | 'p99'): string => {
  const delayMs = latencyMs[name];
  if (delayMs === null && name !== 'mean' && pending > 0) return '> horizon';
  return cell(delayMs, (ms) => fixed(ms / 1000, 3));
};

export const pricesTable = (prices: PricedFees): ReportTable => {
  const { currency, perEther, source, date } = prices;
  const rows = prices.rounds.flatMap(({ labels }, number) =>
    Object.entries(labels).map(([label, fee]) => ({ number, label, fee })),
  );
  type Row = (typeof rows)[number];
  const amount = (unit: string, name: 'mean' | 'p50' | 'p95' | 'max' | 'total', decimals: number) =>
    right<Row>(`${unit === 'Ether' ? 'ETH' : unit} ${name}`, ({ fee }) =>
      cell(fee[`fee${unit}`]?.[name], (value) => fixed(value, decimals)),
    );
  const columns = [
    ...names,
    amount('Ether', 'mean', 6),
    amount('Ether', 'p95', 6),
    ...(['mean', 'p50', 'p95', 'max', 'total'] as const).map((name) => amount(currency, name, 2)),
  ];
  const remark = `1 ether = ${perEther} ${currency}: ${oneLine(source, 60)}, ${date}; pinned, not fetched`;
  return reportTable(`Fee in ether and ${currency}`, remark, rows, columns);
};
