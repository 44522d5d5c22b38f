/** `bench export plots`: the pictures of a result that is on disk. Nothing runs; the folder is written whole or not at all. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type ExitCode, exitCodes, type Problem } from '../../errors.ts';
import { type PlotFormat, plotFiles, plotFormats } from '../../report/plot-files.ts';
import { resultName } from '../../report/saved/run.ts';
import { prepareOutput } from '../../report/writer.ts';
import { UsageError } from '../failure.ts';
import { createReader, OptionError } from '../option-reader.ts';
import type { ExportArguments } from './export-options.ts';
import { plotsOfFolder } from './saved-plots.ts';

export const exportCommand = async (args: ExportArguments): Promise<ExitCode> => {
  const { format, out } = settingsOf(args);
  const plots = await plotsOfFolder(args.folder);
  if (plots.length === 0)
    throw new UsageError(
      `${args.folder} has nothing to plot`,
      'plots need rounds with transactions, or a study with a table of published and simulated figures',
    );
  const folder = await prepareOutput(out);
  const files = await plotFiles(plots, format);
  await folder.write(files);
  if (!args.quiet) process.stdout.write(files.map(({ name }) => `${join(out, name)}\n`).join(''));
  return exitCodes.ok;
};

const settingsOf = ({ what, folder, format, out = join(folder, 'plots') }: ExportArguments) => {
  const problems: Problem[] = [];
  const reader = createReader(problems);
  reader.oneOf('what', what, ['plots']);
  const chosen: PlotFormat = reader.oneOf('--format', format, plotFormats) ?? 'svg';
  // A folder is written as a whole, so that what a former run of another kind left there would go.
  if (existsSync(join(out, resultName)))
    problems.push({
      path: '--out',
      expected: 'a folder that holds no result of a run',
      received: `'${out}'`,
    });
  if (problems.length > 0) throw new OptionError('export', problems);
  return { format: chosen, out };
};
