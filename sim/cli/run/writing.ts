/** What a finished run leaves behind: its files and reports in its folder, reports elsewhere, and what GitHub is told. */
import { type RunOutput, resultFiles } from '../../report/result-files.ts';
import { deliver, filesInFolder } from '../report/output.ts';
import type { Job, ScenarioJob } from './job.ts';

/** Whoever asked for a report is told of a run that broke before its first row, too. */
export const wantsReports = ({ reports, step }: Job): boolean => reports.length > 0 || step !== undefined;

/** `result` with its verdict. A reporter that broke throws, when all else is written. */
export const writeRun = async (job: ScenarioJob, output: RunOutput): Promise<void> => {
  if (!wantsReports(job)) return void (await job.folder.write(resultFiles(output)));
  const { reportsOf, tellStep } = await import('./reporting.ts');
  const { report, texts, failure } = await reportsOf(job, output);
  await job.folder.write([...resultFiles(output), ...filesInFolder(texts)]);
  await deliver(texts);
  tellStep(job, report);
  if (failure !== undefined) throw failure;
};
