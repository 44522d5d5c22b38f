/**
 * The rows of published tables with what the audit found, as numbers that experiments compute with. The exact rationals
 * stay in the audit: here an interval's ends are the nearest doubles.
 */
import type { AuditReport, DefinitionAudit } from '../audit/audit.ts';
import type { DefinitionName } from '../audit/definition.ts';
import type { Interval } from '../audit/interval.ts';
import type { RowAudit } from '../audit/row-audit.ts';
import { type Cell, type Column, columns } from '../audit/table.ts';

/** Null where the table prints none. */
export type PublishedFigures = Readonly<Record<Column, number | null>>;

export interface Range {
  readonly low: number;
  /** Null: without bound. */
  readonly high: number | null;
}

export interface PublishedRow extends PublishedFigures {
  /** `T1.2` is the second row of the first table. */
  readonly name: string;
  readonly tableNumber: number;
  readonly label: string;
  /** Under the definition that the study reads its tables by. */
  readonly audit: PublishedAudit;
  /** The definitions under which some run could have printed the row. */
  readonly possibleUnder: readonly DefinitionName[];
}

export interface PublishedAudit {
  readonly isPossible: boolean;
  /** The rules that no run can have broken and the row does. */
  readonly broken: readonly string[];
  /** What each printed column could have been, the others as they are; null: no value will do. */
  readonly feasible: Readonly<Partial<Record<Column, Range | null>>>;
}

export const publishedRows = (report: AuditReport, definition: DefinitionName): readonly PublishedRow[] => {
  const own = report.byDefinition.find((audit) => audit.definition.name === definition);
  return (own?.tables ?? []).flatMap(({ number, rows }, tableIndex) =>
    rows.map((audit, rowIndex) => ({
      ...figuresOf(audit),
      name: `T${number}.${rowIndex + 1}`,
      tableNumber: number,
      label: audit.row.label,
      audit: verdictOf(audit),
      possibleUnder: report.byDefinition
        .filter((other) => rowAt(other, tableIndex, rowIndex)?.isPossible === true)
        .map((other) => other.definition.name),
    })),
  );
};

/** The rules that are broken for certain, by a row that was audited. */
export const brokenRules = ({ findings }: Pick<RowAudit, 'findings'>): readonly string[] =>
  findings.filter(({ verdict }) => verdict === 'violated').map(({ id }) => id);

const rowAt = ({ tables }: DefinitionAudit, tableIndex: number, rowIndex: number): RowAudit | undefined =>
  tables[tableIndex]?.rows[rowIndex];

const figuresOf = ({ row }: RowAudit): PublishedFigures =>
  Object.fromEntries(columns.map((column) => [column, printed(row.cells[column])])) as PublishedFigures; // one for each column

/** The middle of all that rounds to it, which is what was printed. */
const printed = (cell: Cell): number | null => {
  if (typeof cell === 'string' || cell.value.high === undefined) return null;
  return cell.value.low.add(cell.value.high).div(2).valueOf();
};

const verdictOf = (audit: RowAudit): PublishedAudit => ({
  isPossible: audit.isPossible,
  broken: brokenRules(audit),
  feasible: Object.fromEntries([...audit.feasible].map(([column, range]) => [column, rangeOf(range)])),
});

const rangeOf = (interval: Interval | undefined): Range | null =>
  interval === undefined
    ? null
    : { low: interval.low.valueOf(), high: interval.high === undefined ? null : interval.high.valueOf() };
