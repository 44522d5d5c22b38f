/** The options of `bench list`. */
import type { Argv } from 'yargs';
import { configOption, jsonOption, verboseOption } from './options.ts';

export const listOptions = (command: Argv) =>
  command
    .options({ json: jsonOption, config: configOption, verbose: verboseOption })
    .example('$0 list', 'scenarios and chains')
    .example('$0 list --json | jq -r .chains[].name', 'names of the chains');
