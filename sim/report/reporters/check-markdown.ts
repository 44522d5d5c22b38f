/** A check as Markdown: the verdict first, a line for each scenario, then of each what changed and nothing else. */
import type { CheckReport, ScenarioCheck } from '../../gate/report.ts';
import { changedRowsTable } from '../change-rows.ts';
import { checkRemarks, comparedChanges } from '../check-words.ts';
import { obsoleteLine, scenarioLine } from '../terminal/check.ts';
import { createPaint } from '../terminal-table.ts';
import { escapedMarkdown, markdownList, markdownTable } from './markdown-text.ts';

const plain = createPaint(false);

/** Ends with a newline. */
export const checkMarkdown = (report: CheckReport): string => {
  const { verdict, exitReason, scenarios, obsolete } = report;
  const mark = verdict === 'passed' ? '✓ passed' : '✗ failed';
  const incomplete = exitReason === 'interrupted' ? ' (incomplete: interrupted)' : '';
  const lines = [
    ...scenarios.map((check) => scenarioLine(check, plain)),
    ...obsolete.map((baseline) => obsoleteLine(baseline, plain)),
  ];
  const sections = [
    `# ${mark}${incomplete}: bench check`,
    markdownList(lines),
    ...scenarios.flatMap((check) => scenarioSections(check)),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
};

const scenarioSections = (check: ScenarioCheck): readonly string[] => {
  const table = changedRowsTable(comparedChanges(check), ['Baseline', 'Now']);
  const remarks = checkRemarks(check, table.rows.length > 0);
  if (table.rows.length === 0 && remarks.length === 0) return [];
  return [
    `## ${escapedMarkdown(check.scenario)}`,
    markdownList(remarks),
    table.rows.length === 0 ? '' : markdownTable(table),
  ];
};
