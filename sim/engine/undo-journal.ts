/**
 * Maps that can be taken back. Every write leaves an undo record: the map, the key and the value that was there. A
 * checkpoint is a position in the list of records, so it costs nothing however much the maps hold; a revert walks back
 * to it and costs what it undoes. Records of sealed blocks are kept apart, for the last `horizon` blocks.
 */
import { BenchError, exitCodes } from '../errors.ts';

interface UndoRecord {
  readonly map: Map<string, unknown>;
  readonly key: string;
  /** Undefined where the key was absent: no map holds undefined as a value. */
  readonly previous: unknown;
}

interface SealedRecords {
  readonly blockNumber: number;
  readonly records: readonly UndoRecord[];
}

export interface UndoJournal {
  /** Sets the key, or deletes it when `value` is undefined. */
  write<V>(map: Map<string, V>, key: string, value: V | undefined): void;
  checkpoint(): void;
  commit(): void;
  revert(): void;
  /** Ends a block: what was written since the last one can be taken back by `rollback` only. */
  seal(blockNumber: number): void;
  /**
   * Undoes every sealed block above `blockNumber`, and what was written since the newest one. Throws
   * RollbackHorizonError when the records are gone.
   */
  rollback(blockNumber: number): void;
}

const undo = (records: readonly UndoRecord[], from: number): void => {
  for (let index = records.length - 1; index >= from; index--) {
    const { map, key, previous } = records[index] as UndoRecord;
    if (previous === undefined) map.delete(key);
    else map.set(key, previous);
  }
};

/** `horizon`: of how many sealed blocks the records are kept. */
export const createUndoJournal = (horizon: number): UndoJournal => {
  let records: UndoRecord[] = [];
  const marks: number[] = [];
  const sealed: SealedRecords[] = [];
  /** The newest block that cannot be taken back any more. */
  let settledNumber = -1;

  return {
    write: (map, key, value) => {
      records.push({ map: map as Map<string, unknown>, key, previous: map.get(key) });
      if (value === undefined) map.delete(key);
      else map.set(key, value);
    },
    checkpoint: () => void marks.push(records.length),
    commit: () => void marks.pop(),
    revert: () => {
      const mark = marks.pop() ?? 0;
      undo(records, mark);
      records.length = mark;
    },
    seal: (blockNumber) => {
      sealed.push({ blockNumber, records });
      records = [];
      while (sealed.length > horizon) settledNumber = sealed.shift()?.blockNumber ?? settledNumber;
    },
    rollback: (blockNumber) => {
      if (blockNumber < settledNumber) throw new RollbackHorizonError(blockNumber, settledNumber, horizon);
      undo(records, 0);
      records.length = 0;
      while ((sealed.at(-1)?.blockNumber ?? -1) > blockNumber) undo(sealed.pop()?.records ?? [], 0);
    },
  };
};

export class RollbackHorizonError extends BenchError {
  override readonly name = 'RollbackHorizonError';

  constructor(wanted: number, settled: number, horizon: number) {
    super(`Block ${settled} cannot be undone any more: the records of the last ${horizon} blocks are kept.`, {
      code: 'ROLLBACK_HORIZON',
      exitCode: exitCodes.internal,
      hint: 'Create the engine with a larger `undoBlocks`.',
      problems: [{ path: 'blockNumber', expected: `at least ${settled}`, received: `${wanted}` }],
    });
  }
}
