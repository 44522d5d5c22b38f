/**
 * A validation case: an experiment on the simulator whose answer is known, as data. An exact case is run once and must
 * print the expected digits. A sampled one is run in replications with fixed seeds; the mean of each figure must lie
 * within four standard errors of the expected value, and these must be small enough for that to mean something.
 */

/** What was observed, by the name of the figure. */
export type Observations = Readonly<Record<string, number>>;

export interface Expectation {
  readonly figure: string;
  readonly unit: string;
  readonly expected: number;
  /** Exact cases compare so many decimals; in tables all cases show them. */
  readonly decimals: number;
  /** How far off is allowed instead: for figures that must be small, and for answers that are approximations. */
  readonly tolerance?: number;
}

interface CaseDescription {
  readonly id: string;
  readonly group: string;
  readonly title: string;
  readonly parameters: Readonly<Record<string, number | string>>;
  /** Where the expected values are from. */
  readonly source: string;
  /** `long` cases run with --full only. */
  readonly length: 'short' | 'long';
  readonly expectations: readonly Expectation[];
}

export interface ExactCase extends CaseDescription {
  readonly kind: 'exact';
  readonly observe: () => Promise<Observations> | Observations;
}

export interface SampledCase extends CaseDescription {
  readonly kind: 'sampled';
  readonly observe: (seed: number) => Promise<Observations> | Observations;
}

export type ValidationCase = ExactCase | SampledCase;

/** At least 20; each case has seeds of its own. */
export const replicationCount = 20;

export const seedsOf = ({ id }: ValidationCase): readonly number[] => {
  const first = [...id].reduce((sum, character) => sum * 31 + character.charCodeAt(0), 7) % 1_000_000;
  return Array.from({ length: replicationCount }, (_, index) => first * 1000 + index);
};
