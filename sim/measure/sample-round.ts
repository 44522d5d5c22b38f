/**
 * Rounds for tests: a list of events, each one transaction's life, recorded the way a round records it.
 */
import type { Recorder } from './recorder.ts';
import { createRecorder } from './recorder.ts';
import type { RoundOutcome, RoundSummary } from './summary.ts';
import { summariseRound } from './summary.ts';

export interface SampleEvent {
  readonly intendedMs: number;
  /** After `intendedMs`; undefined: never handed over. */
  readonly lateMs?: number | undefined;
  /** From the hand-over to the end; undefined: pending. */
  readonly delayMs?: number | undefined;
  /** Absent: it succeeded. */
  readonly error?: string | undefined;
  readonly label?: string;
  readonly gasUsed?: bigint;
  readonly priceWei?: bigint;
}

const sender = `0x${'11'.repeat(20)}`;
const hashOf = (row: number): string => `0x${row.toString(16).padStart(64, '0')}`;

export const recordSample = (recorder: Recorder, roundIndex: number, events: readonly SampleEvent[]): void =>
  events.forEach((event, index) => {
    const { intendedMs, lateMs = 0, delayMs, error, label = 'GetMS' } = event;
    const row = recorder.begin({ roundIndex, index, kind: 'transaction', label, sender, intendedMs });
    const submittedMs = intendedMs + lateMs;
    recorder.submitted(row, submittedMs, hashOf(row), index);
    if (delayMs === undefined) return;
    const endMs = submittedMs + delayMs;
    recorder.included(row, endMs, index, event.gasUsed ?? 45_000n, event.priceWei ?? 1_000_000_007n);
    if (error === undefined) recorder.confirmed(row, endMs);
    else recorder.failed(row, endMs, error);
  });

/** Ends at the last event's end, or `horizonMs` after genesis where that is given. */
export const summariseSample = (
  events: readonly SampleEvent[],
  outcome: Partial<RoundOutcome> = {},
): RoundSummary => {
  const recorder = createRecorder();
  recordSample(recorder, 0, events);
  recorder.closeRound(0);
  const ends = events.map(({ intendedMs, lateMs = 0, delayMs = 0 }) => intendedMs + lateMs + delayMs);
  return summariseRound(recorder, {
    index: 0,
    label: 'GetMS',
    targetRateTps: 300,
    startMs: 0,
    endMs: Math.max(0, ...ends),
    dropped: 0,
    exitReason: 'completed',
    warmUp: 'none',
    ...outcome,
  });
};
