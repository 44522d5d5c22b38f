/**
 * One pass over a round's rows: counts, the ends of its windows, and sorted samples for everything that needs order.
 * Durations are whole microseconds here, so that sums are exact and equal delays have a deviation of exactly zero.
 */
import type { RecordColumns } from './record-columns.ts';

export interface RoundSamples {
  /** Every row of the round, whatever became of it: succeeded + failed + pending. */
  readonly rowCount: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly pending: number;
  /** Instants, ascending, of the rows that were handed to the node. */
  readonly submittedMs: Float64Array;
  /** Instants, ascending, at which those of them that ended did so. */
  readonly finishedMs: Float64Array;
  /** When the plan wanted the first and the last of those rows; NaN when there is none. */
  readonly firstIntendedMs: number;
  readonly lastIntendedMs: number;
  /** When the last row ended, handed over or not; NaN when none has. */
  readonly lastFinalMs: number;
  /** Of the successes, ascending, in microseconds. */
  readonly latencyUs: Float64Array;
  readonly latencyFromSubmittedUs: Float64Array;
}

/** Rows that were sent before `sinceMs` are left out, as if the round had not had them. */
export const collectSamples = (
  columns: RecordColumns,
  roundIndex: number,
  sinceMs = Number.NEGATIVE_INFINITY,
): RoundSamples => {
  const { from, to } = columns.roundRows(roundIndex);
  const submitted = createSampleList(to - from);
  const finished = createSampleList(to - from);
  const latency = createSampleList(to - from);
  const latencyFromSubmitted = createSampleList(to - from);
  const intended = createExtent();
  const final = createExtent();
  let rowCount = 0;
  let failed = 0;
  for (let row = from; row < to; row += 1) {
    const submittedMs = columns.submittedMs(row);
    if (submittedMs < sinceMs) continue;
    rowCount += 1;
    const finalMs = columns.finalMs(row);
    const status = columns.status(row);
    if (status !== 'pending') final.add(finalMs);
    if (status === 'failed') failed += 1;
    if (Number.isNaN(submittedMs)) continue;
    intended.add(columns.intendedMs(row));
    submitted.add(submittedMs);
    if (status !== 'pending') finished.add(finalMs);
    if (status !== 'succeeded') continue;
    latency.add(microseconds(finalMs - columns.intendedMs(row)));
    latencyFromSubmitted.add(microseconds(finalMs - submittedMs));
  }
  const latencyUs = latency.sorted();
  return {
    rowCount,
    succeeded: latencyUs.length,
    failed,
    pending: rowCount - latencyUs.length - failed,
    submittedMs: submitted.sorted(),
    finishedMs: finished.sorted(),
    firstIntendedMs: intended.least(),
    lastIntendedMs: intended.greatest(),
    lastFinalMs: final.greatest(),
    latencyUs,
    latencyFromSubmittedUs: latencyFromSubmitted.sorted(),
  };
};

/** Without the dust that a difference of instants has. */
export const microseconds = (durationMs: number): number => Math.round(durationMs * 1000);

const createSampleList = (capacity: number) => {
  const samples = new Float64Array(capacity);
  let count = 0;
  return {
    add: (sample: number): void => {
      samples[count++] = sample;
    },
    sorted: (): Float64Array => samples.slice(0, count).sort(),
  };
};

const createExtent = () => {
  let least = Number.NaN;
  let greatest = Number.NaN;
  return {
    add: (value: number): void => {
      if (!(value >= least)) least = value;
      if (!(value <= greatest)) greatest = value;
    },
    least: () => least,
    greatest: () => greatest,
  };
};
