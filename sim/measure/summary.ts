/**
 * A round's rows become its numbers. Everything here is a pure function of the recorded rows and of what the round
 * itself knows (its label, plan and end); the result is plain data that goes to result.json as it is.
 */
import type { FailureGroup } from './failures.ts';
import { groupFailures } from './failures.ts';
import type { RoundCosts } from './gas.ts';
import { summariseCosts } from './gas.ts';
import type { InFlight } from './in-flight.ts';
import { measureInFlight } from './in-flight.ts';
import { type LabelSummary, summariseLabels } from './labels.ts';
import type { LatencySummary } from './latency.ts';
import { summariseLatency } from './latency.ts';
import type { NetworkFigures, NetworkWatch } from './network-figures.ts';
import { measureNetwork } from './network-figures.ts';
import type { Rate, RateDefinitionName, Rates } from './rates.ts';
import { absentRates, allRates, rateInputs } from './rates.ts';
import type { RecordColumns } from './record-columns.ts';
import type { RoundSamples } from './samples.ts';
import { collectSamples } from './samples.ts';
import { tidy } from './tidy.ts';
import type { WarmUp, WarmUpMethod } from './warm-up.ts';
import { findWarmUp } from './warm-up.ts';

/** Why a round ended: all done; its timeout; a workload that threw; a signal from outside. */
export const exitReasons = ['completed', 'timeout', 'failed', 'interrupted'] as const;
export type ExitReason = (typeof exitReasons)[number];

/** What the round knows beyond its rows. */
export interface RoundOutcome {
  readonly index: number;
  readonly label: string;
  /** Undefined where the system itself decides the rate. */
  readonly targetRateTps: number | undefined;
  readonly startMs: number;
  /** The horizon: what had not ended by then is pending. Not before any time in the rows. */
  readonly endMs: number;
  /** Calls of the plan that were never started. */
  readonly dropped: number;
  readonly exitReason: ExitReason;
  /** Absent on a single node. */
  readonly network?: NetworkWatch | undefined;
  readonly warmUp: WarmUpMethod;
}

export interface RoundSummary {
  readonly label: string;
  /** Transactions and reads that the plan started: succeeded + failed + pending. */
  readonly submitted: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly pending: number;
  readonly dropped: number;
  readonly targetRateTps: Rate;
  /** The rate of the instants that the plan intended, as (N − 1) / window: what a client that is never late sends. */
  readonly plannedRateTps: Rate;
  readonly sendRateTps: Rate;
  readonly throughputTps: Rate;
  /** The same under every definition, Caliper's included. */
  readonly rates: Readonly<Record<RateDefinitionName, Rates>>;
  /** Why a rate above is null, by its name. */
  readonly absent: Readonly<Record<string, string>>;
  /** From the intended instant. */
  readonly latencyMs: LatencySummary;
  /** From the hand-over to the node, as Caliper counts. */
  readonly latencyFromSubmittedMs: LatencySummary;
  readonly inFlight: InFlight;
  readonly gas: RoundCosts['gas'];
  readonly feeWei: RoundCosts['feeWei'];
  readonly readGas: RoundCosts['readGas'];
  /** How often a waiting transaction was replaced by one that offered more. */
  readonly replacements: number;
  readonly labels: Readonly<Record<string, LabelSummary>>;
  readonly failures: readonly FailureGroup[];
  readonly startMs: number;
  readonly endMs: number;
  readonly exitReason: ExitReason;
  /** Absent on a single node. */
  readonly network?: NetworkFigures;
  /** Absent where no cut was asked for. Of a cut round the counts are whole, and all other figures of the rest. */
  readonly warmUp?: WarmUp;
}

export const summariseRound = (columns: RecordColumns, round: RoundOutcome): RoundSummary => {
  const rows = columns.roundRows(round.index);
  const warmUp = round.warmUp === 'none' ? undefined : findWarmUp(columns, round.index);
  const sinceMs = warmUp?.kind === 'cut' ? warmUp.sinceMs : Number.NEGATIVE_INFINITY;
  const whole = collectSamples(columns, round.index);
  const samples = warmUp === undefined ? whole : collectSamples(columns, round.index, sinceMs);
  const inputs = rateInputs(samples, round.endMs);
  const rates = allRates(inputs);
  const { gas, feeWei, readGas, labels: costs } = summariseCosts(columns, rows, sinceMs);
  const labels = summariseLabels(columns, rows, costs, sinceMs);
  return {
    label: round.label,
    submitted: whole.rowCount,
    succeeded: whole.succeeded,
    failed: whole.failed,
    pending: whole.pending,
    dropped: round.dropped,
    targetRateTps: round.targetRateTps ?? null,
    plannedRateTps: plannedRate(samples),
    ...rates.chronobench,
    rates,
    absent: absentRates(inputs),
    latencyMs: summariseLatency(samples.latencyUs, samples.pending),
    latencyFromSubmittedMs: summariseLatency(samples.latencyFromSubmittedUs, samples.pending),
    inFlight: measureInFlight(samples, inputs.windowMs),
    gas,
    feeWei,
    readGas,
    replacements: Object.values(labels).reduce((sum, { replacements }) => sum + replacements, 0),
    labels,
    failures: groupFailures(columns, rows),
    startMs: round.startMs,
    endMs: round.endMs,
    exitReason: round.exitReason,
    ...(round.network === undefined
      ? {}
      : { network: measureNetwork(columns, round, round.network, sinceMs) }),
    ...(warmUp === undefined ? {} : { warmUp }),
  };
};

const plannedRate = ({ submittedMs, firstIntendedMs, lastIntendedMs }: RoundSamples): Rate => {
  const windowMs = lastIntendedMs - firstIntendedMs;
  return windowMs > 0 ? tidy(((submittedMs.length - 1) * 1000) / windowMs) : null;
};
