/**
 * The report of a run for people: its tables, then warnings, then notes of the caller, and the verdict last, near the
 * prompt.
 *
 * `#` is a round's number in all files. A dash is a value that does not exist.
 */
import type { RunResult } from '../../measure/result.ts';
import { runRemarks, totalsText } from '../run-remarks.ts';
import { runTables } from '../run-tables.ts';
import { createPaint, printedTable } from '../terminal-table.ts';
import { verdictMark } from '../verdict-mark.ts';

export interface TerminalOptions {
  readonly color: boolean;
  readonly verdict: 'passed' | 'failed';
  /** Lines before the verdict: where the files are, what a verification found. */
  readonly notes?: readonly string[];
}

/** Ends without a newline. */
export const terminalReport = (result: RunResult, options: TerminalOptions): string => {
  const paint = createPaint(options.color);
  const remarks = runRemarks(result).map(
    ({ kind, text }) => `${kind === 'warning' ? paint('warning', kind) : kind} ${text}`,
  );
  const verdict = `${verdictMark(options.verdict, result.exitReason, paint)}: ${totalsText(result)}`;
  const sections = [
    ...runTables(result).map((table) => printedTable(table, paint)),
    remarks.join('\n'),
    [...(options.notes ?? []), verdict].join('\n'),
  ];
  return sections.filter((section) => section !== '').join('\n\n');
};
