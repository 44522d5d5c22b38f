/**
 * The most economical explanation of impossible rows: the column that, wrong alone, accounts for every one of them that
 * has the same label. It is never called the cause: nobody but the authors has the raw data.
 */
import type { RowAudit } from './row-audit.ts';
import type { Column } from './table.ts';

export interface Explanation {
  readonly label: string;
  readonly impossibleCount: number;
  /** Each of these alone makes every one of the rows possible. */
  readonly columns: readonly Column[];
}

export const explain = (rows: readonly RowAudit[]): readonly Explanation[] => {
  const impossible = rows.filter(({ isPossible }) => !isPossible);
  const labels = [...new Set(impossible.map(({ row }) => row.label))];
  return labels.map((label) => {
    const alike = impossible.filter(({ row }) => row.label === label);
    const [first, ...rest] = alike.map(loneRepairs);
    const common = (first ?? []).filter((column) => rest.every((others) => others.includes(column)));
    return { label, impossibleCount: alike.length, columns: common };
  });
};

const loneRepairs = ({ repairs }: RowAudit): readonly Column[] =>
  repairs.flatMap(({ columns: [column, second] }) =>
    column === undefined || second !== undefined ? [] : [column],
  );
