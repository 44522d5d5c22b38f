/** The plots of a result folder, be it of a run or of a study. A baseline beside a run's result shows what has changed. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plot } from '../plot/plot.ts';
import { runPlots, studyPlots } from '../plot/plots.ts';
import { pictureOfRun } from '../report/run-picture.ts';
import { readSavedRun, resultName } from '../report/saved-run.ts';
import type { StudyResult } from '../study/result.ts';

/** Throws `ResultMissing` or `RowsUnreadable`. */
export const plotsOfFolder = async (folder: string): Promise<readonly Plot[]> => {
  const study = studyOf(folder);
  return study === undefined ? runPlots(await pictureOf(folder)) : studyPlots(study);
};

const pictureOf = async (folder: string) => {
  const { result, file } = readSavedRun(folder);
  return pictureOfRun({ result, file });
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
