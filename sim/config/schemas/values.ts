/**
 * The values of which the schemas of authors' files are made. Each check's message says what was expected; `validation`
 * adds where, and what was found.
 */
import * as z from 'zod/mini';

export const wholeNumber = (least: number) =>
  z
    .int({ error: `a whole number of at least ${least}` })
    .check(z.gte(least, { error: `a whole number of at least ${least}` }));
export const duration = z
  .number({ error: 'milliseconds, 0 or more' })
  .check(z.gte(0, { error: 'milliseconds, 0 or more' }));
export const number = z.number({ error: 'a number' });
export const positive = (what: string) => z.number({ error: what }).check(z.gt(0, { error: what }));
export const wei = z
  .bigint({ error: 'wei as a bigint, 0n or more' })
  .check(z.gte(0n, { error: 'wei as a bigint, 0n or more' }));
export const probability = z
  .number({ error: 'a probability, 0 or more and below 1' })
  .check(
    z.gte(0, { error: 'a probability, 0 or more and below 1' }),
    z.lt(1, { error: 'a probability, 0 or more and below 1' }),
  );
export const text = z.string({ error: 'text' }).check(z.minLength(1, { error: 'text that is not empty' }));
export const fn = (what: string) =>
  z.custom<(...args: never) => unknown>((value) => typeof value === 'function', { error: what });
export const withKind = (what: string) =>
  z.custom<object>((value) => typeof value === 'object' && value !== null && 'kind' in value, {
    error: what,
  });

/** Names become folders and file names: nothing that a path could take for more than a name. */
export const name = z
  .string({ error: 'letters, digits, dots, dashes and underscores' })
  .check(z.regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, { error: 'letters, digits, dots, dashes and underscores' }));

export const seed = wholeNumber(0);
