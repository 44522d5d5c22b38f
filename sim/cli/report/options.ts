/** The options of `bench report`. */
import type { Argv } from 'yargs';
import { text, verboseOption } from '../options.ts';
import { reporterOption } from './reporter-options.ts';

export const reportOptions = (command: Argv) =>
  command
    .usage(
      '$0 report <folder>\n\nMake reports of results, without a run: of a folder of "bench run", or of "bench check --out".',
    )
    .positional('folder', { type: 'string', demandOption: true, describe: 'Folder of results' })
    .options({
      reporter: { ...reporterOption, describe: reporterOption.describe.replace('Also report', 'Report') },
      out: text('Where it goes: a file, or a folder for several [the folder of the results]'),
      verbose: verboseOption,
    })
    .example('$0 report results/1000', 'a report to read')
    .example('$0 report results/1000 --reporter junit --out junit.xml', 'for CI')
    .example('$0 report results/1000 --reporter markdown=-', 'on standard output');

export interface ReportArguments {
  readonly folder: string;
  readonly reporter?: readonly string[] | undefined;
  readonly out?: string | undefined;
  readonly verbose: boolean;
}
