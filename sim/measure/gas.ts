/**
 * What operations cost, per label: gas and fee of every transaction that reached a block, reverted ones included,
 * because they paid. Exact sums in bigint; a mean is rounded half up to a whole unit. Reads pay nothing: the gas of
 * their execution stands apart.
 */
import type { RecordColumns } from './record-columns.ts';
import type { RowRange } from './round-ranges.ts';

/** Of gas or of wei. */
export interface AmountSummary {
  readonly count: number;
  readonly min: bigint;
  readonly mean: bigint;
  readonly max: bigint;
  readonly total: bigint;
}

/** null: no transaction (no read) of this kind. */
export interface Costs {
  /** Gas used per transaction. */
  readonly gas: AmountSummary | null;
  /** Gas used × effective gas price, per transaction. */
  readonly feeWei: AmountSummary | null;
  /** Gas that a read's execution took, for which nobody pays. */
  readonly readGas: AmountSummary | null;
}

export interface RoundCosts extends Costs {
  readonly labels: Readonly<Record<string, Costs>>;
}

export const summariseCosts = (columns: RecordColumns, { from, to }: RowRange): RoundCosts => {
  const all = createCostTally();
  const byLabel = new Map<string, CostTally>();
  for (let row = from; row < to; row += 1) {
    const label = columns.label(row);
    const tally = byLabel.get(label) ?? createCostTally();
    byLabel.set(label, tally);
    for (const each of [all, tally]) each.add(columns, row);
  }
  const labels = [...byLabel].map(([label, tally]) => [label, tally.summary()] as const);
  return { ...all.summary(), labels: Object.fromEntries(labels) };
};

interface CostTally {
  add(columns: RecordColumns, row: number): void;
  summary(): Costs;
}

const createCostTally = (): CostTally => {
  const gas = createAmountTally();
  const feeWei = createAmountTally();
  const readGas = createAmountTally();
  return {
    add: (columns, row) => {
      const used = columns.gasUsed(row);
      if (Number.isNaN(used)) return;
      if (columns.kind(row) === 'read') {
        readGas.add(BigInt(used));
        return;
      }
      gas.add(BigInt(used));
      feeWei.add(BigInt(used) * columns.effectiveGasPriceWei(row));
    },
    summary: () => ({ gas: gas.summary(), feeWei: feeWei.summary(), readGas: readGas.summary() }),
  };
};

const createAmountTally = () => {
  let count = 0;
  let min = 0n;
  let max = 0n;
  let total = 0n;
  return {
    add: (amount: bigint): void => {
      if (count === 0 || amount < min) min = amount;
      if (amount > max) max = amount;
      total += amount;
      count += 1;
    },
    summary: (): AmountSummary | null =>
      count === 0 ? null : { count, min, mean: divideRounded(total, BigInt(count)), max, total },
  };
};

const divideRounded = (dividend: bigint, divisor: bigint): bigint =>
  (2n * dividend + divisor) / (2n * divisor);
