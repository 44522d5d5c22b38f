import type { RecordKind } from '../measure/record.ts';
import { ignoredRow, type Recorder } from '../measure/recorder.ts';
import type { ClientWorkers } from './worker.ts';

/**
 * The span of a run in which sends and reads belong to one round (or to set-up, which nobody measures). Once it is
 * closed, nothing that started in it writes a row, sends, or wakes again: what a timeout abandons must not disturb
 * the rounds that follow. Its transactions stay with the chain, and their nonces stay accounted for.
 */
export interface Window {
  readonly label: string;
  readonly workers: ClientWorkers;
  readonly rows: RowSink;
  /** A new row, open until `end` is called for it. */
  begin(kind: RecordKind, label: string, sender: string, intendedMs: number): number;
  /** One of the rows begun has reached its end, well or badly. */
  end(): void;
  /** One that had ended well has not after all: its block was taken back. */
  reopen(): void;
  /** Rows begun and not ended. */
  openCount(): number;
  endedCount(): number;
  isClosed(): boolean;
  close(): void;
}

export type RowSink = Pick<
  Recorder,
  'begin' | 'submitted' | 'replaced' | 'included' | 'takenBack' | 'confirmed' | 'failed' | 'closeRound'
>;

export interface WindowOptions {
  readonly roundIndex: number;
  readonly label: string;
  readonly workers: ClientWorkers;
  readonly rows: RowSink;
  /** Called whenever a row has ended. */
  readonly onEnd: () => void;
}

export const openWindow = ({ roundIndex, label, workers, rows, onEnd }: WindowOptions): Window => {
  let nextIndex = 0;
  let endedCount = 0;
  let isClosed = false;
  return {
    label,
    workers,
    rows,
    begin: (kind, rowLabel, sender, intendedMs) => {
      return rows.begin({ roundIndex, index: nextIndex++, kind, label: rowLabel, sender, intendedMs });
    },
    end: () => {
      endedCount += 1;
      onEnd();
    },
    reopen: () => {
      endedCount -= 1;
    },
    openCount: () => nextIndex - endedCount,
    endedCount: () => endedCount,
    isClosed: () => isClosed,
    close: () => {
      isClosed = true;
      rows.closeRound(roundIndex);
    },
  };
};

/** For what is not measured. */
export const noRows: RowSink = {
  begin: () => ignoredRow,
  submitted: () => {},
  replaced: () => {},
  included: () => {},
  takenBack: () => {},
  confirmed: () => {},
  failed: () => {},
  closeRound: () => {},
};
