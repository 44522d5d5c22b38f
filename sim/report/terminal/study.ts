/**
 * A study for the terminal: for each experiment its question, its tables and what was found; then notes of the caller,
 * and the verdict last, near the prompt.
 */
import type { ExperimentResult, StudyResult } from '../../study/result.ts';
import type { StudyTable } from '../../study/table.ts';
import { cellText, headText, isNumeric } from '../study-cells.ts';
import { createPaint, type Paint, terminalTable } from '../terminal-table.ts';

export interface StudyTerminalOptions {
  readonly color: boolean;
  /** Lines before the verdict. */
  readonly notes: readonly string[];
}

/** Ends without a newline. */
export const studyReport = (result: StudyResult, { color, notes }: StudyTerminalOptions): string => {
  const paint = createPaint(color);
  const sections = [
    `${paint('heading', result.title)}\n${paint('quiet', result.source)}`,
    ...result.experiments.map((experiment) => experimentText(experiment, paint)),
    [...notes, ...auditLines(result, paint), verdictLine(result, paint)].join('\n'),
  ];
  return sections.join('\n\n');
};

const experimentText = ({ id, title, question, tables, findings }: ExperimentResult, paint: Paint): string =>
  [
    `${paint('heading', `${id}  ${title}`)}\n${wrapped(question, '')}`,
    ...tables.map((table) => tableText(table, paint)),
    findings.map((finding) => `${paint('good', '→')} ${wrapped(finding, '  ')}`).join('\n'),
  ].join('\n\n');

const tableText = (table: StudyTable, paint: Paint): string => {
  const columns = table.columns.map((column) => ({
    head: headText(column),
    align: isNumeric(table, column) ? ('right' as const) : ('left' as const),
    text: (index: number) => cellText(column, table.rows[index] ?? {}),
  }));
  const text = terminalTable([...table.rows.keys()], columns, paint).replace(/ +$/gm, '');
  return text === '' ? '' : `${tableTitle(table, paint)}\n${text}`;
};

/** The remark beside the title, or below it where it is long. */
const tableTitle = ({ title, remark }: StudyTable, paint: Paint): string => {
  const heading = paint('heading', title);
  if (remark === undefined) return heading;
  const text = `(${remark})`;
  const separator = title.length + 1 + text.length > lineWidth ? '\n' : ' ';
  return `${heading}${separator}${wrapped(text, '').replace(/^.*$/gm, (line) => paint('quiet', line))}`;
};

const lineWidth = 110;

/** Lines of bearable length; those after the first begin with `indent`. */
const wrapped = (text: string, indent: string): string => {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line !== '' && line.length + 1 + word.length > lineWidth) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines.join(`\n${indent}`);
};

/** A publication's contradictions are what a study finds out, no failure of it. */
const auditLines = ({ published, definition }: StudyResult, paint: Paint): readonly string[] => {
  if (definition === null) return [];
  const count = published.filter(({ audit }) => !audit.isPossible).length;
  const never = published.filter(({ possibleUnder }) => possibleUnder.length === 0).length;
  if (count === 0) return [`${paint('good', 'audit')}: all ${published.length} published rows are possible`];
  return [
    `${paint('warning', 'audit')}: no run can have printed ${count} of ${published.length} published rows ` +
      `under ${definition}, and ${never} of them under no definition at all: a finding, no failure`,
  ];
};

const verdictLine = ({ experiments, exitReason }: StudyResult, paint: Paint): string => {
  const count = `${experiments.length} experiment${experiments.length === 1 ? '' : 's'}`;
  return exitReason === 'completed'
    ? `${paint('good', '✓ done')}: ${count}`
    : `${paint('bad', `✗ ${exitReason}`)} (incomplete): after ${count}`;
};
