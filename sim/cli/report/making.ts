/** Targets and what was run or checked become texts. A reporter that breaks is our fault, and costs nobody the results. */
import type { CheckReport } from '../../gate/report.ts';
import { type Reporter, reporters } from '../../report/reporters/registry.ts';
import type { RunReport } from '../../report/reporters/run-report.ts';
import type { StudyResult } from '../../study/result.ts';
import type { ReportTarget, ReportText } from './output.ts';

export interface MadeReports {
  readonly texts: readonly ReportText[];
  /** The first error of a reporter, to be thrown when all else is written. */
  readonly failure: unknown;
}

export const makeRunReports = (targets: readonly ReportTarget[], report: RunReport): Promise<MadeReports> =>
  makeAll(targets, async ({ ofRun }) => (await ofRun?.())?.(report));

export const makeCheckReports = (
  targets: readonly ReportTarget[],
  report: CheckReport,
): Promise<MadeReports> => makeAll(targets, async ({ ofCheck }) => (await ofCheck?.())?.(report));

export const makeStudyReports = (
  targets: readonly ReportTarget[],
  result: StudyResult,
): Promise<MadeReports> => makeAll(targets, async ({ ofStudy }) => (await ofStudy?.())?.(result));

const makeAll = async (
  targets: readonly ReportTarget[],
  make: (reporter: Reporter) => Promise<string | undefined>,
): Promise<MadeReports> => {
  const texts: ReportText[] = [];
  let failure: unknown;
  for (const target of targets)
    try {
      const text = await make(reporters[target.name]);
      if (text !== undefined) texts.push({ ...target, text });
    } catch (error) {
      failure ??= error;
    }
  return { texts, failure };
};
