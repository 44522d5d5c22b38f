/** The options of `bench run`, and those words as numbers and facts; every wrong one is reported at once. */
import type { Argv } from 'yargs';
import type { Problem } from '../errors.ts';
import { UsageError } from './failure.ts';
import { configOption, flag, jsonOption, seedOption, text, verboseOption } from './options.ts';

export const runOptions = (command: Argv) =>
  command
    .positional('scenario', { type: 'string', array: true, demandOption: true, describe: 'Scenario files' })
    .options({
      seed: seedOption,
      chain: text('Chain profile, instead of the one the scenario names'),
      out: text('Folder for the results [results/<name>]'),
      filter: text('Run only the rounds with this label (* for any text)'),
      verify: flag('Re-execute the whole chain on stock ethereumjs and compare'),
      json: jsonOption,
      quiet: flag('Print nothing but warnings and errors'),
      config: configOption,
      verbose: verboseOption,
    })
    .example('$0 run scenarios/1000.ts', 'one scenario')
    .example('$0 run scenarios/*.ts --out results', 'several; each gets a folder of its own there')
    .example(
      '$0 run scenarios/1000.ts --filter GetMS --verify',
      'some rounds only, with the independent proof',
    )
    .example('$0 run scenarios/1000.ts --json | jq .rounds[1].latencyMs', 'for machines');

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
export const parseSeed = (word: string | undefined): number | undefined => {
  if (word === undefined) return undefined;
  const seed = Number(word);
  if (!/^\d+$/.test(word) || !Number.isSafeInteger(seed))
    throw new OptionError([problem('--seed', 'a whole number, 0 or more', word)]);
  return seed;
};

const problem = (path: string, expected: string, word: string): Problem => ({
  path,
  expected,
  received: `'${word}'`,
});

export class OptionError extends UsageError {
  override readonly name = 'OptionError';
  constructor(problems: readonly Problem[]) {
    super('the options are not valid', 'bench run --help describes them', problems);
  }
}
