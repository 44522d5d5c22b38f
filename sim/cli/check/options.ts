/** The options of `bench check`, as words. */
import type { Argv } from 'yargs';
import { configOption, flag, jsonOption, once, text, verboseOption } from '../options.ts';
import { reporterOption } from '../report/reporter-options.ts';

export const checkOptions = (command: Argv) =>
  command
    .positional('scenario', { type: 'string', array: true, describe: 'Scenario files [all of the project]' })
    .options({
      update: {
        alias: 'u',
        type: 'string',
        coerce: once,
        describe: 'Write baselines: all, new (only what they lack) or none [all; without it none]',
      },
      filter: text('Only metrics with this name, or this part of it, such as a label (* for any text)'),
      strict: flag('Fail on improvements and new metrics too, so that baselines are up to date'),
      replications: text('Run that often, and judge by pairs of replications'),
      workers: text('Runs at a time [one for each core]'),
      out: text('Folder for check.json, what --json prints, and for reports'),
      reporter: reporterOption,
      json: jsonOption,
      quiet: flag('Print nothing but what changed'),
      config: configOption,
      verbose: verboseOption,
    })
    .example('$0 check', 'is any scenario worse than its baseline?')
    .example('$0 check scenarios/1000.ts -u', 'what it does now is right: write results/1000/baseline.json')
    .example("$0 check --filter '*gas*'", 'gas alone')
    .example('$0 check -u --replications 20', 'baselines that a changed model can be compared with')
    .example('$0 check --reporter junit=junit.xml', 'for CI')
    .example('$0 check --json | jq -r .verdict', 'for machines');

export interface CheckArguments {
  readonly scenario?: readonly string[] | undefined;
  readonly update?: string | undefined;
  readonly filter?: string | undefined;
  readonly strict: boolean;
  readonly replications?: string | undefined;
  readonly workers?: string | undefined;
  readonly out?: string | undefined;
  readonly reporter?: readonly string[] | undefined;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly config?: string | undefined;
  readonly verbose: boolean;
}
