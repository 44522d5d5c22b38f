/** A run in all forms that were asked for; loaded where one was. */
import { runAnnotations } from '../../report/reporters/annotations.ts';
import { runMarkdown } from '../../report/reporters/run-markdown.ts';
import type { RunReport } from '../../report/reporters/run-report.ts';
import type { RunOutput } from '../../report/result-files.ts';
import { rowsInMemory } from '../../report/run-rows.ts';
import { type MadeReports, makeRunReports } from '../report/making.ts';
import { runReportOf } from '../report/run-report.ts';
import type { ScenarioJob } from './job.ts';

export const reportsOf = async (
  { reports, out }: ScenarioJob,
  output: RunOutput,
): Promise<MadeReports & { readonly report: RunReport }> => {
  const report = runReportOf(output.result, rowsInMemory(output, out));
  return { report, ...(await makeRunReports(reports, report)) };
};

export const tellStep = ({ step, loaded }: ScenarioJob, report: RunReport): void =>
  step?.tell(runMarkdown(report), runAnnotations(report, loaded.file));
