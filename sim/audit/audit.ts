/**
 * The audit of published tables: could any run have produced them, and under which definition of the columns? A pass is
 * weak evidence, since most wrong figures are possible ones; a violation is strong, since no run can have printed it.
 */
import { type Definition, type DefinitionName, definitionNames, definitions } from './definition.ts';
import { type Duplicate, findDuplicates } from './duplicates.ts';
import { auditRow, type RowAudit } from './row-audit.ts';
import type { PublishedTable } from './table.ts';

export type DefinitionChoice = 'auto' | DefinitionName;
export const definitionChoices: readonly DefinitionChoice[] = ['auto', ...definitionNames];

export interface TableAudit {
  readonly number: number;
  readonly title: string | undefined;
  readonly rows: readonly RowAudit[];
}

export interface DefinitionAudit {
  readonly definition: Definition;
  readonly tables: readonly TableAudit[];
  readonly rowCount: number;
  readonly impossibleCount: number;
}

export interface AuditReport {
  /** One for each definition that was asked for, in their order. */
  readonly byDefinition: readonly DefinitionAudit[];
  /** The definitions under which every row is possible. */
  readonly surviving: readonly DefinitionName[];
  readonly duplicates: readonly Duplicate[];
}

export const auditTables = (tables: readonly PublishedTable[], choice: DefinitionChoice): AuditReport => {
  const chosen = definitions.filter(({ name }) => choice === 'auto' || choice === name);
  const byDefinition = chosen.map((definition) => auditUnder(tables, definition));
  return {
    byDefinition,
    surviving: byDefinition
      .filter(({ impossibleCount }) => impossibleCount === 0)
      .map(({ definition }) => definition.name),
    duplicates: findDuplicates(tables),
  };
};

const auditUnder = (tables: readonly PublishedTable[], definition: Definition): DefinitionAudit => {
  const audited = tables.map(({ number, title, rows }) => ({
    number,
    title,
    rows: rows.map((row) => auditRow(row, definition)),
  }));
  const rows = audited.flatMap((table) => table.rows);
  return {
    definition,
    tables: audited,
    rowCount: rows.length,
    impossibleCount: rows.filter(({ isPossible }) => !isPossible).length,
  };
};
