/**
 * What plots are drawn from: rows and blocks by column, be they in memory or read back from transactions.csv and blocks.csv.
 * Both give the same numbers, hence the same picture: times are on the microsecond grid of the files, and what the files do
 * not tell (when a transaction was refused that no block ever had) nobody is told.
 */
import type { BlockLog } from '../measure/block-log.ts';
import type { RecordStatus } from '../measure/record.ts';
import type { RecordColumns } from '../measure/record-columns.ts';
import type { RowRange } from '../measure/round-ranges.ts';
import { quantiseMs } from '../units.ts';

export interface PlotRows {
  rowCount(): number;
  roundRows(roundIndex: number): RowRange;
  label(row: number): string;
  status(row: number): RecordStatus;
  intendedMs(row: number): number;
  /** NaN: never handed over. */
  submittedMs(row: number): number;
  /** Confirmed, or failed in a block; NaN: pending, or failed without a block. */
  finalMs(row: number): number;
}

export interface PlotBlock {
  readonly timeMs: number;
  readonly transactionCount: number;
  readonly gasUsed: number;
  readonly gasLimit: number;
  /** NaN before EIP-1559. */
  readonly baseFeeGwei: number;
}

export const rowsOfRecords = (columns: RecordColumns): PlotRows => ({
  rowCount: columns.rowCount,
  roundRows: columns.roundRows,
  label: columns.label,
  status: columns.status,
  intendedMs: (row) => quantiseMs(columns.intendedMs(row)),
  submittedMs: (row) => quantiseMs(columns.submittedMs(row)),
  finalMs: (row) =>
    columns.kind(row) === 'read' || !Number.isNaN(columns.includedMs(row))
      ? quantiseMs(columns.finalMs(row))
      : Number.NaN,
});

export const blocksOfLog = (blocks: BlockLog): readonly PlotBlock[] =>
  Array.from({ length: blocks.count() }, (_, index) => {
    const { timeMs, transactionCount, gasUsed, gasLimit, baseFeePerGasWei } = blocks.row(index);
    return {
      timeMs: quantiseMs(timeMs),
      transactionCount,
      gasUsed: Number(gasUsed),
      gasLimit: Number(gasLimit),
      baseFeeGwei: baseFeePerGasWei === undefined ? Number.NaN : Number(baseFeePerGasWei) / 1e9,
    };
  });
