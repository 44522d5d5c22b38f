/** The plots of a result folder, be it of a run or of a study. A baseline beside a run's result shows what has changed. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compareResults } from '../gate/comparison.ts';
import type { MetricChange } from '../plot/baseline-difference.ts';
import type { Plot } from '../plot/plot.ts';
import { runPlots, studyPlots } from '../plot/plots.ts';
import { readBlocks, readRows } from '../report/rows-reading.ts';
import { readSavedRun, resultName } from '../report/saved-run.ts';
import type { StudyResult } from '../study/result.ts';
import { baselineName } from './baseline-files.ts';
import { readResult } from './compare-reading.ts';

/** Throws `ResultMissing` or `RowsUnreadable`. */
export const plotsOfFolder = async (folder: string): Promise<readonly Plot[]> => {
  const study = studyOf(folder);
  return study === undefined ? runPlots(await pictureOf(folder)) : studyPlots(study);
};

export const pictureOf = async (folder: string) => {
  const { result } = readSavedRun(folder);
  const [rows, blocks] = [
    await readRows(join(folder, 'transactions.csv')),
    await readBlocks(join(folder, 'blocks.csv')),
  ];
  return { result, rows, blocks, changes: changesOf(folder) };
};

/** Undefined: another kind of result, or none. */
const studyOf = (folder: string): Pick<StudyResult, 'experiments'> | undefined => {
  try {
    const result = JSON.parse(readFileSync(join(folder, resultName), 'utf8')) as Partial<StudyResult> | null;
    return Array.isArray(result?.experiments) ? { experiments: result.experiments } : undefined;
  } catch {
    return undefined; // as of a run's, which whoever reads it next tells
  }
};

/** Undefined where there is no baseline. */
const changesOf = (folder: string): readonly MetricChange[] | undefined => {
  const baseline = join(folder, baselineName);
  return existsSync(baseline) ? compareResults(readResult(baseline), readResult(folder)).changes : undefined;
};
