/** What the figures of each row mean together, and what a single one would have to be for the row to be possible. */
import type { Definition } from '../audit/definition.ts';
import type { RowAudit } from '../audit/row-audit.ts';
import { type Column, columns } from '../audit/table.ts';
import { type AuditedRow, columnNames, rangeText } from './audit-rows.ts';
import { type Paint, type TableColumn, terminalTable, titled } from './terminal-table.ts';

const rowColumns: readonly TableColumn<AuditedRow>[] = [
  { head: 'Row', align: 'left', text: ({ name }) => name },
  { head: 'Operation', align: 'left', text: ({ label }) => label },
];

const figure = (head: string, text: (audit: RowAudit) => string): TableColumn<AuditedRow> => ({
  head,
  align: 'right',
  text: ({ audit }) => text(audit),
});

export const windowsTable = (rows: readonly AuditedRow[], definition: Definition, paint: Paint): string => {
  const table = terminalTable(
    rows,
    [
      ...rowColumns,
      figure('Submit window W /s', ({ box }) => rangeText(box.submitWindowS, false)),
      figure('Run T /s', ({ box }) => rangeText(box.runS, false)),
      figure('Latest end W+M /s', latestEnd),
      figure('Broken by /s', brokenBy),
    ],
    paint,
  );
  return titled(`Under ${definition.name}`, definition.summary, table, paint);
};

const latestEnd = ({ box: { submitWindowS, maxDelayS } }: RowAudit): string =>
  submitWindowS.high === undefined || maxDelayS.high === undefined
    ? ''
    : submitWindowS.high.add(maxDelayS.high).valueOf().toFixed(2);

const brokenBy = ({ findings }: RowAudit): string =>
  findings
    .filter(({ id, verdict }) => verdict === 'violated' && id !== 'C7' && id !== 'C8')
    .map(({ id, slack }) => (slack === undefined ? id : `${id} ${slack.neg().valueOf().toFixed(2)}`))
    .join(', ');

export const cellsTable = (rows: readonly AuditedRow[], paint: Paint): string => {
  const impossible = rows.filter(({ audit }) => !audit.isPossible && audit.feasible.size > 0);
  const table = terminalTable(
    impossible,
    [
      ...rowColumns,
      ...columns.map((column) => figure(headOf(column), ({ feasible }) => cellText(feasible, column))),
    ],
    paint,
  );
  return titled(
    'What one cell would have to be',
    'all others as printed; a dash: no value will do',
    table,
    paint,
  );
};

const headOf = (column: Column): string => {
  const name = columnNames[column];
  return name.charAt(0).toUpperCase() + name.slice(1);
};

const cellText = (feasible: RowAudit['feasible'], column: Column): string =>
  rangeText(feasible.get(column), column === 'successes' || column === 'failures');
