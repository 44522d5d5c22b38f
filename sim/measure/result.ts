/**
 * The shape of result.json, the one source of every other file but the raw rows. Bigints appear there as decimal
 * strings, and what does not exist as null. Whoever takes a field away, or changes what it means, raises the schema version.
 */
import type { ExitCode } from '../errors.ts';
import type { DeploymentFigures } from './deployment.ts';
import type { FunctionCosts } from './function-tally.ts';
import { type PricedFees, type Prices, priceFees } from './prices.ts';
import { rateDefinitions } from './rates.ts';
import type { ReplicationsSummary } from './replications.ts';
import type { ExitReason, RoundSummary } from './summary.ts';
import { exitReasons } from './summary.ts';

export const schemaVersion = 1;

/** What figures a run has, whether by itself or as one of several. */
export interface RunFigures {
  readonly rounds: readonly RoundSummary[];
  /** How the blocks of a network came out, over the whole run; absent on a single node. */
  readonly network?: NetworkTotals;
  /** What became of other people's transactions; absent where there are none. */
  readonly background?: BackgroundTotals;
  /** Absent where nothing was deployed. */
  readonly deployments?: readonly DeploymentFigures[];
  /** Over the whole run, set-up too; absent where nothing was called. */
  readonly functions?: readonly FunctionCosts[];
}

export interface RunResult extends RunFigures {
  readonly schemaVersion: typeof schemaVersion;
  /** Resolved: no defaults left open. */
  readonly scenario: Readonly<Record<string, unknown>>;
  readonly seed: number;
  /** Whatever makes results comparable, field by field. */
  readonly fingerprint: Readonly<Record<string, unknown>>;
  /** In words: what each name under a round's `rates` means. */
  readonly definitions: RateDefinitionTexts;
  /** The same fees in ether and in the currency of a pinned price; absent where none is. */
  readonly prices?: PricedFees;
  /** What the scenario demands of its figures; absent where it demands nothing, or the run ended early. */
  readonly thresholds?: readonly ThresholdOutcome[];
  /** The worst of the rounds'. Anything but `completed` means that rows or whole rounds may be missing. */
  readonly exitReason: ExitReason;
  /** Of a run with replications; all above, but the exit reason, is then of the first of them, as a run of its own. */
  readonly replications?: ReplicationsSummary;
  /** As the command judged that made it; absent where none did. */
  readonly verdict?: RunVerdict;
}

/** What a run means: the exit code that its command ended with, and all that led to it. */
export interface RunVerdict {
  readonly outcome: 'passed' | 'failed';
  readonly exitCode: ExitCode;
  readonly findings: readonly Finding[];
}

export interface Finding {
  /** A name for what was looked at: `rounds/GetMS#2`, `verification`, `run` for how it ended. */
  readonly about: string;
  readonly exitCode: ExitCode;
  readonly text: string;
}

/** A demand on one figure, such as `p(95)<2000`, and what came of it. */
export interface ThresholdOutcome {
  readonly metric: string;
  readonly threshold: string;
  /** null: there is no such figure, which fails. Infinity, null in JSON: a percentile beyond the horizon. */
  readonly value: number | bigint | null;
  readonly verdict: 'passed' | 'failed';
}

/** Blocks of all branches; each rate's name says its denominator. */
export interface NetworkTotals {
  readonly madeCount: number;
  readonly mainCount: number;
  readonly staleCount: number;
  readonly uncleCount: number;
  readonly staleOfMadeRatio: number;
  readonly unclesPerMainRatio: number;
  readonly unclesOfAllRatio: number;
  readonly meanIntervalMs: number;
}

/** At the end of the run, as the clients' node sees it; the arrived are the sum of the others. */
export interface BackgroundTotals {
  readonly arrivedCount: number;
  readonly includedCount: number;
  readonly waitingCount: number;
  readonly droppedCount: number;
}

type RateDefinitionTexts = Readonly<
  Record<string, { readonly sendRate: string; readonly throughput: string; readonly source: string }>
>;

interface PriceChoice {
  readonly prices?: Prices | undefined;
}

/** `exitReason`: why the run ended, where that is worse than any of its finished rounds. */
export const createResult = (
  run: Pick<RunResult, 'scenario' | 'seed' | 'fingerprint' | 'thresholds'> & RunFigures & PriceChoice,
  exitReason: ExitReason = 'completed',
): RunResult => ({
  schemaVersion,
  scenario: run.scenario,
  seed: run.seed,
  fingerprint: run.fingerprint,
  definitions,
  rounds: run.rounds,
  ...(run.prices === undefined ? {} : { prices: priceFees(run.rounds, run.prices) }),
  ...(run.network === undefined ? {} : { network: run.network }),
  ...(run.background === undefined ? {} : { background: run.background }),
  ...(run.deployments === undefined ? {} : { deployments: run.deployments }),
  ...(run.functions === undefined ? {} : { functions: run.functions }),
  ...(run.thresholds === undefined ? {} : { thresholds: run.thresholds }),
  exitReason: worst([exitReason, ...run.rounds.map((round) => round.exitReason)]),
});

/** `exitReason`: why the replications ended, where that is worse than any of them did. */
export const addReplications = (
  first: RunResult,
  replications: ReplicationsSummary,
  exitReason: ExitReason,
): RunResult => ({
  ...first,
  exitReason: worst([exitReason, first.exitReason, ...replications.runs.map((run) => run.exitReason)]),
  replications,
});

const definitions: RateDefinitionTexts = Object.fromEntries(
  Object.entries(rateDefinitions).map(([name, { sendRate, throughput, source }]) => [
    name,
    { sendRate, throughput, source },
  ]),
);

const worst = (reasons: readonly ExitReason[]): ExitReason =>
  exitReasons[Math.max(...reasons.map((reason) => exitReasons.indexOf(reason)))] ?? 'completed';
