/**
 * The four CSV files. Headers are a contract: readers find columns by them. A value that does not exist (no success, a
 * percentile beyond the horizon, the send rate of one transaction in rounds.csv) is an empty cell, and so is a time
 * that never came. `round` is the index into result.json's rounds, from 0.
 *
 * table.csv has the paper's columns and decimals (rates 1, delays 2), by the definitions of Caliper up to 0.3.2.
 */
import type { BlockLog, BlockRow } from '../../measure/block-log.ts';
import type { CaliperRow } from '../../measure/caliper-row.ts';
import { caliperRow } from '../../measure/caliper-row.ts';
import type { TransactionRecord } from '../../measure/record.ts';
import type { RecordColumns } from '../../measure/record-columns.ts';
import type { RoundSummary } from '../../measure/summary.ts';
import { fixed, milliseconds, perSecond, seconds } from '../numbers.ts';
import { cell, createQuoter, csvLines } from './csv-lines.ts';

/** A column: its name in the header, and its cell of a row. */
export type CsvColumn<Row> = readonly [name: string, text: (row: Row) => string];

export const csv = <Row>(rows: Iterable<Row>, columns: readonly CsvColumn<Row>[]): Generator<string> => {
  const texts = columns.map(([, text]) => text);
  return csvLines(
    columns.map(([name]) => name),
    rows,
    (row) => texts.map((text) => text(row)),
  );
};

export const roundsCsv = (rounds: readonly RoundSummary[]): Iterable<string> =>
  csv(rounds.entries(), roundColumns(createQuoter()));

/** Of a round with its index. */
export const roundColumns = (
  quoted: (text: string) => string,
): readonly CsvColumn<readonly [index: number, round: RoundSummary]>[] => [
  ['round', ([index]) => `${index}`],
  ['label', ([, round]) => quoted(round.label)],
  ['submitted', ([, round]) => `${round.submitted}`],
  ['succeeded', ([, round]) => `${round.succeeded}`],
  ['failed', ([, round]) => `${round.failed}`],
  ['pending', ([, round]) => `${round.pending}`],
  ['target_rate_tps', ([, round]) => cell(round.targetRateTps, perSecond)],
  ['send_rate_tps', ([, round]) => cell(round.sendRateTps, perSecond)],
  ['throughput_tps', ([, round]) => cell(round.throughputTps, perSecond)],
  ['latency_min_s', ([, round]) => cell(round.latencyMs.min, seconds)],
  ['latency_mean_s', ([, round]) => cell(round.latencyMs.mean, seconds)],
  ['latency_max_s', ([, round]) => cell(round.latencyMs.max, seconds)],
  ['latency_stddev_s', ([, round]) => cell(round.latencyMs.stddev, seconds)],
  ['latency_p50_s', ([, round]) => cell(round.latencyMs.p50, seconds)],
  ['latency_p90_s', ([, round]) => cell(round.latencyMs.p90, seconds)],
  ['latency_p95_s', ([, round]) => cell(round.latencyMs.p95, seconds)],
  ['latency_p99_s', ([, round]) => cell(round.latencyMs.p99, seconds)],
  ['gas_mean', ([, round]) => cell(round.gas?.mean, String)],
  ['gas_total', ([, round]) => cell(round.gas?.total, String)],
  ['fee_mean_wei', ([, round]) => cell(round.feeWei?.mean, String)],
];

const tableRate = (rateTps: number): string => fixed(rateTps, 1);
const tableDelay = (delayMs: number): string => fixed(delayMs / 1000, 2);

/** The paper's columns with their decimals; the terminal prints the same cells. */
export const tableColumns: readonly CsvColumn<CaliperRow>[] = [
  ['Operating', (row) => row.operating],
  ['Number of Successes', (row) => `${row.successes}`],
  ['Number of Failures', (row) => `${row.failures}`],
  ['Send Rate /TPS', (row) => cell(row.sendRateTps, tableRate)],
  ['Maximum Delay /s', (row) => cell(row.maximumDelayMs, tableDelay)],
  ['Minimum Delay /s', (row) => cell(row.minimumDelayMs, tableDelay)],
  ['Average Delay /s', (row) => cell(row.averageDelayMs, tableDelay)],
  ['Throughput Rate /TPS', (row) => cell(row.throughputRateTps, tableRate)],
];

export const tableCsv = (rounds: readonly RoundSummary[]): Iterable<string> => {
  const quoted = createQuoter();
  const rows = rounds.map(caliperRow).map((row) => ({ ...row, operating: quoted(row.operating) }));
  return csv(rows, tableColumns);
};

export const transactionsCsv = (records: RecordColumns): Iterable<string> => {
  const quoted = createQuoter();
  return csv<TransactionRecord>(recordsOf(records), [
    ['round', (record) => `${record.roundIndex}`],
    ['index', (record) => `${record.index}`],
    ['label', (record) => quoted(record.label)],
    ['hash', (record) => record.hash ?? ''],
    ['sender', (record) => record.sender],
    ['nonce', (record) => cell(record.nonce, String)],
    ['status', (record) => record.status],
    ['intended_ms', (record) => milliseconds(record.intendedMs)],
    ['submitted_ms', (record) => cell(record.submittedMs, milliseconds)],
    ['included_ms', (record) => cell(record.includedMs, milliseconds)],
    ['confirmed_ms', (record) => cell(record.confirmedMs, milliseconds)],
    ['block_number', (record) => cell(record.blockNumber, String)],
    ['gas_used', (record) => cell(record.gasUsed, String)],
    ['effective_gas_price_wei', (record) => cell(record.effectiveGasPriceWei, String)],
    ['error', (record) => cell(record.error, quoted)],
  ]);
};

/** `gas_used` is the block's, background included; the counts before the last three columns are of ours alone. */
export const blocksCsv = (blocks: BlockLog): Iterable<string> =>
  csv<BlockRow>(rowsOf(blocks), [...blockColumns, ...(blocks.hasBackground() ? backgroundColumns : [])]);

const blockColumns: readonly CsvColumn<BlockRow>[] = [
  ['number', (block) => `${block.number}`],
  ['hash', (block) => block.hash],
  ['time_ms', (block) => milliseconds(block.timeMs)],
  ['timestamp_s', (block) => `${block.timestampS}`],
  ['transaction_count', (block) => `${block.transactionCount}`],
  ['gas_used', (block) => `${block.gasUsed}`],
  ['gas_limit', (block) => `${block.gasLimit}`],
  ['base_fee_per_gas_wei', (block) => cell(block.baseFeePerGasWei, String)],
  ['pending_count', (block) => `${block.pendingCount}`],
  ['queued_count', (block) => `${block.queuedCount}`],
];

/** Of a chain with background load only. */
const backgroundColumns: readonly CsvColumn<BlockRow>[] = [
  ['background_count', ({ background }) => cell(background?.transactionCount, String)],
  ['background_gas_used', ({ background }) => cell(background?.gasUsed, String)],
  ['background_pending_count', ({ background }) => cell(background?.pendingCount, String)],
];

function* recordsOf(records: RecordColumns): Generator<TransactionRecord> {
  for (let row = 0; row < records.rowCount(); row += 1) yield records.record(row);
}

function* rowsOf(blocks: BlockLog): Generator<BlockRow> {
  for (let index = 0; index < blocks.count(); index += 1) yield blocks.row(index);
}
