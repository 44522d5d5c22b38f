/** The plots of a result folder, be it of a run or of a study. A baseline beside a run's result shows what has changed. */
import type { Plot } from '../../plot/plot.ts';
import { runPlots, studyPlots } from '../../plot/plots.ts';
import { pictureOfRun } from '../../report/run-picture.ts';
import { savedRows } from '../../report/run-rows.ts';
import { readSavedRun } from '../../report/saved/run.ts';
import { readSavedStudy } from '../../report/saved/study.ts';

/** Throws `ResultMissing`, `ResultTampered` or `RowsUnreadable`. */
export const plotsOfFolder = async (folder: string): Promise<readonly Plot[]> => {
  const study = readSavedStudy(folder);
  if (study !== undefined) return studyPlots(study);
  const { result, file } = readSavedRun(folder);
  return runPlots(await pictureOfRun({ result, rows: savedRows(file) }));
};
