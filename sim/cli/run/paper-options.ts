/** The options of `bench paper`. */
import type { Argv } from 'yargs';
import { configOption, flag, jsonOption, seedOption, text, verboseOption } from '../options.ts';
import { reporterOption } from '../report/reporter-options.ts';

export const paperOptions = (command: Argv) =>
  command
    .usage(
      '$0 paper\n\nRepeat the experiments of the paper in virtual time and lay them beside what it printed, with the verdict of the audit in the margin.',
    )
    .options({
      only: {
        type: 'string',
        array: true,
        requiresArg: true,
        nargs: 1,
        default: [] as string[],
        describe: 'Experiments to run, by name; repeated or with commas [all]',
      },
      seed: seedOption,
      out: text('Folder for the results [results/paper]'),
      reporter: reporterOption,
      json: jsonOption,
      quiet: flag('Print nothing but warnings and errors'),
      config: configOption,
      verbose: verboseOption,
    })
    .example('$0 paper', 'all of them; results/paper/paper.md is the page to read')
    .example('$0 paper --only E1,fit', 'two of them')
    .example('$0 paper --json | jq .experiments[0].tables', 'for machines')
    .epilogue(
      'Exit codes: 0 when the experiments ran, although no run can have printed the paper’s tables: that is what they find out, no failed gate; 2 wrong usage; 3 a simulation broke off; 130 and 143 interrupted.',
    );

export interface PaperArguments {
  readonly only: readonly string[];
  readonly seed?: string | undefined;
  readonly out?: string | undefined;
  readonly reporter?: readonly string[] | undefined;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly config?: string | undefined;
}

/** `--only E1,fit --only E3` names three. */
export const namesIn = (words: readonly string[]): readonly string[] =>
  words
    .flatMap((word) => word.split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '');
