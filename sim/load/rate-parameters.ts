import type { Problem } from '../errors.ts';

/**
 * The checks that the rate controllers share. A factory with a wrong number still returns a controller, which carries
 * its problems: so that the check of the scenario can name the round and list them with everything else that is wrong.
 */

export const positive = (path: string, value: number): Problem[] =>
  unless(Number.isFinite(value) && value > 0, path, 'a finite number above 0', value);

export const notNegative = (path: string, value: number): Problem[] =>
  unless(Number.isFinite(value) && value >= 0, path, 'a finite number, 0 or more', value);

export const count = (path: string, value: number): Problem[] =>
  unless(Number.isSafeInteger(value) && value >= 1, path, 'a whole number, 1 or more', value);

export const unless = (holds: boolean, path: string, expected: string, value: unknown): Problem[] =>
  holds ? [] : [{ path, expected, received: typeof value === 'string' ? `'${value}'` : String(value) }];
