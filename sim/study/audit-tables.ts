/** What was published, with the audit's verdict in the margin, and what single cells would have to be instead. */
import type { DefinitionName } from '../audit/definition.ts';
import { rules } from '../audit/rules.ts';
import type { Column } from '../audit/table.ts';
import type { PublishedRow, Range } from './published.ts';
import { type ColumnOf, type StudyTable, studyTable } from './table.ts';

/** A verdict as the margin of a table has it. */
export const marginText = (broken: readonly string[]): string =>
  broken.length === 0 ? 'possible' : `✗ ${broken.join(' ')}`;

/** An interval, in `decimals` decimals. */
export const rangeText = (range: Range | null | undefined, decimals: number): string | null => {
  if (range === null || range === undefined) return null;
  const low = range.low.toFixed(decimals);
  if (range.high === null) return `≥ ${low}`;
  const high = range.high.toFixed(decimals);
  return low === high ? low : `${low}–${high}`;
};

const named: readonly ColumnOf<PublishedRow>[] = [
  { key: 'row', head: 'Row', value: ({ name }) => name },
  { key: 'label', head: 'Operating', value: ({ label }) => label },
];

interface Figure {
  readonly column: Column;
  readonly key: string;
  readonly head: string;
  readonly unit?: string;
  readonly decimals: number;
}

const figures: readonly Figure[] = [
  { column: 'successes', key: 'successes', head: 'Succ', decimals: 0 },
  { column: 'failures', key: 'failures', head: 'Fail', decimals: 0 },
  { column: 'sendRateTps', key: 'send_rate_tps', head: 'Send Rate', unit: 'TPS', decimals: 1 },
  { column: 'maxDelayS', key: 'max_delay_s', head: 'Max Delay', unit: 's', decimals: 2 },
  { column: 'minDelayS', key: 'min_delay_s', head: 'Min Delay', unit: 's', decimals: 2 },
  { column: 'avgDelayS', key: 'avg_delay_s', head: 'Avg Delay', unit: 's', decimals: 2 },
  { column: 'throughputTps', key: 'throughput_tps', head: 'Throughput', unit: 'TPS', decimals: 1 },
];

export const publishedTable = (rows: readonly PublishedRow[], definition: DefinitionName): StudyTable =>
  studyTable({ id: 'published', title: 'The published rows', remark: `audited under ${definition}` }, rows, [
    ...named,
    ...figures.map(({ column, ...figure }) => ({ ...figure, value: (row: PublishedRow) => row[column] })),
    { key: 'audit', head: 'Audit', value: ({ audit }) => marginText(audit.broken) },
    {
      key: 'possible_under',
      head: 'Possible under',
      value: ({ possibleUnder }) => possibleUnder.join(', ') || 'none',
    },
  ]);

export const cellsTable = (rows: readonly PublishedRow[], definition: DefinitionName): StudyTable =>
  studyTable(
    {
      id: 'cells',
      title: 'What one cell would have to be',
      remark: `under ${definition}, all others as printed; a dash: no value will do`,
    },
    rows.filter(({ audit }) => !audit.isPossible),
    [
      ...named,
      ...figures.map(({ column, decimals, ...figure }) => ({
        ...figure,
        value: ({ audit }: PublishedRow) =>
          rangeText(audit.feasible[column], decimals === 0 ? 0 : Math.max(decimals, 2)),
      })),
    ],
  );

/** Single columns that, printed wrong alone, would account for every impossible row of a label; it is never a cause. */
export const lonelyRepairs = (
  rows: readonly PublishedRow[],
): readonly { readonly label: string; readonly count: number; readonly columns: readonly string[] }[] => {
  const impossible = rows.filter(({ audit }) => !audit.isPossible);
  return [...new Set(impossible.map(({ label }) => label))].map((label) => {
    const alike = impossible.filter((row) => row.label === label);
    const repairing = figures.filter(({ column }) =>
      alike.every(({ audit }) => (audit.feasible[column] ?? null) !== null),
    );
    return { label, count: alike.length, columns: repairing.map(({ head }) => head) };
  });
};

/** The rules that the rows break, in words. */
export const brokenRuleTexts = (rows: readonly PublishedRow[]): readonly string[] => {
  const broken = new Set<string>(rows.flatMap(({ audit }) => audit.broken));
  return rules
    .filter(({ id }) => broken.has(id))
    .map(({ id, statement, why }) => `${id}: ${statement}, because ${why}`);
};
