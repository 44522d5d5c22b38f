/**
 * Where a formula holds. Every function of this room checks its arguments and throws `OutsideDomain` with all that is
 * wrong at once: a number from outside would come out as another number, and look like an answer.
 */
import { BenchError, exitCodes, type Problem } from '../errors.ts';

export const above = (limit: number, path: string, value: number): Problem[] =>
  unless(Number.isFinite(value) && value > limit, path, `a finite number above ${limit}`, value);

export const notNegative = (path: string, value: number): Problem[] =>
  unless(Number.isFinite(value) && value >= 0, path, 'a finite number, 0 or more', value);

/** From 0 to 1, both included. */
export const ratio = (path: string, value: number): Problem[] =>
  unless(value >= 0 && value <= 1, path, 'a number from 0 to 1', value);

/** From 0, and below 1. */
export const ratioBelowOne = (path: string, value: number): Problem[] =>
  unless(value >= 0 && value < 1, path, 'a number from 0, below 1', value);

/** Between 0 and 1, both excluded. */
export const properRatio = (path: string, value: number): Problem[] =>
  unless(value > 0 && value < 1, path, 'a number between 0 and 1', value);

export const wholeFrom = (least: number, path: string, value: number): Problem[] =>
  unless(Number.isSafeInteger(value) && value >= least, path, `a whole number, ${least} or more`, value);

export const unless = (holds: boolean, path: string, expected: string, value: unknown): Problem[] =>
  holds ? [] : [{ path, expected, received: String(value) }];

export const requireDomain = (formula: string, ...checks: readonly (readonly Problem[])[]): void => {
  const problems = checks.flat();
  if (problems.length > 0) throw new OutsideDomain(formula, problems);
};

export class OutsideDomain extends BenchError {
  override readonly name = 'OutsideDomain';
  constructor(formula: string, problems: readonly Problem[]) {
    const [first] = problems;
    super(
      `${formula} holds elsewhere: ${first?.path} is ${first?.received}, and must be ${first?.expected}`,
      { code: 'OUTSIDE_DOMAIN', exitCode: exitCodes.usage, problems },
    );
  }
}
