import type { Thresholds } from '../gate/threshold.ts';
import type { Tolerances } from '../gate/tolerance.ts';
import type { Distribution } from '../kernel/distributions.ts';
import type { FeeBid } from '../load/bid.ts';
import type { RateController } from '../load/rate-controller.ts';
import type { Account, Workload, WorkloadContext } from '../load/workload.ts';
import type { Prices } from '../measure/prices.ts';
import type { ParameterReader } from './parameters.ts';

/**
 * What an author writes: `export default defineScenario({…})`. Everything that may be left out has its default named
 * here; `resolution` fills them in, after which no question mark remains.
 */
export interface ScenarioDefinition {
  /** Names the results folder: letters, digits, dots, dashes. Absent: the file's name. */
  readonly name?: string;
  readonly description?: string;
  /** A chain profile by name. Absent: the project's, else `dev-2s`. */
  readonly chain?: string;
  /** Absent: the project's, else 1. */
  readonly seed?: number;
  /** How many accounts each label has, funded at genesis. */
  readonly accounts: Readonly<Record<string, number | AccountsDefinition>>;
  readonly contracts?: Readonly<Record<string, ContractDefinition>>;
  /** Runs after the deployments and before the first round, outside every measured window. */
  readonly setup?: (context: WorkloadContext) => Promise<unknown>;
  readonly rounds: readonly RoundDefinition[];
  /** What an ether is worth. Absent: the project's; without either, results know no currency. Never fetched. */
  readonly prices?: Prices;
  /** What every run of it has to fulfil, in k6's grammar: `{ latencyMs: ['p(95)<2000'] }`. */
  readonly thresholds?: Thresholds;
  readonly check?: CheckDefinition;
}

/** How `bench check` compares. */
export interface CheckDefinition {
  /** How much which metric may drift, by glob: `{ '*latencyMs*': { rel: 0.02 } }`. Absent: not at all. */
  readonly tolerances?: Tolerances;
}

export interface AccountsDefinition {
  readonly count: number;
  /** Each one's balance at genesis. Absent: 1,000 ether. */
  readonly balanceWei?: bigint;
  /** What these accounts bid for gas in rounds. Absent: the chain's quote. */
  readonly bid?: FeeBid;
}

export interface ContractDefinition {
  /** A Solidity file or a ready artifact (JSON with abi and bytecode), relative to the scenario file. */
  readonly file: string;
  /** Which contract of the file. Absent: the only one. */
  readonly contract?: string;
  /** Constructor arguments; the function form may name accounts. */
  readonly args?: readonly unknown[] | ((context: DeploymentContext) => readonly unknown[]);
}

export interface DeploymentContext {
  account(label: string, index: number): Account;
}

export interface RoundDefinition {
  /** The row's name in every table, and the group of its transactions' metrics. */
  readonly label: string;
  /** How many calls of the workload; exactly one of `txCount` and `durationMs` is given. */
  readonly txCount?: number;
  /** For how long calls start, in virtual milliseconds. */
  readonly durationMs?: number;
  readonly rate: RateController;
  readonly workload: Workload;
  /** Virtual time from the round's start after which what is unconfirmed is pending. Absent: one hour. */
  readonly timeoutMs?: number;
  /** Idle virtual time before the round. Absent: 0. A distribution keeps rounds out of step with block times. */
  readonly pauseMs?: number | Distribution;
  /** Outcomes that are results here, not faults: without it a failed or pending transaction fails the run. */
  readonly tolerate?: readonly Tolerable[];
}

export type Tolerable = 'failed' | 'pending';

/** A scenario, or a function that makes one. */
export type ScenarioExport =
  | ScenarioDefinition
  | ((circumstances: ScenarioCircumstances) => ScenarioDefinition | Promise<ScenarioDefinition>);

/** What a function that makes a scenario is told. */
export interface ScenarioCircumstances {
  /** Asks for what others may choose: `param.choice('contract', ['v1', 'v2'], 'v1')`. */
  readonly param: ParameterReader;
}

/** Gives an editor the types; returns its argument. */
export const defineScenario = <T extends ScenarioExport>(scenario: T): T => scenario;
