import { BenchError, exitCodes } from '../errors.ts';

/**
 * What the rate controllers share: the checks of their parameters, made when the author calls the factory, so that a
 * wrong number is reported before anything runs.
 */

/** Throws `InvalidRateError` unless `value` is a finite number above 0. */
export const requirePositive = (kind: string, name: string, value: number): number =>
  requireThat(Number.isFinite(value) && value > 0, kind, name, 'a finite number above 0', value);

/** Throws `InvalidRateError` unless `value` is a finite number, 0 or more. */
export const requireNotNegative = (kind: string, name: string, value: number): number =>
  requireThat(Number.isFinite(value) && value >= 0, kind, name, 'a finite number, 0 or more', value);

/** Throws `InvalidRateError` unless `value` is a whole number, 1 or more. */
export const requireCount = (kind: string, name: string, value: number): number =>
  requireThat(Number.isSafeInteger(value) && value >= 1, kind, name, 'a whole number, 1 or more', value);

/** Throws `InvalidRateError` unless `holds`; returns `value`. */
export const requireThat = <T>(holds: boolean, kind: string, name: string, expected: string, value: T): T => {
  if (!holds) throw new InvalidRateError(kind, name, expected, value);
  return value;
};

export class InvalidRateError extends BenchError {
  override readonly name = 'InvalidRateError';

  constructor(kind: string, parameter: string, expected: string, value: unknown) {
    const received = typeof value === 'string' ? `'${value}'` : String(value);
    super(`${kind}: ${parameter} must be ${expected}, not ${received}`, {
      code: 'RATE_PARAMETER_INVALID',
      exitCode: exitCodes.usage,
      hint: `Give ${parameter} of the ${kind} controller ${expected}.`,
      problems: [{ path: `rate.${parameter}`, expected, received }],
    });
  }
}
