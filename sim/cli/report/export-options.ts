/** The options of `bench export`. */
import type { Argv } from 'yargs';
import { flag, text, verboseOption } from '../options.ts';

export const exportOptions = (command: Argv) =>
  command
    .usage(
      '$0 export plots <folder>\n\nWrite the plots of a result folder of "bench run" or "bench paper", without a run: a file each, and beside it its specification for Vega-Lite (.vl.json), to be restyled.',
    )
    .positional('what', { type: 'string', demandOption: true, describe: 'plots' })
    .positional('folder', { type: 'string', demandOption: true, describe: 'Folder with a result.json' })
    .options({
      format: text('svg, png, or vl for the specifications alone [svg]'),
      out: text('Folder for the files [plots, in the folder of the result]'),
      quiet: flag('Print nothing but errors'),
      verbose: verboseOption,
    })
    .example('$0 export plots results/1000', 'SVG files in results/1000/plots/')
    .example('$0 export plots results/1000 --format png --out figures', 'for slides');

export interface ExportArguments {
  readonly what: string;
  readonly folder: string;
  readonly format?: string | undefined;
  readonly out?: string | undefined;
  readonly quiet: boolean;
}
