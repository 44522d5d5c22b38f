/** A run as one page: what the other reports of it say, and its plots. */
import type { RunPicture } from '../../plot/plots.ts';
import { type PageInput, renderPage } from '../html/page.ts';
import { runPageTables } from '../html/run-tables.ts';
import { pictureOfRun } from '../run-picture.ts';
import { runRemarks, totalsText } from '../run-remarks.ts';
import { replicationTotals } from '../terminal/replications.ts';
import { auditText } from './run-facts.ts';
import type { RunReport } from './run-report.ts';

/** `script`: of a page that is served. Throws as `pictureOfRun` does. */
export const runHtml = async (report: RunReport, script?: string): Promise<string> =>
  renderPage({ ...(await pictureOfRun(report)), ...wordsOf(report), script });

/** All that a page says but its plots. */
export const wordsOf = (report: RunReport): Omit<PageInput, keyof RunPicture> => {
  const { result, verdict } = report;
  return {
    verdict: verdict.outcome,
    findings: verdict.findings.map(({ text }) => text),
    audit: auditText(report),
    remarks: runRemarks(result),
    totals: result.replications === undefined ? totalsText(result) : replicationTotals(result.replications),
    tables: runPageTables(result),
  };
};
