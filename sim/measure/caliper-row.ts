/**
 * A round as a row of the table that Caliper up to 0.3.2 printed, which is the paper's: rates by that version's
 * definitions, delays of the successes from their submission. What is pending counts as a failure there, as it does when
 * a connector of Caliper's gives up waiting.
 */
import type { Rate } from './rates.ts';
import type { RoundSummary } from './summary.ts';

export interface CaliperRow {
  readonly operating: string;
  readonly successes: number;
  readonly failures: number;
  readonly sendRateTps: Rate;
  readonly maximumDelayMs: number | null;
  readonly minimumDelayMs: number | null;
  readonly averageDelayMs: number | null;
  readonly throughputRateTps: Rate;
}

const tableDefinition = 'caliper<=0.3';

export const caliperRow = (round: RoundSummary): CaliperRow => ({
  operating: round.label,
  successes: round.succeeded,
  failures: round.failed + round.pending,
  sendRateTps: round.rates[tableDefinition].sendRateTps,
  maximumDelayMs: round.latencyFromSubmittedMs.max,
  minimumDelayMs: round.latencyFromSubmittedMs.min,
  averageDelayMs: round.latencyFromSubmittedMs.mean,
  throughputRateTps: round.rates[tableDefinition].throughputTps,
});
