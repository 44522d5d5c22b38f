/** The options of `bench run` as numbers and facts; every wrong one is reported at once. */
import type { Problem } from '../errors.ts';
import { UsageError } from './failure.ts';

export interface RunArguments {
  readonly scenario: readonly string[];
  readonly seed?: string | undefined;
  readonly chain?: string | undefined;
  readonly out?: string | undefined;
  readonly filter?: string | undefined;
  readonly verify: boolean;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly config?: string | undefined;
}

/** A seed as the scenario file allows it: yargs would turn `abc` into NaN without a word. */
export const parseSeed = (text: string | undefined): number | undefined => {
  if (text === undefined) return undefined;
  const seed = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(seed))
    throw new OptionError([problem('--seed', 'a whole number, 0 or more', text)]);
  return seed;
};

const problem = (path: string, expected: string, text: string): Problem => ({
  path,
  expected,
  received: `'${text}'`,
});

export class OptionError extends UsageError {
  override readonly name = 'OptionError';
  constructor(problems: readonly Problem[]) {
    super('the options are not valid', 'bench run --help describes them', problems);
  }
}
