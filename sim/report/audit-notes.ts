/** What an audit says in sentences: the most economical explanation, pairs of cells, duplicates and soft notes. */
import type { AuditReport, DefinitionAudit } from '../audit/audit.ts';
import { explain } from '../audit/explanation.ts';
import type { Repair } from '../audit/repairs.ts';
import { type AuditedRow, columnNames, rangeText } from './audit-rows.ts';

export const explanationLines = ({ tables }: DefinitionAudit): readonly string[] =>
  explain(tables.flatMap(({ rows }) => rows)).map(({ label, impossibleCount, columns }) => {
    const [subject, object] =
      impossibleCount === 1 ? ['the row', 'it'] : [`the ${impossibleCount} rows`, 'them all'];
    const name = label === '' ? subject : `${subject} of ${label}`;
    return columns.length === 0
      ? `Most economical explanation of ${name}: none in one column; no single one makes ${object} possible`
      : `Most economical explanation of ${name}: ${columns.map((column) => columnNames[column]).join(', or ')} alone, printed wrong`;
  });

export const notesLines = (report: AuditReport, rows: readonly AuditedRow[]): readonly string[] => [
  ...rows.flatMap(pairLine),
  ...rows.flatMap(({ name, audit }) =>
    audit.faults.map(
      ({ column, text, expected }) => `${name}: ${columnNames[column]} “${text}” is not ${expected}`,
    ),
  ),
  ...report.duplicates.map(
    ({ rows: alike, figureCount }) =>
      `S4  ${alike.map(({ tableNumber, rowNumber }) => `T${tableNumber}.${rowNumber}`).join(' = ')}: ` +
      `rows that agree in all ${figureCount} figures`,
  ),
  ...rows.flatMap(({ name, audit }) => audit.notes.map(({ id, text }) => `${id}  ${name}: ${text}`)),
];

/** Pairs of cells are told where hardly any single cell will do. */
const pairLine = ({ name, audit }: AuditedRow): readonly string[] => {
  const pairs = audit.repairs.filter(({ columns }) => columns.length > 1);
  const single = audit.repairs.length - pairs.length;
  return pairs.length === 0 || single > 1
    ? []
    : [`${name}: or two cells at once: ${pairs.map(pairText).join('; ')}`];
};

const pairText = ({ columns, ranges }: Repair): string =>
  columns
    .map((column) => {
      const isCount = column === 'successes' || column === 'failures';
      return `${columnNames[column]} ${rangeText(ranges[column], isCount)}`;
    })
    .join(' with ');
