/** A run as Markdown: the verdict first, what led to it, then the tables, and at the end what makes it comparable. */
import type { ReportTable } from '../report-table.ts';
import { runRemarks, totalsText } from '../run-remarks.ts';
import { runTables } from '../run-tables.ts';
import { replicationTables, replicationTotals } from '../terminal/replications.ts';
import { escapedMarkdown, markdownList, markdownSection } from './markdown-text.ts';
import { auditText, factTables, fingerprintTable } from './run-facts.ts';
import { isIncomplete, type RunReport, scenarioName } from './run-report.ts';

/** Ends with a newline. */
export const runMarkdown = (report: RunReport): string => {
  const { result, verdict } = report;
  const remarks = runRemarks(result).map(({ kind, text }) => `${kind} ${text}`);
  const sections = [
    `# ${headText(report)}`,
    markdownList(verdict.findings.map(({ text }) => text)),
    escapedMarkdown(totalsOf(report)),
    ...tablesOf(report).map(markdownSection),
    remarks.length === 0 ? '' : `## To be known\n\n${markdownList(remarks)}`,
    `## Audit of these figures\n\n${escapedMarkdown(auditText(report))}`,
    markdownSection(fingerprintTable(report)),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
};

const headText = (report: RunReport): string => {
  const mark = report.verdict.outcome === 'passed' ? '✓ passed' : '✗ failed';
  const incomplete = isIncomplete(report) ? ` (incomplete: ${report.result.exitReason})` : '';
  return `${mark}${incomplete}: ${escapedMarkdown(scenarioName(report))}`;
};

const totalsOf = ({ result }: RunReport): string =>
  result.replications === undefined ? totalsText(result) : replicationTotals(result.replications);

/** With replications, what they say together goes before the first of them. */
const tablesOf = (report: RunReport): readonly ReportTable[] => {
  const { result } = report;
  const own = [...runTables(result), ...factTables(report)];
  if (result.replications === undefined) return own;
  return [
    ...replicationTables(result.replications),
    ...own.map((table) => ({ ...table, title: `${table.title}, replication 0` })),
  ];
};
