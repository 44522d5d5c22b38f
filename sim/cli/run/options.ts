/** The options of `bench run`, as words; `run-settings` turns them into numbers and facts. */
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
import { reporterOption } from '../report/reporter-options.ts';

export const runOptions = (command: Argv) =>
  command
    .positional('scenario', {
      type: 'string',
      array: true,
      demandOption: true,
      describe: 'Scenario or study files',
    })
    .options({
      seed: seedOption,
      chain: chainOption,
      out: text('Folder for the results [results/<name>]'),
      param: paramOption,
      filter: roundsOption,
      verify: flag('Re-execute the whole chain on stock ethereumjs and compare'),
      'warm-up': text('What to leave out of the start of each round: mser or none [none]'),
      replications: text('Run that often, each on chance of its own; report means and 95 % intervals'),
      'until-precision': text('Add replications until intervals are within this of their means, such as 1%'),
      'max-replications': text('Where adding them ends [200]'),
      workers: text('Replications at a time [one for each core]'),
      reporter: reporterOption,
      watch: flag('Run again whenever the scenario, a contract or the project file changes, until Ctrl-C'),
      ui: flag('Show the run, and its report when it is over, as a page on this machine, until Ctrl-C'),
      port: text('Where the page is served, with --ui [any port that is free]'),
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
    .example('$0 run scenarios/1000.ts --param contract=v2', 'another choice than the scenario’s own')
    .example('$0 run scenarios/1000.ts --replications 20', 'twenty runs, on all cores')
    .example(
      '$0 run scenarios/1000.ts --reporter junit,markdown',
      'for CI: junit.xml and report.md beside the results',
    )
    .example('$0 run scenarios/1000.ts --json | jq .rounds[1].latencyMs', 'for machines');

export interface RunArguments {
  readonly scenario: readonly string[];
  readonly seed?: string | undefined;
  readonly chain?: string | undefined;
  readonly out?: string | undefined;
  readonly param?: readonly string[] | undefined;
  readonly filter?: string | undefined;
  readonly verify: boolean;
  readonly warmUp?: string | undefined;
  readonly replications?: string | undefined;
  readonly untilPrecision?: string | undefined;
  readonly maxReplications?: string | undefined;
  readonly workers?: string | undefined;
  readonly reporter?: readonly string[] | undefined;
  readonly watch: boolean;
  readonly ui: boolean;
  readonly port?: string | undefined;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly config?: string | undefined;
}
