/**
 * Maps that can be taken back. Every write leaves an undo record: the map, the key and the value that was there. A
 * checkpoint is a position in the list of records, so it costs nothing however much the maps hold; a revert walks back
 * to it and costs what it undoes. Records of sealed blocks are kept apart, for the last `horizon` blocks.
 *
 * A block that is rolled back can be done again without executing it: on the way back each record swaps its value with
 * the map's, so that the same records, walked forward, lead to where they came from. And what a map would hold after
 * some blocks undone and others done again can be read off the records without moving at all.
 */
import { BenchError, exitCodes } from '../errors.ts';

interface UndoRecord {
  readonly map: Map<string, unknown>;
  readonly key: string;
  /**
   * The value on the other side of this write: before it while it stands, after it once it is rolled back. Undefined
   * where the key was absent: no map holds undefined as a value.
   */
  other: unknown;
}

/** What one sealed block wrote, in order. */
export interface BlockRecords {
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
   * Undoes every sealed block above `blockNumber`, and what was written since the newest one. Returns the blocks, newest
   * first. Throws RollbackHorizonError when the records are gone.
   */
  rollback(blockNumber: number): readonly BlockRecords[];
  /** Does a block again that was rolled back, on the very state on which it was sealed. */
  reapply(block: BlockRecords): void;
  /** What `map` would hold after a rollback to `blockNumber` and these undone blocks, newest first, done again. */
  look<V>(
    map: ReadonlyMap<string, V>,
    key: string,
    blockNumber: number,
    undone: readonly BlockRecords[],
  ): V | undefined;
}

const put = ({ map, key }: UndoRecord, value: unknown): void => {
  if (value === undefined) map.delete(key);
  else map.set(key, value);
};

const undo = (records: readonly UndoRecord[], from: number): void => {
  for (let index = records.length - 1; index >= from; index--) {
    const record = records[index] as UndoRecord;
    put(record, record.other);
  }
};

const swap = (record: UndoRecord): void => {
  const here = record.map.get(record.key);
  put(record, record.other);
  record.other = here;
};

/** `horizon`: of how many sealed blocks the records are kept. */
export const createUndoJournal = (horizon: number): UndoJournal => {
  let records: UndoRecord[] = [];
  const marks: number[] = [];
  const sealed: BlockRecords[] = [];
  const index = createRecordIndex();
  /** The newest block that cannot be taken back any more. */
  let settledNumber = -1;

  const keep = (block: BlockRecords): void => {
    sealed.push(block);
    while (sealed.length > horizon) settledNumber = sealed.shift()?.blockNumber ?? settledNumber;
  };

  const checkReach = (blockNumber: number): void => {
    if (blockNumber < settledNumber) throw new RollbackHorizonError(blockNumber, settledNumber, horizon);
  };

  return {
    write: (map, key, value) => {
      records.push({ map: map as Map<string, unknown>, key, other: map.get(key) });
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
      keep({ blockNumber, records });
      records = [];
    },
    rollback: (blockNumber) => {
      checkReach(blockNumber);
      undo(records, 0);
      records.length = 0;
      const undone: BlockRecords[] = [];
      while ((sealed.at(-1)?.blockNumber ?? -1) > blockNumber) {
        const block = sealed.pop() as BlockRecords;
        for (const record of block.records.toReversed()) swap(record);
        index.forget(block);
        undone.push(block);
      }
      return undone;
    },
    reapply: (block) => {
      for (const record of block.records) swap(record);
      index.forget(block);
      keep(block);
    },
    look: <V>(
      map: ReadonlyMap<string, V>,
      key: string,
      blockNumber: number,
      undone: readonly BlockRecords[],
    ) => {
      checkReach(blockNumber);
      for (const block of undone) {
        const after = index.of(block, map, 'last');
        if (after.has(key)) return after.get(key) as V | undefined;
      }
      for (const block of sealed) {
        if (block.blockNumber <= blockNumber) continue;
        const before = index.of(block, map, 'first');
        if (before.has(key)) return before.get(key) as V | undefined;
      }
      return map.get(key);
    },
  };
};

/** Of each block and map the first or the last record by key, made when it is first looked at. */
const createRecordIndex = () => {
  const known = new WeakMap<BlockRecords, Map<string, unknown>>();
  return {
    forget: (block: BlockRecords): void => void known.delete(block),
    /** Of one block always the same map and side are asked for, until it is undone or done again. */
    of: (block: BlockRecords, map: object, side: 'first' | 'last'): ReadonlyMap<string, unknown> => {
      const found = known.get(block);
      if (found !== undefined) return found;
      const values = new Map<string, unknown>();
      for (const record of block.records)
        if (record.map === map && (side === 'last' || !values.has(record.key)))
          values.set(record.key, record.other);
      known.set(block, values);
      return values;
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
