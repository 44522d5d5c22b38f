/** The options of `bench list`. */
import type { Argv } from 'yargs';
import { configOption, jsonOption, verboseOption } from './options.ts';

export const listOptions = (command: Argv) =>
  command
    .positional('what', {
      choices: ['scenarios', 'chains'] as const,
      describe: 'Only these; chains then with where their figures are from',
    })
    .options({ json: jsonOption, config: configOption, verbose: verboseOption })
    .example('$0 list', 'scenarios and chains')
    .example('$0 list chains', 'the chains, each with where its figures are from')
    .example('$0 list --json | jq -r .chains[].name', 'names of the chains');
