/**
 * A run from outside while it goes on, as points of curves: how far each round is, and how long what ended since the last look had
 * taken. Rows that have ended are never looked at again, so a look costs what is in flight. All times are virtual.
 */
import { quantile } from '../measure/quantile.ts';
import type { RecordColumns } from '../measure/record-columns.ts';

export interface Sample {
  readonly roundIndex: number;
  /** Since the first of the round was due. */
  readonly elapsedMs: number;
  readonly submitted: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly inFlight: number;
  /** From the intended moment, of what succeeded since the sample before; null where nothing did. */
  readonly latencyP50Ms: number | null;
  readonly latencyP95Ms: number | null;
}

/** How often a run is looked at. */
export const sampleWallMs = 100;

/** Each call gives the sample of now. */
export const createSampler = (records: RecordColumns) => {
  let current = -1;
  let [next, succeeded, failed] = [0, 0, 0];
  let open: number[] = [];

  const begin = (roundIndex: number): void => {
    current = roundIndex;
    next = records.roundRows(roundIndex).from;
    [succeeded, failed, open] = [0, 0, []];
  };

  /** Latencies of what has succeeded since. */
  const settle = (to: number): number[] => {
    while (next < to) open.push(next++);
    const latenciesMs: number[] = [];
    open = open.filter((row) => {
      const status = records.status(row);
      if (status === 'succeeded') latenciesMs.push(records.finalMs(row) - records.intendedMs(row));
      if (status === 'failed') failed += 1;
      return status === 'pending';
    });
    succeeded += latenciesMs.length;
    return latenciesMs.sort((one, other) => one - other);
  };

  return (roundIndex: number, nowMs: number): Sample => {
    if (roundIndex !== current) begin(roundIndex);
    const { from, to } = records.roundRows(roundIndex);
    const latenciesMs = settle(to);
    return {
      roundIndex,
      elapsedMs: from === to ? 0 : nowMs - records.intendedMs(from),
      submitted: to - from,
      succeeded,
      failed,
      inFlight: open.length,
      latencyP50Ms: quantile(latenciesMs, 0, 500) ?? null,
      latencyP95Ms: quantile(latenciesMs, 0, 950) ?? null,
    };
  };
};
