/** What a finished run leaves behind: its files and reports in its folder, reports elsewhere, and what GitHub is told. */
import { runAnnotations } from '../report/reporters/annotations.ts';
import { type RunOutput, resultFiles } from '../report/result-files.ts';
import { baselineName } from '../report/run-picture.ts';
import { type FileReader, savedFiles } from '../report/saved-file.ts';
import type { ScenarioJob } from './job.ts';
import { makeRunReports } from './report-making.ts';
import { deliver, filesInFolder } from './report-output.ts';
import { runReportOf } from './run-report.ts';

/** Whoever asked for a report is told of a run that broke before its first row, too. */
export const wantsReports = ({ reports, step }: ScenarioJob): boolean =>
  reports.length > 0 || step !== undefined;

/** What a run does not write, but a report of its folder has. */
const baselineIn =
  (folder: string): FileReader =>
  (name) =>
    name === baselineName ? savedFiles(folder)(name) : undefined;

/** `result` with its verdict. A reporter that broke throws, when all else is written. */
export const writeRun = async (job: ScenarioJob, output: RunOutput): Promise<void> => {
  const files = resultFiles(output);
  // Each call makes the pieces anew, as these can be taken but once.
  const file = (wanted: string) =>
    resultFiles(output).find(({ name }) => name === wanted)?.pieces ?? baselineIn(job.out)(wanted);
  const report = runReportOf(output.result, file);
  const { texts, failure } = await makeRunReports(job.reports, report);
  await job.folder.write([...files, ...filesInFolder(texts)]);
  await deliver(texts);
  if (job.step !== undefined) {
    const { runMarkdown } = await import('../report/reporters/run-markdown.ts');
    job.step.tell(runMarkdown(report), runAnnotations(report, job.loaded.file));
  }
  if (failure !== undefined) throw failure;
};
