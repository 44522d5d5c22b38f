/**
 * What operations cost, per label: gas and fee of every transaction that reached a block, reverted ones included,
 * because they paid. Exact sums in bigint; a mean is rounded half up to a whole unit. Reads pay nothing: the gas of
 * their execution stands apart.
 */
import type { RecordColumns } from './record-columns.ts';
import type { RowRange } from './round-ranges.ts';

/** Of gas or of wei. */
interface AmountSummary {
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
  const labels = [...tallies].map(([label, tally]) => [label, summariseTally(tally)] as const);
  return { ...combineCosts(labels.map(([, costs]) => costs)), labels: Object.fromEntries(labels) };
};

interface AmountTally {
  count: number;
  min: bigint;
  max: bigint;
  total: bigint;
}

const createCostTally = () => ({ gas: emptyTally(), feeWei: emptyTally(), readGas: emptyTally() });
const emptyTally = (): AmountTally => ({ count: 0, min: 0n, max: 0n, total: 0n });

type CostTally = ReturnType<typeof createCostTally>;

const addRow = (tally: CostTally, columns: RecordColumns, row: number): void => {
  const used = columns.gasUsed(row);
  if (Number.isNaN(used)) return;
  const gas = BigInt(used);
  addAmount(columns.kind(row) === 'read' ? tally.readGas : tally.gas, gas);
  if (columns.kind(row) === 'transaction') addAmount(tally.feeWei, gas * columns.effectiveGasPriceWei(row));
};

const addAmount = (tally: AmountTally, amount: bigint): void =>
  join(tally, { count: 1, min: amount, max: amount, total: amount });

const summariseTally = ({ gas, feeWei, readGas }: CostTally): Costs => ({
  gas: summariseAmounts([gas]),
  feeWei: summariseAmounts([feeWei]),
  readGas: summariseAmounts([readGas]),
});

const combineCosts = (parts: readonly Costs[]): Costs => ({
  gas: summariseAmounts(parts.map(({ gas }) => gas)),
  feeWei: summariseAmounts(parts.map(({ feeWei }) => feeWei)),
  readGas: summariseAmounts(parts.map(({ readGas }) => readGas)),
});

/** All parts together; null when they are all empty. */
const summariseAmounts = (parts: readonly (Readonly<AmountTally> | null)[]): AmountSummary | null => {
  const all = emptyTally();
  for (const part of parts) if (part !== null && part.count > 0) join(all, part);
  const { count, min, max, total } = all;
  return count === 0 ? null : { count, min, mean: divideRounded(total, BigInt(count)), max, total };
};

const join = (tally: AmountTally, part: Readonly<AmountTally>): void => {
  if (tally.count === 0 || part.min < tally.min) tally.min = part.min;
  if (part.max > tally.max) tally.max = part.max;
  tally.total += part.total;
  tally.count += part.count;
};

const divideRounded = (dividend: bigint, divisor: bigint): bigint =>
  (2n * dividend + divisor) / (2n * divisor);
