/** The options of `bench gas`. */
import type { Argv } from 'yargs';
import {
  chainOption,
  configOption,
  flag,
  jsonOption,
  paramOption,
  roundsOption,
  seedOption,
  text,
  verboseOption,
} from './options.ts';

export const gasOptions = (command: Argv) =>
  command
    .positional('scenario', { type: 'string', demandOption: true, describe: 'Scenario file' })
    .options({
      seed: seedOption,
      chain: chainOption,
      param: paramOption,
      filter: roundsOption,
      out: text('Folder for the results of the run; without it nothing is written'),
      l1: text('Add what a rollup asks for data by this formula: ecotone, with l1 of the project file'),
      json: jsonOption,
      quiet: flag('Print nothing but warnings and errors'),
      config: configOption,
      verbose: verboseOption,
    })
    .example('$0 gas scenarios/1000.ts', 'of the paper’s contract')
    .example('$0 gas scenarios/1000.ts --json | jq .functions', 'for machines');

export interface GasArguments {
  readonly scenario: string;
  readonly seed?: string | undefined;
  readonly chain?: string | undefined;
  readonly param?: readonly string[] | undefined;
  readonly filter?: string | undefined;
  readonly out?: string | undefined;
  readonly l1?: string | undefined;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly config?: string | undefined;
}
