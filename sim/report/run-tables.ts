/**
 * The tables of a run, as data: first the paper's own, by the definitions of Caliper up to 0.3.2, then what it lacks:
 * target against achieved rate, percentiles, spread, what did not end, gas and fee per operation.
 */
import { caliperRow } from '../measure/caliper-row.ts';
import type { PercentileName } from '../measure/quantile.ts';
import type { RunResult } from '../measure/result.ts';
import type { RoundSummary } from '../measure/summary.ts';
import { tableColumns } from './csv/csv.ts';
import { cell } from './csv/csv-lines.ts';
import { fixed, grouped } from './numbers.ts';
import { left, type ReportTable, reportTable, right, type TableColumn } from './report-table.ts';
import { costsTable } from './terminal/costs.ts';
import { labelsTable, pricesTable } from './terminal/labels.ts';
import { networkTable } from './terminal/network.ts';
import { labelWidth, type NumberedRound, oneLine } from './terminal-table.ts';

export const runTables = (result: RunResult): readonly ReportTable[] => {
  const rounds = [...result.rounds.entries()];
  return [
    paperTable(rounds, short),
    figuresTable(rounds, short),
    labelsTable(rounds),
    costsTable(rounds),
    ...(result.prices === undefined ? [] : [pricesTable(result.prices)]),
    ...networkTable(result),
  ].filter(({ rows }) => rows.length > 0);
};

/** How a table shows a text of the author's. */
type Shown = (label: string) => string;

const short: Shown = (label) => oneLine(label, labelWidth);

const numberColumn = right<NumberedRound>('#', ([number]) => `${number}`);

export const paperTable = (rounds: readonly NumberedRound[], shown: Shown): ReportTable => {
  const columns = tableColumns.map(([head, text], index) =>
    (index === 0 ? left : right)(head, ([, round]: NumberedRound) =>
      index === 0 ? shown(text(caliperRow(round))) : text(caliperRow(round)),
    ),
  );
  const remark = 'Caliper ≤ 0.3.2: send rate N/W, throughput successes/T, delays from submission';
  return reportTable('The paper’s columns', remark, rounds, [numberColumn, ...columns]);
};

export const figuresTable = (rounds: readonly NumberedRound[], shown: Shown): ReportTable => {
  const rate = (rateTps: number | null): string => cell(rateTps, (tps) => fixed(tps, 1));
  const percentile = (name: PercentileName) =>
    figure(`${name} /s`, (round) => beyondHorizon(round, name) ?? delay(round.latencyMs[name]));
  const columns = [
    numberColumn,
    left<NumberedRound>('Operating', ([, { label }]) => shown(label)),
    figure('Target Rate /TPS', (round) => rate(round.targetRateTps)),
    figure('Achieved Rate /TPS', (round) => rate(round.sendRateTps)),
    percentile('p50'),
    percentile('p90'),
    percentile('p95'),
    percentile('p99'),
    figure('Std Dev /s', (round) => delay(round.latencyMs.stddev)),
    figure('Pending', (round) => grouped(round.pending)),
    figure('Dropped', (round) => grouped(round.dropped)),
  ];
  const remark = 'send rate (N−1)/W; latency from the intended instant, pending ones infinite';
  return reportTable('Beyond the paper’s columns', remark, rounds, columns);
};

const figure = (head: string, text: (round: RoundSummary) => string): TableColumn<NumberedRound> =>
  right(head, ([, round]) => text(round));

const delay = (durationMs: number | null): string => cell(durationMs, (ms) => fixed(ms / 1000, 3));

const beyondHorizon = (round: RoundSummary, name: PercentileName): string | undefined =>
  round.latencyMs[name] === null && round.pending > 0 ? '> horizon' : undefined;
