/** What a command of a project must look like. */
import * as z from 'zod/mini';
import { isFreeName, ownOptionNames } from '../command.ts';
import { fn, text, wholeNumber } from './values.ts';

/** By words of the command line that do not mean something else already. */
export const byCommandName = <T extends z.ZodMiniType>(taken: readonly string[], value: T) => {
  const key = z.string().check(z.refine((word) => isFreeName(word, taken)));
  return z.record(key, value, {
    error: `names of small letters, digits and dashes, and none of ${taken.join(', ')}`,
  });
};

const commandOption = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('flag'), describe: text }),
    z.strictObject({ kind: z.literal('text'), describe: text }),
    z.strictObject({
      kind: z.literal('choice'),
      describe: text,
      choices: z.array(text, { error: 'a list of words' }).check(z.minLength(1, { error: 'at least one' })),
    }),
    z.strictObject({ kind: z.literal('whole'), describe: text, least: wholeNumber(0), most: wholeNumber(0) }),
  ],
  { error: 'an option of kind flag, text, choice or whole' },
);

export const commandSchema = z.strictObject({
  describe: text,
  options: z.optional(byCommandName(ownOptionNames, commandOption)),
  run: fn('an async function of its options'),
});
