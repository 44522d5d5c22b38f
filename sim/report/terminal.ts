/**
 * The report of a run for people: first the paper's own table, by the definitions of Caliper up to 0.3.2, then what it
 * lacks: target against achieved rate, percentiles, spread, what did not end, gas and fee per operation. Warnings
 * follow, then notes of the caller, and the verdict comes last, near the prompt.
 *
 * `#` is a round's number in all files. A dash is a value that does not exist.
 */
import { caliperRow } from '../measure/caliper-row.ts';
import type { PercentileName } from '../measure/quantile.ts';
import type { RunResult } from '../measure/result.ts';
import type { RoundSummary } from '../measure/summary.ts';
import { findWarnings } from '../measure/warnings.ts';
import { tableColumns } from './csv.ts';
import { cell } from './csv-lines.ts';
import { fixed, grouped, seconds } from './numbers.ts';
import { costsTable } from './terminal-costs.ts';
import { labelsTable, pricesTable } from './terminal-labels.ts';
import { networkTable } from './terminal-network.ts';
import type { NumberedRound, Paint, TableColumn } from './terminal-table.ts';
import { createPaint, labelWidth, oneLine, terminalTable, titled } from './terminal-table.ts';
import { verdictMark } from './verdict-mark.ts';
import { warmUpText } from './warm-up-text.ts';
import { warningText } from './warning-text.ts';

export interface TerminalOptions {
  readonly color: boolean;
  readonly verdict: 'passed' | 'failed';
  /** Lines before the verdict: where the files are, what a verification found. */
  readonly notes?: readonly string[];
}

/** Ends without a newline. */
export const terminalReport = (result: RunResult, options: TerminalOptions): string => {
  const paint = createPaint(options.color);
  const rounds = [...result.rounds.entries()];
  const remarks = rounds.flatMap((round) => [...warmUpLines(round), ...warningLines(round, paint)]);
  const sections = [
    paperTable(rounds, paint),
    figuresTable(rounds, paint),
    labelsTable(rounds, paint),
    costsTable(rounds, paint),
    pricesTable(result.prices, paint),
    networkTable(result, paint),
    remarks.join('\n'),
    [...(options.notes ?? []), verdictLine(result, options.verdict, paint)].join('\n'),
  ];
  return sections.filter((section) => section !== '').join('\n\n');
};

const numberColumn: TableColumn<NumberedRound> = {
  head: '#',
  align: 'right',
  text: ([number]) => `${number}`,
};

const paperTable = (rounds: readonly NumberedRound[], paint: Paint): string => {
  const columns = tableColumns.map(([head, text], index) => ({
    head,
    align: index === 0 ? ('left' as const) : ('right' as const),
    text: ([, round]: NumberedRound) => oneLine(text(caliperRow(round)), labelWidth),
  }));
  const remark = '(Caliper ≤ 0.3.2: send rate N/W, throughput successes/T, delays from submission)';
  return titled(
    'The paper’s columns',
    remark,
    terminalTable(rounds, [numberColumn, ...columns], paint),
    paint,
  );
};

const figuresTable = (rounds: readonly NumberedRound[], paint: Paint): string => {
  const rate = (rateTps: number | null): string => cell(rateTps, (tps) => fixed(tps, 1));
  const percentile = (name: PercentileName) =>
    figure(`${name} /s`, (round) => beyondHorizon(round, name) ?? delay(round.latencyMs[name]));
  const columns = [
    numberColumn,
    labelColumn,
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
  const remark = '(send rate (N−1)/W; latency from the intended instant, pending ones infinite)';
  return titled('Beyond the paper’s columns', remark, terminalTable(rounds, columns, paint), paint);
};

const figure = (head: string, text: (round: RoundSummary) => string): TableColumn<NumberedRound> => ({
  head,
  align: 'right',
  text: ([, round]) => text(round),
});

const labelColumn: TableColumn<NumberedRound> = {
  head: 'Operating',
  align: 'left',
  text: ([, round]) => oneLine(round.label, labelWidth),
};

const delay = (durationMs: number | null): string => cell(durationMs, (ms) => fixed(ms / 1000, 3));

const beyondHorizon = (round: RoundSummary, name: PercentileName): string | undefined =>
  round.latencyMs[name] === null && round.pending > 0 ? '> horizon' : undefined;

const nameOf = ([number, round]: NumberedRound): string => `#${number} ${oneLine(round.label, labelWidth)}`;

const warmUpLines = (round: NumberedRound): readonly string[] => {
  const text = warmUpText(round[1]);
  return text === undefined ? [] : [`warm-up ${nameOf(round)}: ${text}`];
};

const warningLines = (round: NumberedRound, paint: Paint): readonly string[] =>
  findWarnings(round[1]).map(
    (warning) => `${paint('warning', 'warning')} ${nameOf(round)}: ${warningText(warning)}`,
  );

const verdictLine = (result: RunResult, verdict: TerminalOptions['verdict'], paint: Paint): string => {
  const total = (name: 'submitted' | 'succeeded' | 'failed' | 'pending'): string =>
    grouped(result.rounds.reduce((sum, round) => sum + round[name], 0));
  const lastMs = Math.max(0, ...result.rounds.map((round) => round.endMs));
  return `${verdictMark(verdict, result.exitReason, paint)}: ${total('submitted')} submitted, ${total('succeeded')} succeeded, ${total('failed')} failed, ${total('pending')} pending in ${seconds(lastMs)} s of virtual time`;
};
