/** What plots of a run are drawn from: its result, its rows, and where there is a baseline beside it what has changed since. */
import { readBaseline } from '../gate/baseline.ts';
import { compareResults } from '../gate/comparison.ts';
import type { RunPicture } from '../plot/plots.ts';
import { baselineOf } from './baseline-of-run.ts';
import type { RunReport } from './reporters/run-report.ts';
import { baselineName } from './run-rows.ts';

/** Throws `RowsUnreadable` or `BaselineUnreadable`. */
export const pictureOfRun = async ({
  result,
  rows,
}: Pick<RunReport, 'result' | 'rows'>): Promise<RunPicture & Pick<RunReport, 'result'>> => {
  const baseline = rows.baseline();
  return {
    result,
    ...(await rows.read()),
    changes:
      baseline === undefined
        ? undefined
        : compareResults(readBaseline(baseline, baselineName), baselineOf(result)).changes,
  };
};
