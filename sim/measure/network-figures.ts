/**
 * What a network adds to a round's figures: how often the client's node had to go over to another branch, and the latency
 * until a share of all nodes has the block (Hyperledger's threshold), whatever the client's node knew by then.
 */
import { type LatencySummary, summariseLatency } from './latency.ts';
import type { RecordColumns } from './record-columns.ts';
import type { ReorganisationLog } from './reorganisation-log.ts';

/** What is known of the network besides the rows. */
export interface NetworkWatch {
  readonly thresholdRatio: number;
  readonly reorganisations: ReorganisationLog;
}

export interface NetworkFigures {
  readonly reorganisations: {
    readonly count: number;
    readonly deepest: number;
    /** As often as each was taken back. */
    readonly transactions: number;
  };
  readonly thresholdRatio: number;
  /** From the intended instant; over successes, and pending ones as infinite. */
  readonly latencyAtThresholdMs: LatencySummary;
}

export interface RoundSpan {
  readonly index: number;
  readonly startMs: number;
  readonly endMs: number;
}

/** `sinceMs`: latencies of what was submitted before are left out, as a warm-up. */
export const measureNetwork = (
  columns: RecordColumns,
  { index, startMs, endMs }: RoundSpan,
  { thresholdRatio, reorganisations }: NetworkWatch,
  sinceMs = Number.NEGATIVE_INFINITY,
): NetworkFigures => {
  const rows = reorganisations.between(startMs, endMs);
  return {
    reorganisations: {
      count: rows.length,
      deepest: Math.max(0, ...rows.map(({ depth }) => depth)),
      transactions: rows.reduce((sum, { transactionCount }) => sum + transactionCount, 0),
    },
    thresholdRatio,
    latencyAtThresholdMs: latencyAtThreshold(columns, index, sinceMs),
  };
};

const latencyAtThreshold = (columns: RecordColumns, roundIndex: number, sinceMs: number): LatencySummary => {
  const { from, to } = columns.roundRows(roundIndex);
  const latencyUs: number[] = [];
  let infiniteCount = 0;
  for (let row = from; row < to; row += 1) {
    if (columns.kind(row) === 'read' || columns.status(row) === 'failed') continue;
    if (columns.submittedMs(row) < sinceMs) continue;
    const spreadMs = columns.spreadMs(row);
    if (columns.status(row) === 'succeeded' && Number.isFinite(spreadMs))
      latencyUs.push(Math.round((spreadMs - columns.intendedMs(row)) * 1_000));
    else infiniteCount += 1;
  }
  return summariseLatency(Float64Array.from(latencyUs).sort(), infiniteCount);
};
