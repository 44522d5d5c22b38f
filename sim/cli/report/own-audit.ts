/** The auditor audits us: the table that a run prints passes through the same rules as anybody's. */
import { definitions } from '../../audit/definition.ts';
import { type PrintedRow, printedRow } from '../../audit/printed-row.ts';
import { judgeRow } from '../../audit/row-audit.ts';
import { caliperRow } from '../../measure/caliper-row.ts';
import type { RunResult } from '../../measure/result.ts';
import { tableColumns } from '../../report/csv/csv.ts';
import type { AuditedOwnRow } from '../../report/reporters/run-report.ts';

const [definition] = definitions.filter(({ name }) => name === 'caliper<=0.3');

/** Every row that is a row of such a table. */
export const auditOwnRows = ({ rounds }: Pick<RunResult, 'rounds'>): readonly AuditedOwnRow[] =>
  rounds.flatMap((round, index) => {
    // Its counts are of the whole round, its rates and delays of what followed the warm-up: no row to be audited.
    if (round.warmUp?.kind === 'cut' && round.warmUp.rowCount > 0) return [];
    const [label = '', ...texts] = tableColumns.map(([, text]) => text(caliperRow(round)));
    if (definition === undefined) return [];
    const { findings } = judgeRow(printedRow(label, texts as unknown as PrintedRow), definition);
    const broken = findings.filter(({ verdict }) => verdict === 'violated').map(({ id }) => id);
    return [{ name: `#${index} ${label}`, broken }];
  });

/** What is impossible in the run's own table, in words; nothing, unless there is a fault of ours. */
export const auditOwnTable = (result: RunResult): readonly string[] =>
  auditOwnRows(result)
    .filter(({ broken }) => broken.length > 0)
    .map(
      ({ name, broken }) =>
        `warning ${name}: the audit calls this row impossible (${broken.join(', ')}), a fault of ours: please report it`,
    );
