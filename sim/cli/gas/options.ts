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
} from '../options.ts';

export const gasOptions = (command: Argv) =>
  command
    .positional('scenario', {
      type: 'string',
      array: true,
      describe: 'Scenario files; without any, all scenarios of the project',
    })
    .options({
      seed: seedOption,
      chain: chainOption,
      param: paramOption,
      filter: roundsOption,
      out: text(
        'Folder for the results; without it nothing is written. Several scenarios have one each in it',
      ),
      l1: text('Add what a rollup asks for data by this formula: ecotone, with l1 of the project file'),
      flamegraph: flag(
        'Draw where in the sources the gas went, into the folder of --out; verifies the run as well',
      ),
      json: jsonOption,
      quiet: flag('Print nothing but warnings and errors'),
      config: configOption,
      verbose: verboseOption,
    })
    .example('$0 gas scenarios/1000.ts', 'of the paper’s contract')
    .example('$0 gas scenarios/1000.ts --json | jq .functions', 'for machines')
    .example('$0 gas scenarios/1000.ts --flamegraph --out results/gas', 'by function and line of source');

export interface GasArguments {
  readonly scenario?: readonly string[] | undefined;
  readonly seed?: string | undefined;
  readonly chain?: string | undefined;
  readonly param?: readonly string[] | undefined;
  readonly filter?: string | undefined;
  readonly out?: string | undefined;
  readonly l1?: string | undefined;
  readonly flamegraph: boolean;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly config?: string | undefined;
}
