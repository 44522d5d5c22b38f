/** The rows of an audit with the names that its tables give them, and the definition that the details are about. */
import type { AuditReport, DefinitionAudit } from '../audit/audit.ts';
import type { Interval } from '../audit/interval.ts';
import type { RowAudit } from '../audit/row-audit.ts';
import type { Column } from '../audit/table.ts';
import { labelWidth, oneLine } from './terminal-table.ts';

export interface AuditedRow {
  /** `T1.2` is the second row of the first table. */
  readonly name: string;
  readonly label: string;
  readonly audit: RowAudit;
}

export const auditedRows = ({ tables }: DefinitionAudit): readonly AuditedRow[] =>
  tables.flatMap(({ number, rows }) =>
    rows.map((audit, index) => ({
      name: `T${number}.${index + 1}`,
      label: oneLine(audit.row.label, labelWidth),
      audit,
    })),
  );

/** The one under which the fewest rows are impossible among the default reports; the first of those that survive. */
export const detailedDefinition = ({ byDefinition, surviving }: AuditReport): DefinitionAudit => {
  const survivor = byDefinition.find(({ definition }) => surviving.includes(definition.name));
  if (survivor !== undefined) return survivor;
  const reports = byDefinition.filter(({ definition }) => /^caliper[<>]/.test(definition.name));
  const candidates = reports.length > 0 ? reports : byDefinition;
  return candidates.reduce((best, next) => (next.impossibleCount < best.impossibleCount ? next : best));
};

export const columnNames: Readonly<Record<Column, string>> = {
  successes: 'successes',
  failures: 'failures',
  sendRateTps: 'send rate',
  maxDelayS: 'maximum delay',
  minDelayS: 'minimum delay',
  avgDelayS: 'average delay',
  throughputTps: 'throughput',
};

/** As many decimals as tell the ends apart, two at the least; counts are whole. */
export const rangeText = (range: Interval | undefined, isCount: boolean): string => {
  if (range === undefined) return '';
  const digits = isCount ? 0 : 2;
  const low = range.low.valueOf().toFixed(digits);
  if (range.high === undefined) return `≥ ${low}`;
  const high = range.high.valueOf().toFixed(digits);
  return low === high ? low : `${low}–${high}`;
};
