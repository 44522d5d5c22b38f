/**
 * A round's warm-up: while the system fills up, what is sent meets less of a queue than what follows, and its figures
 * say more about the start than about the load. MSER-5 finds its end in the latencies of the successes, ordered by the
 * time of their sending; what was sent before that instant is left out of every rate, delay, load and cost. Counts
 * (submitted, failed, pending, …) are always of the whole round, because no failure may vanish.
 */
import { mser5 } from './mser.ts';
import type { RecordColumns } from './record-columns.ts';
import { microseconds } from './samples.ts';

/** `none`: the whole round counts. */
export const warmUpMethods = ['none', 'mser'] as const;
export type WarmUpMethod = (typeof warmUpMethods)[number];

export type WarmUp =
  /** `rowCount` rows, those sent before `sinceMs`, are left out. */
  | {
      readonly method: 'MSER-5';
      readonly kind: 'cut';
      readonly rowCount: number;
      readonly sinceMs: number;
    }
  /** Nothing is left out: no end of it in the first half of the round, or too few successes to tell. */
  | { readonly method: 'MSER-5'; readonly kind: 'tooLong' | 'tooFew' };

export const findWarmUp = (columns: RecordColumns, roundIndex: number): WarmUp => {
  const method = 'MSER-5';
  const rows = successesBySending(columns, roundIndex);
  const cut = mser5(
    Float64Array.from(rows, (row) => microseconds(columns.finalMs(row) - columns.intendedMs(row))),
  );
  if (cut.kind !== 'cut') return { method, kind: cut.kind };
  const sinceMs = columns.submittedMs(rows[cut.count] as number);
  return { method, kind: 'cut', rowCount: countBefore(columns, roundIndex, sinceMs), sinceMs };
};

/** Rows sent at the same instant stay in the order of their beginning. */
const successesBySending = (columns: RecordColumns, roundIndex: number): Uint32Array => {
  const { from, to } = columns.roundRows(roundIndex);
  const rows = new Uint32Array(to - from);
  let count = 0;
  for (let row = from; row < to; row += 1) if (columns.status(row) === 'succeeded') rows[count++] = row;
  return rows.subarray(0, count).sort((a, b) => columns.submittedMs(a) - columns.submittedMs(b) || a - b);
};

const countBefore = (columns: RecordColumns, roundIndex: number, timeMs: number): number => {
  const { from, to } = columns.roundRows(roundIndex);
  let count = 0;
  for (let row = from; row < to; row += 1) if (columns.submittedMs(row) < timeMs) count += 1;
  return count;
};
