/**
 * The recorder: the one mutable structure of a run's results. One row per transaction or read, as columns: about 120
 * bytes a row, whatever its texts, as long as labels and errors repeat.
 *
 * Rounds come one after another, so a round's rows are contiguous. A round ends with `closeRound`, or when a row of a
 * later round begins. From then on every write to its rows is ignored: what was pending stays pending, and a late
 * `begin` gives the row `ignoredRow`, to which every write is ignored too. A row's first final status stands, unless a
 * reorganisation takes it back: a row tells of the chain as it is in the end, or was when its round closed.
 *
 * A row is first of all `begin`: planned and counted. Absent columns follow from NaN times: no hash and nonce before
 * `submitted`, no block and price before `included`.
 */
import type { RecordKind } from './record.ts';
import { recordKinds } from './record.ts';
import type { RecordColumns } from './record-columns.ts';
import { createColumns, createReads } from './record-columns.ts';
import { createRoundRanges, ignoredRow } from './round-ranges.ts';

export { ignoredRow };

export interface RowStart {
  readonly roundIndex: number;
  readonly index: number;
  readonly kind: RecordKind;
  readonly label: string;
  /** A 20-byte address. */
  readonly sender: string;
  readonly intendedMs: number;
}

export interface Recorder extends RecordColumns {
  begin(start: RowStart): number;
  /** Handed to the node. A read has neither hash nor nonce. */
  submitted(row: number, timeMs: number, hash?: string, nonce?: number): void;
  /** Another version of it stands for it from now on, after so many replacements. */
  replaced(row: number, hash: string, replacementCount: number): void;
  included(
    row: number,
    timeMs: number,
    blockNumber: number,
    gasUsed: bigint,
    effectiveGasPriceWei: bigint,
    spreadMs?: number,
  ): void;
  /** A reorganisation took its block back: it is pending, as before its inclusion. */
  takenBack(row: number): void;
  /** It succeeded. A read, which is never included, gives the gas of its execution here. */
  confirmed(row: number, timeMs: number, readGasUsed?: bigint): void;
  /** Reverted (and was included), or refused, dropped, unsendable (and never will be). */
  failed(row: number, timeMs: number, error: string): void;
  closeRound(roundIndex: number): void;
}

const [pending, succeeded, failed] = [0, 1, 2] as const satisfies readonly number[];

export const createRecorder = (): Recorder => {
  const columns = createColumns();
  const rounds = createRoundRanges();
  const writable = (row: number): boolean =>
    row >= rounds.firstOpenRow() && columns.status.at(row) === pending;

  const finish = (row: number, timeMs: number, status: number): void => {
    columns.status.set(row, status);
    columns.finalMs.set(row, timeMs);
  };

  return {
    ...createReads(columns, rounds),
    begin: (start) => {
      const row = rounds.append(start.roundIndex);
      if (row === ignoredRow) return row;
      columns.index.set(row, start.index);
      columns.kind.set(row, recordKinds.indexOf(start.kind));
      columns.label.set(row, start.label);
      columns.sender.set(row, start.sender);
      columns.intendedMs.set(row, start.intendedMs);
      return row;
    },
    submitted: (row, timeMs, hash, nonce) => {
      if (!writable(row)) return;
      columns.submittedMs.set(row, timeMs);
      if (hash !== undefined) columns.hash.set(row, hash);
      if (nonce !== undefined) columns.nonce.set(row, nonce);
    },
    replaced: (row, hash, replacementCount) => {
      if (!writable(row)) return;
      columns.hash.set(row, hash);
      columns.replacementCount.set(row, replacementCount);
    },
    included: (row, timeMs, blockNumber, gasUsed, effectiveGasPriceWei, spreadMs) => {
      if (!writable(row)) return;
      columns.includedMs.set(row, timeMs);
      columns.blockNumber.set(row, blockNumber);
      columns.gasUsed.set(row, Number(gasUsed));
      columns.effectiveGasPriceWei.set(row, effectiveGasPriceWei);
      if (spreadMs !== undefined) columns.spreadMs.set(row, spreadMs);
    },
    takenBack: (row) => {
      if (row < rounds.firstOpenRow()) return;
      columns.status.set(row, pending);
      for (const column of [columns.includedMs, columns.finalMs, columns.gasUsed, columns.spreadMs])
        column.set(row, Number.NaN);
    },
    confirmed: (row, timeMs, readGasUsed) => {
      if (!writable(row)) return;
      if (Number.isNaN(columns.submittedMs.at(row))) throw new Error(`row ${row} confirmed, never submitted`);
      finish(row, timeMs, succeeded);
      if (readGasUsed !== undefined) columns.gasUsed.set(row, Number(readGasUsed));
    },
    failed: (row, timeMs, error) => {
      if (!writable(row)) return;
      finish(row, timeMs, failed);
      columns.error.set(row, error);
    },
    closeRound: rounds.close,
  };
};
