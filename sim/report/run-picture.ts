/** What plots of a run are drawn from: its result, its rows, and where there is a baseline beside it what has changed since. */
import { readBaseline } from '../gate/baseline.ts';
import { compareResults } from '../gate/comparison.ts';
import type { RunPicture } from '../plot/plots.ts';
import { baselineOf } from './baseline-of-run.ts';
import type { RunReport } from './reporters/run-report.ts';
import { readBlocks, readRows } from './rows-reading.ts';

/** Throws `RowsUnreadable` or `BaselineUnreadable`. */
export const pictureOfRun = async ({
  result,
  file,
}: Pick<RunReport, 'result' | 'file'>): Promise<RunPicture & Pick<RunReport, 'result'>> => {
  const [rows, blocks] = ['transactions.csv', 'blocks.csv'] as const;
  const baseline = file(baselineName);
  return {
    result,
    rows: await readRows(rows, file(rows)),
    blocks: await readBlocks(blocks, file(blocks)),
    changes:
      baseline === undefined
        ? undefined
        : compareResults(readBaseline([...baseline].join(''), baselineName), baselineOf(result)).changes,
  };
};

export const baselineName = 'baseline.json';
