/** The options of `bench validate`. */
import type { Argv } from 'yargs';
import { flag, jsonOption, text, verboseOption } from './options.ts';

export const validateOptions = (command: Argv) =>
  command
    .options({
      filter: text('Only the cases with this name or group (* for any text)'),
      full: flag('The long cases too'),
      workers: text('Threads [one per core]'),
      out: text('Folder for validation.json'),
      json: jsonOption,
      quiet: flag('Print nothing but what failed'),
      verbose: verboseOption,
    })
    .example('$0 validate', 'the simulator against numbers that are known')
    .example("$0 validate --filter 'V1*'", 'some cases')
    .example('$0 validate --full', 'the long ones too, some minutes')
    .example('$0 validate --json | jq -r .verdict', 'for machines');
