/**
 * The rows of a run for those who draw them, read when they are asked for: from memory where the run has just ended, from its files later. Both
 * give the same numbers.
 */
import type { RunPicture } from '../plot/plots.ts';
import { blocksOfLog, rowsOfRecords } from '../plot/rows.ts';
import type { RunOutput } from './result-files.ts';
import { type FileReader, savedFiles } from './saved/file.ts';
import { RowsUnreadable, readBlocks, readRows } from './saved/rows-reading.ts';

export interface RunRows {
  /** Throws `RowsUnreadable`. */
  read(): Promise<Pick<RunPicture, 'rows' | 'blocks'>>;
  /** The text of the baseline beside the result; undefined where there is none. */
  baseline(): string | undefined;
}

export const baselineName = 'baseline.json';

export const savedRows = (file: FileReader): RunRows => {
  const piecesOf = (name: string): Iterable<string> => {
    const pieces = file(name);
    if (pieces === undefined) throw new RowsUnreadable(name, new Error('there is no such file'));
    return pieces;
  };
  const [rows, blocks] = ['transactions.csv', 'blocks.csv'] as const;
  return {
    read: async () => ({
      rows: await readRows(rows, piecesOf(rows)),
      blocks: await readBlocks(blocks, piecesOf(blocks)),
    }),
    baseline: () => textOf(file(baselineName)),
  };
};

/** `folder`: of the results, which may have a baseline. */
export const rowsInMemory = (
  { records, blocks }: Pick<RunOutput, 'records' | 'blocks'>,
  folder: string,
): RunRows => ({
  read: async () => ({ rows: rowsOfRecords(records), blocks: blocksOfLog(blocks) }),
  baseline: () => textOf(savedFiles(folder)(baselineName)),
});

const textOf = (pieces: Iterable<string> | undefined): string | undefined => pieces && [...pieces].join('');
