/**
 * The figures of a round that replications are summed up in, by the path that each has in a round of result.json.
 * A figure is null where a round has none: a percentile beyond the horizon, the send rate of one transaction.
 */
import type { RoundSummary } from './summary.ts';

export const figures = {
  submitted: (round) => round.submitted,
  succeeded: (round) => round.succeeded,
  failed: (round) => round.failed,
  pending: (round) => round.pending,
  dropped: (round) => round.dropped,
  plannedRateTps: (round) => round.plannedRateTps,
  sendRateTps: (round) => round.sendRateTps,
  throughputTps: (round) => round.throughputTps,
  'latencyMs.min': (round) => round.latencyMs.min,
  'latencyMs.mean': (round) => round.latencyMs.mean,
  'latencyMs.max': (round) => round.latencyMs.max,
  'latencyMs.stddev': (round) => round.latencyMs.stddev,
  'latencyMs.p50': (round) => round.latencyMs.p50,
  'latencyMs.p90': (round) => round.latencyMs.p90,
  'latencyMs.p95': (round) => round.latencyMs.p95,
  'latencyMs.p99': (round) => round.latencyMs.p99,
  'latencyMs.p999': (round) => round.latencyMs.p999,
  'inFlight.mean': (round) => round.inFlight.mean,
  'inFlight.peak': (round) => round.inFlight.peak,
  'gas.mean': (round) => wide(round.gas?.mean),
  'gas.total': (round) => wide(round.gas?.total),
  'feeWei.mean': (round) => wide(round.feeWei?.mean),
  'feeWei.p50': (round) => wide(round.feeWei?.p50),
  'feeWei.p95': (round) => wide(round.feeWei?.p95),
  'feeWei.total': (round) => wide(round.feeWei?.total),
  'warmUp.rowCount': ({ warmUp }) => (warmUp?.kind === 'cut' ? warmUp.rowCount : null),
} as const satisfies Record<string, (round: RoundSummary) => number | null>;

export type FigureName = keyof typeof figures;

/** As a double: an average has no exact value in wei anyway. */
const wide = (amount: bigint | undefined): number | null => (amount === undefined ? null : Number(amount));
