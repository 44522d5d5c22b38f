import type { ClaimVerdict } from '../audit/claims/claim.ts';
import type { DefinitionName } from '../audit/definition.ts';
import type { ProfileOverrides } from '../config/project-definition.ts';
import type { ScenarioDefinition } from '../config/scenario.ts';
import type { RandomStream } from '../kernel/random.ts';
import type { BlockRow } from '../measure/block-log.ts';
import type { RoundSummary } from '../measure/summary.ts';
import type { ChainCounts } from '../network/counts.ts';
import type { LinkProfile } from '../network/link-profile.ts';
import type { HashPower, ProofOfWorkProfile } from '../network/proof-of-work.ts';
import type { RaceOutcome, WithholdingProfile } from '../network/withholding.ts';
import type { PublishedRow } from './published.ts';
import type { StudyTable } from './table.ts';

/**
 * A study: experiments that repeat or examine what a publication says, and its measurements where it printed any. What
 * it is about is the author's matter: the harness knows of published tables, scenarios to simulate, and tables to show.
 */
export interface StudyDefinition {
  /** Names the results folder and the page: letters, digits, dashes. */
  readonly name: string;
  readonly title: string;
  /** The publication, as one cites it. */
  readonly source: string;
  /** Absent: what it examines was not printed in tables. */
  readonly published?: PublishedTables;
  /** What the publication says, as paragraphs of Markdown. */
  readonly claimed: readonly string[];
  /** What nobody but its authors can know. */
  readonly unknown: readonly string[];
  readonly experiments: readonly Experiment[];
}

export interface PublishedTables {
  /** Their file, relative to the study's own. */
  readonly file: string;
  /** How their columns are read. */
  readonly definition: DefinitionName;
}

export interface Experiment {
  /** By which it is chosen, and its files are named: letters and digits. */
  readonly id: string;
  readonly title: string;
  /** One sentence. */
  readonly question: string;
  readonly run: (context: StudyContext) => Promise<Findings>;
}

export interface Findings {
  readonly tables: readonly StudyTable[];
  /** Sentences, the most important one first. */
  readonly findings: readonly string[];
}

/** What an experiment sees. */
export interface StudyContext {
  readonly seed: number;
  /** A stream of this experiment's own. */
  readonly random: RandomStream;
  /** All rows of the published tables, audited. */
  readonly published: readonly PublishedRow[];
  /** Whether the published figures bear an expression out. Error: ClaimError. */
  checkClaim(expression: string): ClaimVerdict;
  /** Runs a scenario from its set-up to its last round. Rejects with what broke it. */
  simulate(scenario: ScenarioDefinition, options: SimulationOptions): Promise<readonly SimulatedRound[]>;
  /** Mines headers: intervals, difficulty and stale blocks of a network, without transactions. */
  mine(request: MiningRequest): Promise<Mined>;
  /** A miner who withholds against the others, on headers alone. */
  race(request: RaceRequest): Promise<RaceOutcome>;
  /** Says what goes on, to whoever watches. */
  progress(text: string): void;
}

export interface SimulationOptions {
  /** For whoever watches. */
  readonly label: string;
  /** By name: one of `chains`, or one that the project knows. */
  readonly chain: string;
  /** Variants of shipped profiles, for this simulation only. */
  readonly chains?: Readonly<Record<string, ProfileOverrides>>;
  /** Each has chance of its own, derived from the study's seed. Absent: 0, the seed itself. */
  readonly replication?: number;
}

export interface MiningRequest {
  readonly miners: ProofOfWorkProfile;
  readonly links: LinkProfile;
  /** How many blocks are made in all, stale ones included. */
  readonly blockCount: number;
  readonly changes?: readonly HashPower[];
  readonly replication?: number;
}

export interface Mined {
  readonly counts: ChainCounts;
  /** Of the main chain, from the first after genesis on. */
  readonly blocks: readonly MinedBlock[];
}

export interface MinedBlock {
  readonly timeMs: number;
  readonly difficulty: number;
  readonly producer: number;
}

export interface RaceRequest {
  readonly miners: WithholdingProfile;
  readonly links: LinkProfile;
  readonly replication?: number;
}

export interface SimulatedRound {
  readonly summary: RoundSummary;
  /** The chain's, as clients saw it in the end: those that came while the round went on. */
  readonly blocks: readonly BlockRow[];
  /** The rules of the audit that the round's own row breaks, by the study's definition: none, or we are wrong. */
  readonly broken: readonly string[];
}

/** Gives an editor the types; returns its argument. */
export const defineStudy = (study: StudyDefinition): StudyDefinition => study;
