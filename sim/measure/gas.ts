/**
 * What operations cost, per label: gas and fee of every transaction that reached a block, reverted ones included,
 * because they paid. Exact sums in bigint; a mean is rounded half up to a whole unit. Reads pay nothing: the gas of
 * their execution stands apart.
 */

import { type AmountSummary, combineAmounts, createAmountTally } from './amounts.ts';
import { createFeeTally, type FeeSummary, summariseFees } from './fees.ts';
import type { RecordColumns } from './record-columns.ts';
import type { RowRange } from './round-ranges.ts';

/** null: no transaction (no read) of this kind. */
export interface Costs {
  /** Gas used per transaction. */
  readonly gas: AmountSummary | null;
  /** Gas used × effective gas price, per transaction. */
  readonly feeWei: FeeSummary | null;
  /** Gas that a read's execution took, for which nobody pays. */
  readonly readGas: AmountSummary | null;
}

export interface RoundCosts extends Costs {
  readonly labels: Readonly<Record<string, Costs>>;
}

/** Rows that were sent before `sinceMs` are left out. */
export const summariseCosts = (
  columns: RecordColumns,
  { from, to }: RowRange,
  sinceMs = Number.NEGATIVE_INFINITY,
): RoundCosts => {
  const tallies = new Map<string, CostTally>();
  for (let row = from; row < to; row += 1) {
    if (columns.submittedMs(row) < sinceMs) continue;
    const label = columns.label(row);
    const tally = tallies.get(label) ?? createCostTally();
    tallies.set(label, tally);
    addRow(tally, columns, row);
  }
  const labels = [...tallies].map(([label, tally]) => [label, combineCosts([tally])] as const);
  return { ...combineCosts([...tallies.values()]), labels: Object.fromEntries(labels) };
};

const createCostTally = () => ({
  gas: createAmountTally(),
  feeWei: createFeeTally(),
  readGas: createAmountTally(),
});

type CostTally = ReturnType<typeof createCostTally>;

const addRow = (tally: CostTally, columns: RecordColumns, row: number): void => {
  const used = columns.gasUsed(row);
  if (Number.isNaN(used)) return;
  const gas = BigInt(used);
  (columns.kind(row) === 'read' ? tally.readGas : tally.gas).add(gas);
  if (columns.kind(row) === 'transaction') tally.feeWei.add(gas * columns.effectiveGasPriceWei(row));
};

const combineCosts = (tallies: readonly CostTally[]): Costs => ({
  gas: combineAmounts(tallies.map(({ gas }) => gas)),
  feeWei: summariseFees(tallies.map(({ feeWei }) => feeWei)),
  readGas: combineAmounts(tallies.map(({ readGas }) => readGas)),
});
