/** Observed against expected: the rule of each kind of case, applied to one figure. */
import { mean, sampleStandardDeviation } from 'simple-statistics';
import type { Expectation, Observations, ValidationCase } from './case.ts';

/** The rule for sampled figures: within so many standard errors, … */
const maxStandardErrors = 4;
/** … each of them no more than this share of the expected value. */
const maxErrorRatio = 0.015;

export interface FigureVerdict {
  readonly figure: string;
  readonly unit: string;
  readonly decimals: number;
  readonly expected: number;
  readonly observed: number;
  /** Of the mean over the replications; null for exact cases. */
  readonly standardError: number | null;
  readonly verdict: 'passed' | 'failed';
  /** Why it failed. */
  readonly reason: 'differs' | 'imprecise' | null;
}

export interface CaseVerdict {
  readonly id: string;
  readonly group: string;
  readonly title: string;
  readonly kind: ValidationCase['kind'];
  readonly parameters: ValidationCase['parameters'];
  readonly source: string;
  readonly replications: number;
  readonly figures: readonly FigureVerdict[];
  readonly verdict: 'passed' | 'failed';
}

export const judgeCase = (validation: ValidationCase, runs: readonly Observations[]): CaseVerdict => {
  const { id, group, title, kind, parameters, source, expectations } = validation;
  const figures = expectations.map((expectation) => {
    const values = runs.map((run) => run[expectation.figure] ?? Number.NaN);
    return kind === 'exact' ? judgeExact(expectation, values) : judgeSampled(expectation, values);
  });
  const verdict = figures.every((figure) => figure.verdict === 'passed') ? 'passed' : 'failed';
  return { id, group, title, kind, parameters, source, replications: runs.length, figures, verdict };
};

const judgeExact = (expectation: Expectation, [observed = Number.NaN]: readonly number[]): FigureVerdict => {
  const { expected, decimals, tolerance } = expectation;
  const isSame =
    tolerance === undefined
      ? observed.toFixed(decimals) === expected.toFixed(decimals)
      : Math.abs(observed - expected) <= tolerance;
  return described(expectation, observed, null, isSame ? null : 'differs');
};

const judgeSampled = (expectation: Expectation, values: readonly number[]): FigureVerdict => {
  const { expected, tolerance } = expectation;
  const observed = mean([...values]);
  const standardError = sampleStandardDeviation([...values]) / Math.sqrt(values.length);
  const isNear = Math.abs(observed - expected) <= (tolerance ?? maxStandardErrors * standardError);
  const isPrecise = standardError <= maxErrorRatio * Math.abs(expected);
  return described(
    expectation,
    observed,
    standardError,
    !isNear ? 'differs' : isPrecise ? null : 'imprecise',
  );
};

const described = (
  { figure, unit, decimals, expected }: Expectation,
  observed: number,
  standardError: number | null,
  reason: FigureVerdict['reason'],
): FigureVerdict => ({
  figure,
  unit,
  decimals,
  expected,
  observed,
  standardError,
  verdict: reason === null ? 'passed' : 'failed',
  reason,
});
