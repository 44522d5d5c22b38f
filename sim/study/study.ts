import type { ClaimVerdict } from '../audit/claims/claim.ts';
import type { DefinitionName } from '../audit/definition.ts';
import type { ProfileOverrides } from '../config/project.ts';
import type { ScenarioDefinition } from '../config/scenario.ts';
import type { RandomStream } from '../kernel/random.ts';
import type { RoundSummary } from '../measure/summary.ts';
import type { PublishedRow } from './published.ts';
import type { StudyTable } from './table.ts';

/**
 * A study: a publication's measurements, and experiments that repeat or examine them. What it is about is the author's
 * matter: the harness knows of published tables, scenarios to simulate, and tables to show.
 */
export interface StudyDefinition {
  /** Names the results folder and the page: letters, digits, dashes. */
  readonly name: string;
  readonly title: string;
  /** The publication, as one cites it. */
  readonly source: string;
  /** The file with the published tables, relative to the study's own. Absent: the study is about none. */
  readonly tables?: string;
  /** How the published columns are read. */
  readonly definition: DefinitionName;
  /** What the publication says, as paragraphs of Markdown. */
  readonly claimed: readonly string[];
  /** What nobody but its authors can know. */
  readonly unknown: readonly string[];
  readonly experiments: readonly Experiment[];
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
}

export interface SimulatedRound {
  readonly summary: RoundSummary;
  /** The rules of the audit that the round's own row breaks, by the study's definition: none, or we are wrong. */
  readonly broken: readonly string[];
}

/** Gives an editor the types; returns its argument. */
export const defineStudy = (study: StudyDefinition): StudyDefinition => study;
