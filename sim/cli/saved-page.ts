/** The page of a run's result folder: what the terminal said of it, and its plots. A pure function of the folder's files. */
import type { RunResult } from '../measure/result.ts';
import { type PageInput, renderPage } from '../report/html/page.ts';
import { pageRemarks, totalsOf } from '../report/html/remarks.ts';
import { runPageTables } from '../report/html/run-tables.ts';
import { auditOwnTable } from './own-audit.ts';
import { pictureOf } from './saved-plots.ts';
import { runFindings } from './verdict.ts';

/** Throws `ResultMissing` or `RowsUnreadable`. */
export const pageOfFolder = async (folder: string): Promise<string> => {
  const picture = await pictureOf(folder);
  return renderPage({ ...picture, ...wordsOf(picture.result) });
};

/** Of a run that has ended; a verification's verdict is in no file. */
export const wordsOf = (
  result: RunResult,
): Pick<PageInput, 'verdict' | 'findings' | 'audit' | 'remarks' | 'totals' | 'tables'> => {
  const { rounds: plan = [] } = result.scenario as { rounds?: Parameters<typeof runFindings>[1] };
  const findings = runFindings(result, plan).map(({ text }) => text);
  return {
    verdict: findings.length === 0 && result.exitReason === 'completed' ? 'passed' : 'failed',
    findings,
    audit: auditOwnTable(result),
    remarks: pageRemarks(result),
    totals: totalsOf(result),
    tables: runPageTables(result),
  };
};
