/**
 * The report of a run with replications: a table per round of the main figures, each as mean, half of its interval, and
 * extremes over the replications; what a replication warns of, with how many do; notes; and the verdict last. All
 * figures are in result.json, and each replication's own in replications.csv.
 */
import type { FigureInterval } from '../../measure/confidence.ts';
import type { FigureName } from '../../measure/figures.ts';
import type { ReplicatedRound } from '../../measure/replicated-round.ts';
import type { Replication, ReplicationsSummary } from '../../measure/replications.ts';
import type { RunResult } from '../../measure/result.ts';
import { findWarnings, type Warning } from '../../measure/warnings.ts';
import { cell } from '../csv/csv-lines.ts';
import { ether, fixed, grouped } from '../numbers.ts';
import { left, type ReportTable, reportTable, right, type TableColumn } from '../report-table.ts';
import { createPaint, labelWidth, oneLine, type Paint, printedTable } from '../terminal-table.ts';
import { verdictMark } from '../verdict-mark.ts';
import { warningText } from '../warning-text.ts';
import type { TerminalOptions } from './run.ts';

/** Ends without a newline. `replications` are those that `summary`, a section of the result, sums up. */
export const replicationsReport = (
  { exitReason }: RunResult,
  summary: ReplicationsSummary,
  replications: readonly Replication[],
  options: TerminalOptions,
): string => {
  const paint = createPaint(options.color);
  const mark = verdictMark(options.verdict, exitReason, paint);
  const sections = [
    summary.count === 0 ? '' : introduction(summary.count, paint),
    ...replicationTables(summary).map((table) => printedTable(table, paint)),
    warningLines(replications, paint).join('\n'),
    [...(options.notes ?? []), `${mark}: ${replicationTotals(summary)}`].join('\n'),
  ];
  return sections.filter((section) => section !== '').join('\n\n');
};

const introduction = (count: number, paint: Paint): string =>
  [
    `${paint('heading', replicationsText(count))}, one value from each; ± is half the 95 % confidence interval of the mean (Student’s t)`,
    paint(
      'quiet',
      '(a percentile’s row is over the replications’ own percentiles: transactions are never pooled)',
    ),
  ].join('\n');

const replicationsText = (count: number): string => `${count} replication${count === 1 ? '' : 's'}`;

interface FigureRow {
  readonly head: string;
  readonly interval: FigureInterval;
  readonly text: (value: number) => string;
}

/** A table per round. */
export const replicationTables = ({ rounds }: ReplicationsSummary): readonly ReportTable[] =>
  rounds.map(roundTable);

const roundTable = (round: ReplicatedRound, number: number): ReportTable => {
  const rows = figureRows(round);
  const column = right<FigureRow>;
  const columns: TableColumn<FigureRow>[] = [
    left('Figure', ({ head }) => head),
    column('Mean', ({ interval, text }) => cell(interval.mean, text)),
    column('± 95 %', ({ interval, text }) => cell(interval.halfWidth, (value) => `± ${text(value)}`)),
    column('Min', ({ interval, text }) => cell(interval.min, text)),
    column('Max', ({ interval, text }) => cell(interval.max, text)),
  ];
  if (rows.some(({ interval }) => interval.missing > 0))
    columns.push(column('Missing', ({ interval }) => missingText(interval)));
  const title = `#${number} ${oneLine(round.label, labelWidth)}`;
  const counts = `${grouped(round.totals.submitted)} submitted in all`;
  return reportTable(title, counts, rows, columns);
};

const missingText = ({ n, missing }: FigureInterval): string =>
  missing === 0 ? '' : `${missing} of ${n + missing}`;

const rate = (rateTps: number): string => fixed(rateTps, 2);
const delay = (durationMs: number): string => fixed(durationMs / 1000, 3);
const count = (mean: number): string => fixed(mean, 1);
const gas = (amount: number): string => grouped(BigInt(Math.round(amount)));
const fee = (wei: number): string => ether(BigInt(Math.round(wei)));

const mainFigures: readonly (readonly [head: string, name: FigureName, text: (value: number) => string])[] = [
  ['Send rate /TPS', 'sendRateTps', rate],
  ['Throughput /TPS', 'throughputTps', rate],
  ['Latency mean /s', 'latencyMs.mean', delay],
  ['Latency p50 /s', 'latencyMs.p50', delay],
  ['Latency p95 /s', 'latencyMs.p95', delay],
  ['Latency p99 /s', 'latencyMs.p99', delay],
  ['Gas mean', 'gas.mean', gas],
  ['Fee mean', 'feeWei.mean', fee],
  ['Failed', 'failed', count],
  ['Pending', 'pending', count],
  ['Dropped', 'dropped', count],
  ['Warm-up cut', 'warmUp.rowCount', count],
];

const isCount = (name: FigureName): boolean => name === 'failed' || name === 'pending' || name === 'dropped';

/** Counts of what went wrong appear where something did. */
const figureRows = ({ figures }: ReplicatedRound): readonly FigureRow[] =>
  mainFigures.flatMap(([head, name, text]) => {
    const interval = figures[name];
    return interval === undefined || (isCount(name) && interval.max === 0) ? [] : [{ head, interval, text }];
  });

/** One line for each kind of warning of a round, with the words of the first replication that has it. */
const warningLines = (replications: readonly Replication[], paint: Paint): readonly string[] =>
  (replications[0]?.rounds ?? []).flatMap(({ label }, number) => {
    const found = replications.flatMap(({ rounds }) =>
      rounds.slice(number, number + 1).flatMap(findWarnings),
    );
    return [...Map.groupBy(found, kindOf).values()].map((warnings) => {
      const where = `#${number} ${oneLine(label, labelWidth)}`;
      const share = `in ${warnings.length} of ${replicationsText(replications.length)}`;
      return `${paint('warning', 'warning')} ${where} ${share}: ${warningText(warnings[0] as Warning)}`;
    });
  });

const kindOf = (warning: Warning): string =>
  warning.code === 'failures' ? `${warning.code} ${warning.error}` : warning.code;

export const replicationTotals = ({ count: completed, rounds }: ReplicationsSummary): string => {
  const total = (name: 'submitted' | 'succeeded' | 'failed' | 'pending'): string =>
    `${grouped(rounds.reduce((sum, { totals }) => sum + totals[name], 0))} ${name}`;
  const counts = [total('submitted'), total('succeeded'), total('failed'), total('pending')];
  return `${replicationsText(completed)}, ${counts.join(', ')}`;
};
