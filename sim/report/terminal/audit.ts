/**
 * The report of an audit for people: which rows no run can have printed, by which rule; what single cells would have to
 * be; the most economical explanation; and the verdict, with what it is worth.
 */
import type { AuditReport, DefinitionAudit } from '../../audit/audit.ts';
import type { ClaimVerdict } from '../../audit/claims/claim.ts';
import { rules } from '../../audit/rules.ts';
import { explanationLines, notesLines } from '../audit-notes.ts';
import { type AuditedRow, auditedRows, detailedDefinition } from '../audit-rows.ts';
import { cellsTable, windowsTable } from '../audit-tables.ts';
import { grouped } from '../numbers.ts';
import type { Paint } from '../terminal-table.ts';
import { createPaint, terminalTable, titled } from '../terminal-table.ts';

/** Ends without a newline. */
export const auditText = (
  report: AuditReport,
  claims: readonly ClaimVerdict[],
  { color }: { readonly color: boolean },
): string => {
  const paint = createPaint(color);
  const detailed = detailedDefinition(report);
  const rows = auditedRows(detailed);
  const sections = [
    verdictTable(report, paint),
    windowsTable(rows, detailed.definition, paint),
    cellsTable(rows, paint),
    legend(rows, paint),
    [...explanationLines(detailed), ...notesLines(report, rows)].join('\n'),
    claims.map((claim) => claimLine(claim, paint)).join('\n'),
    verdict(report, paint),
  ];
  return sections.filter((section) => section !== '').join('\n\n');
};

const verdictTable = (report: AuditReport, paint: Paint): string => {
  const [first] = report.byDefinition;
  const columns = report.byDefinition.map((audit) => ({
    head: audit.definition.name,
    align: 'left' as const,
    text: (index: number) => rowVerdict(audit, index),
  }));
  const named = auditedRows(first as DefinitionAudit);
  const indices = named.map((_, index) => index);
  const table = terminalTable(
    indices,
    [
      { head: 'Row', align: 'left', text: (index) => named[index]?.name ?? '' },
      { head: 'Operation', align: 'left', text: (index) => named[index]?.label ?? '' },
      ...columns,
    ],
    paint,
  );
  return titled(
    'Could any run have printed this row?',
    'rules broken, by definition of the columns',
    table,
    paint,
  );
};

const rowVerdict = (audit: DefinitionAudit, index: number): string => {
  const { findings } = (auditedRows(audit)[index] as AuditedRow).audit;
  const broken = findings.filter(({ verdict: found }) => found === 'violated').map(({ id }) => id);
  return broken.length === 0 ? 'possible' : `✗ ${broken.join(' ')}`;
};

const legend = (rows: readonly AuditedRow[], paint: Paint): string => {
  const broken = new Set(
    rows.flatMap(({ audit }) =>
      audit.findings.filter(({ verdict: found }) => found === 'violated').map(({ id }) => id),
    ),
  );
  const lines = rules
    .filter(({ id }) => broken.has(id))
    .map(({ id, statement, why }) => `${id}  ${statement}: ${why}`);
  const names = 'm, a, M: least, mean, greatest delay; W: submit window; T: run; n, N: successes, all';
  return lines.length === 0 ? '' : [...lines, paint('quiet', names)].join('\n');
};

const claimLine = ({ verdict: found, sentence }: ClaimVerdict, paint: Paint): string =>
  `${found === 'holds' ? paint('good', '✓') : paint(found === 'fails' ? 'bad' : 'warning', found === 'fails' ? '✗' : '?')} ${sentence}`;

const verdict = ({ byDefinition, surviving }: AuditReport, paint: Paint): string => {
  const rowCount = byDefinition[0]?.rowCount ?? 0;
  const counts = byDefinition.map(
    ({ definition, impossibleCount }) => `${impossibleCount} under ${definition.name}`,
  );
  const outcome =
    surviving.length > 0
      ? `${paint('good', '✓ possible')}: all ${grouped(rowCount)} rows under ${surviving.join(', ')}`
      : `${paint('bad', '✗ impossible')}: of ${grouped(rowCount)} rows, ${counts.join(', ')}`;
  return `${outcome}\n${worth}`;
};

const worth =
  'A violation is strong evidence: no run prints such a row. A pass is weak evidence: most wrong figures are possible.';
