/**
 * What each label of a round met: its counts, its latency and its costs. Two classes of users who bid differently are two
 * labels, and get different service for different money.
 */
import type { Costs } from './gas.ts';
import { type LatencySummary, summariseLatency } from './latency.ts';
import type { RecordColumns } from './record-columns.ts';
import type { RowRange } from './round-ranges.ts';
import { microseconds } from './samples.ts';

export interface LabelSummary extends Costs {
  readonly submitted: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly pending: number;
  /** How often a waiting transaction was replaced by one that offered more. */
  readonly replacements: number;
  /** From the intended instant. */
  readonly latencyMs: LatencySummary;
}

/** Counts are whole; of all else, rows that were sent before `sinceMs` are left out, as they are of `costs`. */
export const summariseLabels = (
  columns: RecordColumns,
  { from, to }: RowRange,
  costs: Readonly<Record<string, Costs>>,
  sinceMs: number,
): Readonly<Record<string, LabelSummary>> => {
  const tallies = new Map<string, LabelTally>();
  for (let row = from; row < to; row += 1) {
    const label = columns.label(row);
    const tally = tallies.get(label) ?? createTally();
    tallies.set(label, tally);
    addRow(tally, columns, row, sinceMs);
  }
  return Object.fromEntries(
    [...tallies].map(([label, tally]) => [label, { ...summaryOf(tally), ...(costs[label] ?? noCosts) }]),
  );
};

const noCosts: Costs = { gas: null, feeWei: null, readGas: null };

const createTally = () => ({
  succeeded: 0,
  failed: 0,
  pending: 0,
  replacements: 0,
  latencyUs: [] as number[],
  waitingCount: 0,
});

type LabelTally = ReturnType<typeof createTally>;

const addRow = (tally: LabelTally, columns: RecordColumns, row: number, sinceMs: number): void => {
  const status = columns.status(row);
  tally[status] += 1;
  tally.replacements += columns.replacementCount(row);
  if (columns.submittedMs(row) < sinceMs) return;
  if (status === 'pending') tally.waitingCount += 1;
  if (status === 'succeeded')
    tally.latencyUs.push(microseconds(columns.finalMs(row) - columns.intendedMs(row)));
};

const summaryOf = ({ latencyUs, waitingCount, ...counts }: LabelTally) => ({
  submitted: counts.succeeded + counts.failed + counts.pending,
  ...counts,
  latencyMs: summariseLatency(Float64Array.from(latencyUs).sort(), waitingCount),
});
