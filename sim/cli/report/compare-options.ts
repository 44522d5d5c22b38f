/** The options of `bench compare`. */
import type { Argv } from 'yargs';
import { flag, jsonOption, text, verboseOption } from '../options.ts';

export const compareOptions = (command: Argv) =>
  command
    .usage(
      '$0 compare <a> <b>\n\nSay what is different between two results, without a run: folders of "bench run", or their baseline.json or result.json.',
    )
    .positional('a', { type: 'string', demandOption: true, describe: 'What it was' })
    .positional('b', { type: 'string', demandOption: true, describe: 'What it is' })
    .options({
      filter: text('Only metrics with this name, or this part of it, such as a label (* for any text)'),
      'fail-on': text('Exit with 1 when anything regressed, or changed at all: regressed or changed'),
      markdown: flag('Print Markdown, for a pull request'),
      json: jsonOption,
      verbose: verboseOption,
    })
    .example('$0 compare results/before results/after', 'two runs')
    .example('$0 compare results/1000/baseline.json results/1000', 'a run against the baseline')
    .example('$0 compare a b --markdown --fail-on regressed', 'for a pull request');

export interface CompareArguments {
  readonly a: string;
  readonly b: string;
  readonly filter?: string | undefined;
  readonly failOn?: string | undefined;
  readonly markdown: boolean;
  readonly json: boolean;
}
