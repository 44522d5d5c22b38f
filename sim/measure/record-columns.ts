/**
 * The columns of the recorder and their readers. Absent values follow from NaN: no hash without a nonce, no block and
 * no price without an inclusion; the columns behind them are then never looked at.
 */
import { byteColumn, hexColumn, numberColumn, textColumn, uint32Column, uint64Column } from './column.ts';
import type { RecordKind, RecordStatus, TransactionRecord } from './record.ts';
import { recordKinds, recordStatuses } from './record.ts';
import type { RoundRanges, RowRange } from './round-ranges.ts';

/** Rows, one column at a time and without objects. A time that never came is NaN. */
export interface RecordColumns {
  rowCount(): number;
  /** The rows of a round; an empty range when it has none. */
  roundRows(roundIndex: number): RowRange;
  record(row: number): TransactionRecord;
  kind(row: number): RecordKind;
  label(row: number): string;
  status(row: number): RecordStatus;
  intendedMs(row: number): number;
  submittedMs(row: number): number;
  /** How often a transaction that offered more took its place before it was included. */
  replacementCount(row: number): number;
  includedMs(row: number): number;
  /** When it succeeded or failed. */
  finalMs(row: number): number;
  /** When a given share of a network's nodes had its block: NaN where there is no network, infinite for never. */
  spreadMs(row: number): number;
  /** NaN where no gas was recorded. */
  gasUsed(row: number): number;
  /** Meaningful for included rows only. */
  effectiveGasPriceWei(row: number): bigint;
  /** Meaningful for failed rows only. */
  error(row: number): string;
}

export const createColumns = () => ({
  index: uint32Column(),
  kind: byteColumn(),
  label: textColumn(),
  status: byteColumn(),
  sender: hexColumn(20),
  hash: hexColumn(32),
  nonce: numberColumn(),
  replacementCount: uint32Column(),
  intendedMs: numberColumn(),
  submittedMs: numberColumn(),
  includedMs: numberColumn(),
  finalMs: numberColumn(),
  spreadMs: numberColumn(),
  blockNumber: uint32Column(),
  gasUsed: numberColumn(),
  effectiveGasPriceWei: uint64Column(),
  error: textColumn(),
});

export type Columns = ReturnType<typeof createColumns>;

export const createReads = (columns: Columns, rounds: RoundRanges): RecordColumns => {
  const kind = (row: number): RecordKind => recordKinds[columns.kind.at(row)] as RecordKind;
  const status = (row: number): RecordStatus => recordStatuses[columns.status.at(row)] as RecordStatus;
  return {
    rowCount: rounds.rowCount,
    roundRows: rounds.rows,
    kind,
    label: columns.label.at,
    status,
    intendedMs: columns.intendedMs.at,
    submittedMs: columns.submittedMs.at,
    replacementCount: columns.replacementCount.at,
    includedMs: columns.includedMs.at,
    finalMs: columns.finalMs.at,
    spreadMs: columns.spreadMs.at,
    gasUsed: columns.gasUsed.at,
    effectiveGasPriceWei: columns.effectiveGasPriceWei.at,
    error: columns.error.at,
    record: (row) => {
      const nonce = present(columns.nonce.at(row));
      const isIncluded = !Number.isNaN(columns.includedMs.at(row));
      const isConfirmed = isIncluded || kind(row) === 'read';
      return {
        roundIndex: rounds.roundOf(row),
        index: columns.index.at(row),
        kind: kind(row),
        label: columns.label.at(row),
        hash: nonce === undefined ? undefined : columns.hash.at(row),
        sender: columns.sender.at(row),
        nonce,
        status: status(row),
        intendedMs: columns.intendedMs.at(row),
        submittedMs: present(columns.submittedMs.at(row)),
        includedMs: present(columns.includedMs.at(row)),
        confirmedMs: isConfirmed ? present(columns.finalMs.at(row)) : undefined,
        blockNumber: isIncluded ? columns.blockNumber.at(row) : undefined,
        gasUsed: wholeGas(columns.gasUsed.at(row)),
        effectiveGasPriceWei: isIncluded ? columns.effectiveGasPriceWei.at(row) : undefined,
        error: status(row) === 'failed' ? columns.error.at(row) : undefined,
      };
    },
  };
};

const present = (value: number): number | undefined => (Number.isNaN(value) ? undefined : value);
const wholeGas = (gas: number): bigint | undefined => (Number.isNaN(gas) ? undefined : BigInt(gas));
