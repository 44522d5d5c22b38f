/**
 * The command line: words in, an exit code out. Commands load lazily, so that help and usage errors answer at once.
 * stdout is for results, stderr for progress and diagnostics.
 */
import type { Argv } from 'yargs';
import yargs from 'yargs';
import { ownCommandNames } from '../config/command.ts';
import { tuneHeap } from '../heap.ts';
import { version } from '../version.ts';
import { auditOptions } from './audit-options.ts';
import { checkOptions } from './check/options.ts';
import { reportFailure } from './failure.ts';
import { gasOptions } from './gas/options.ts';
import { annotateFailure, isGithub } from './github-step.ts';
import { listOptions } from './list-options.ts';
import { predictOptions } from './predict/options.ts';
import { addProjectCommand } from './project/project-command.ts';
import { projectCommands } from './project/project-commands.ts';
import { compareOptions } from './report/compare-options.ts';
import { exportOptions } from './report/export-options.ts';
import { reportOptions } from './report/options.ts';
import { runOptions } from './run/options.ts';
import { paperOptions } from './run/paper-options.ts';
import { usageError } from './unknown-words.ts';
import { validateOptions } from './validate-options.ts';

export const main = async (given: readonly string[]): Promise<void> => {
  tuneHeap();
  const words = helpAsOption(given);
  try {
    const commands = await projectCommands(words);
    await commands.reduce(addProjectCommand, parser(yargs([...words]))).parseAsync();
  } catch (error) {
    process.exitCode = reportFailure(error, { isVerbose: words.includes('--verbose') });
    if (isGithub() && words.some((word) => word === 'run' || word === 'check'))
      annotateFailure(error, process.stderr);
  }
};

/** `help run` is `run --help`: yargs knows the word at the end alone. */
const helpAsOption = (words: readonly string[]): readonly string[] =>
  words[0] === 'help' ? [...words.slice(1), '--help'] : words;

const parser = (instance: Argv): Argv =>
  instance
    .scriptName('bench')
    .usage('Benchmark smart contracts honestly, in virtual time.\n\nUsage: $0 <command> [options]')
    .locale('en')
    .parserConfiguration({ 'parse-numbers': false })
    .command(
      'run <scenario..>',
      'Run scenarios and studies, and write their results',
      runOptions,
      async (args) => {
        const { runCommand } = await import('./run/command.ts');
        process.exitCode = await runCommand(args);
      },
    )
    .command(
      'gas [scenario..]',
      'Show what each function of the contracts costs',
      gasOptions,
      async (args) => {
        const { gasCommand } = await import('./gas/command.ts');
        process.exitCode = await gasCommand(args);
      },
    )
    .command(
      'check [scenario..]',
      'Say whether anything is worse than before',
      checkOptions,
      async (args) => {
        const { checkCommand } = await import('./check/command.ts');
        process.exitCode = await checkCommand(args);
      },
    )
    .command('compare <a> <b>', 'Say what is different between two results', compareOptions, async (args) => {
      const { compareCommand } = await import('./report/compare-command.ts');
      process.exitCode = await compareCommand(args);
    })
    .command('report <folder>', 'Make reports of results, without a run', reportOptions, async (args) => {
      const { reportCommand } = await import('./report/command.ts');
      process.exitCode = await reportCommand(args);
    })
    .command(
      'export <what> <folder>',
      'Write the plots of a result, to be put into a paper',
      exportOptions,
      async (args) => {
        const { exportCommand } = await import('./report/export-command.ts');
        process.exitCode = await exportCommand(args);
      },
    )
    .command(
      'audit <file>',
      'Say whether a published table is possible at all',
      auditOptions,
      async (args) => {
        const { auditCommand } = await import('./audit-command.ts');
        process.exitCode = await auditCommand(args);
      },
    )
    .command(
      'paper',
      'Repeat the experiments of the paper, beside what it printed',
      paperOptions,
      async (args) => {
        const { paperCommand } = await import('./run/paper-command.ts');
        process.exitCode = await paperCommand(args);
      },
    )
    .command(
      'validate',
      'Compare the simulator with numbers that are known',
      validateOptions,
      async (args) => {
        const { validateCommand } = await import('./validate-command.ts');
        process.exitCode = await validateCommand(args);
      },
    )
    .command('predict', 'Answer by formula, without a run', predictOptions, async (args) => {
      const { predictCommand } = await import('./predict/command.ts');
      process.exitCode = await predictCommand(args);
    })
    .command('list [what]', 'Show the scenarios and chains of this project', listOptions, async (args) => {
      const { listCommand } = await import('./list-command.ts');
      process.exitCode = await listCommand(args);
    })
    .example('$0 run scenarios/1000.ts', 'run the scenario, print its tables, write results/1000/')
    .example(
      '$0 run scenarios/1000.ts --chain mainnet --seed 7',
      'the same on another chain, with another seed',
    )
    .example('$0 check', 'is any of it worse than its baseline?')
    .example('$0 audit table.csv', 'could any run have printed these rows?')
    .example('$0 predict --arrivals 5 --interval 13.2 --capacity 100', 'latency and queue by formula')
    .example('$0 list', 'what there is to run')
    .demandCommand(1, 'name a command')
    .strict()
    .version(version)
    .help()
    .wrap(Math.min(100, process.stdout.columns ?? 100))
    .exitProcess(false)
    .fail((message, error) => {
      // yargs gives its own findings as a message, or as an error of this name when one of our checks threw.
      if (error !== undefined && error.name !== 'YError') throw error;
      throw usageError(message ?? error.message, [...ownCommandNames, ...optionsOf(instance)]);
    });

/** Of the command at hand, by every name. The types lack what yargs documents for its middleware. */
const optionsOf = (instance: Argv): readonly string[] =>
  Object.keys((instance as Argv & { getOptions(): { readonly key: object } }).getOptions().key);
