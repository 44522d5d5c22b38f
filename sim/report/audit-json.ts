/**
 * An audit for machines: plain data, keys as in the code. Ends of intervals are numbers, the nearest to the exact
 * rationals that the audit computed with; an end that does not exist is null.
 */
import type { AuditReport, TableAudit } from '../audit/audit.ts';
import type { ClaimVerdict } from '../audit/claims/claim.ts';
import { explain } from '../audit/explanation.ts';
import type { Interval } from '../audit/interval.ts';
import type { Repair } from '../audit/repairs.ts';
import type { RowAudit } from '../audit/row-audit.ts';
import type { Cell } from '../audit/table.ts';

export const auditJson = (report: AuditReport, claims: readonly ClaimVerdict[]) => ({
  schemaVersion: 1,
  surviving: report.surviving,
  definitions: report.byDefinition.map(({ definition, tables, rowCount, impossibleCount }) => ({
    name: definition.name,
    summary: definition.summary,
    rowCount,
    impossibleCount,
    tables: tables.map(tableJson),
    explanations: explain(tables.flatMap(({ rows }) => rows)),
  })),
  duplicates: report.duplicates,
  claims,
});

const tableJson = ({ number, title, rows }: TableAudit) => ({
  number,
  title: title ?? null,
  rows: rows.map(rowJson),
});

const rowJson = ({ row, isPossible, box, findings, faults, notes, feasible, repairs }: RowAudit) => ({
  line: row.place.line,
  label: row.label,
  printed: mapValues(row.cells, printedText),
  isPossible,
  intervals: mapValues(box, ends),
  rules: findings.map(({ slack, ...finding }) => ({ ...finding, slack: slack?.valueOf() ?? null })),
  faults,
  notes,
  feasible: Object.fromEntries([...feasible].map(([column, range]) => [column, ends(range)])),
  repairs: repairs.map(repairJson),
});

const repairJson = ({ columns, ranges }: Repair) =>
  Object.fromEntries(columns.map((column) => [column, ends(ranges[column])]));

const printedText = (cell: Cell): string | null =>
  cell === 'absent' ? null : cell === 'infinite' ? 'Infinity' : cell.text;

const ends = (interval: Interval | undefined) =>
  interval === undefined
    ? null
    : { low: interval.low.valueOf(), high: interval.high === undefined ? null : interval.high.valueOf() };

const mapValues = <Key extends string, From, To>(
  values: Readonly<Record<Key, From>>,
  to: (value: From) => To,
): Record<Key, To> =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, to(value as From)])) as Record<
    Key,
    To
  >;
