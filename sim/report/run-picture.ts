/** What plots of a run are drawn from: its result, its rows, and where there is a baseline beside it what has changed since. */
import { readBaseline } from '../gate/baseline.ts';
import { compareResults } from '../gate/comparison.ts';
import type { RunPicture } from '../plot/plots.ts';
import { baselineOf } from './baseline-of-run.ts';
import type { RunReport } from './reporters/run-report.ts';
import { RowsUnreadable, readBlocks, readRows } from './rows-reading.ts';

/** Throws `RowsUnreadable` or `BaselineUnreadable`. */
export const pictureOfRun = async ({
  result,
  file,
}: Pick<RunReport, 'result' | 'file'>): Promise<RunPicture & Pick<RunReport, 'result'>> => {
  const [rows, blocks] = ['transactions.csv', 'blocks.csv'] as const;
  const baseline = file(baselineName);
  const piecesOf = (name: string): Iterable<string> => {
    const pieces = file(name);
    if (pieces === undefined) throw new RowsUnreadable(name, new Error('there is no such file'));
    return pieces;
  };
  return {
    result,
    rows: await readRows(rows, piecesOf(rows)),
    blocks: await readBlocks(blocks, piecesOf(blocks)),
    changes:
      baseline === undefined
        ? undefined
        : compareResults(readBaseline([...baseline].join(''), baselineName), baselineOf(result)).changes,
  };
};

export const baselineName = 'baseline.json';
