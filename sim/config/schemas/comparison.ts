/** What scenarios and projects both may say of how their results are read. */
import * as z from 'zod/mini';
import { directions } from '../../gate/direction.ts';
import { levels } from '../../gate/tolerance.ts';
import { positive, text } from './values.ts';

export const prices = z.strictObject({
  currency: z
    .string({ error: 'a code of three capital letters, such as EUR' })
    .check(z.regex(/^[A-Z]{3}$/, { error: 'a code of three capital letters, such as EUR' })),
  perEther: positive('a finite number above 0'),
  source: text,
  date: z.iso.date({ error: 'a date, as 2021-03-29' }),
});

const drift = z.number({ error: 'a number, 0 or more' }).check(z.gte(0, { error: 'a number, 0 or more' }));

export const check = z.strictObject({
  tolerances: z.optional(
    z.record(
      text,
      z.strictObject({
        rel: z.optional(drift),
        abs: z.optional(drift),
        direction: z.optional(z.enum(directions, { error: `one of ${directions.join(', ')}` })),
        level: z.optional(z.enum(levels, { error: `one of ${levels.join(', ')}` })),
      }),
      { error: "globs of metrics with their tolerances, such as { '*gas*': { rel: 0.01 } }" },
    ),
  ),
});
