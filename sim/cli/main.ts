/**
 * The command line: words in, an exit code out. Commands load lazily, so that help and usage errors answer at once.
 * stdout is for results, stderr for progress and diagnostics.
 */
import type { Argv } from 'yargs';
import yargs from 'yargs';
import { version } from '../version.ts';
import { reportFailure, UsageError } from './failure.ts';

export const main = async (words: readonly string[]): Promise<void> => {
  try {
    await parser(words).parseAsync();
  } catch (error) {
    process.exitCode = reportFailure(error, { isVerbose: words.includes('--verbose') });
  }
};

const parser = (words: readonly string[]): Argv =>
  yargs([...words])
    .scriptName('bench')
    .usage('Benchmark smart contracts honestly, in virtual time.\n\nUsage: $0 <command> [options]')
    .locale('en')
    .parserConfiguration({ 'parse-numbers': false })
    .command('run <scenario..>', 'Run scenarios and write their results', runOptions, async (args) => {
      const { runCommand } = await import('./run-command.ts');
      process.exitCode = await runCommand(args);
    })
    .command('list', 'Show the scenarios and chains of this project', listOptions, async (args) => {
      const { listCommand } = await import('./list-command.ts');
      process.exitCode = await listCommand(args);
    })
    .example('$0 run scenarios/1000.ts', 'run the scenario, print its tables, write results/1000/')
    .example(
      '$0 run scenarios/1000.ts --chain mainnet --seed 7',
      'the same on another chain, with another seed',
    )
    .example('$0 list', 'what there is to run')
    .demandCommand(1, 'name a command')
    .strict()
    .version(version)
    .help()
    .wrap(Math.min(100, process.stdout.columns ?? 100))
    .exitProcess(false)
    .fail((message, error) => {
      // yargs gives its own findings as a message, or as an error of this name when one of our checks threw.
      throw error === undefined || error.name === 'YError' ? new UsageError(message ?? error.message) : error;
    });

/** yargs would make a list of an option that is given twice. */
const once = (value: string | undefined): string | undefined => {
  if (Array.isArray(value)) throw new UsageError(`an option was given twice: ${value.join(' and ')}`);
  return value;
};

const verboseOption = { type: 'boolean', default: false, describe: 'Show stack traces' } as const;
const configOption = {
  type: 'string',
  requiresArg: true,
  coerce: once,
  describe: 'Project file [bench.config.ts]',
} as const;
const jsonOption = {
  type: 'boolean',
  default: false,
  describe: 'Print one JSON document and nothing else',
} as const;

const runOptions = (command: Argv) =>
  command
    .positional('scenario', { type: 'string', array: true, demandOption: true, describe: 'Scenario files' })
    .options({
      seed: {
        type: 'string',
        requiresArg: true,
        coerce: once,
        describe: 'Whole number that all chance comes from [1]',
      },
      chain: {
        type: 'string',
        requiresArg: true,
        coerce: once,
        describe: 'Chain profile, instead of the one the scenario names',
      },
      out: {
        type: 'string',
        requiresArg: true,
        coerce: once,
        describe: 'Folder for the results [results/<name>]',
      },
      filter: {
        type: 'string',
        requiresArg: true,
        coerce: once,
        describe: 'Run only the rounds with this label (* for any text)',
      },
      verify: {
        type: 'boolean',
        default: false,
        describe: 'Re-execute the whole chain on stock ethereumjs and compare',
      },
      json: jsonOption,
      quiet: { type: 'boolean', default: false, describe: 'Print nothing but warnings and errors' },
      config: configOption,
      verbose: verboseOption,
    })
    .example('$0 run scenarios/1000.ts', 'one scenario')
    .example('$0 run scenarios/*.ts --out results', 'several; each gets a folder of its own there')
    .example(
      '$0 run scenarios/1000.ts --filter GetMS --verify',
      'some rounds only, with the independent proof',
    )
    .example('$0 run scenarios/1000.ts --json | jq .rounds[1].latencyMs', 'for machines');

const listOptions = (command: Argv) =>
  command
    .options({ json: jsonOption, config: configOption, verbose: verboseOption })
    .example('$0 list', 'scenarios and chains')
    .example('$0 list --json | jq -r .chains[].name', 'names of the chains');
