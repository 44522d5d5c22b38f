/** One command of a project as yargs knows it, and its run: words become values, signals an abort, errors exit codes. */
import type { Argv } from 'yargs';
import type {
  CommandContext,
  CommandDefinition,
  CommandOption,
  CommandOptions,
  CommandValues,
} from '../../config/command.ts';
import { BenchError, type ExitCode, exitCodes, type Problem } from '../../errors.ts';
import { type Interruption, onSignals } from '../interruption.ts';
import { createReader, OptionError, type OptionReader } from '../option-reader.ts';
import { configOption, flag, text, verboseOption } from '../options.ts';

export interface ProjectCommand {
  readonly name: string;
  readonly file: string;
  /** Undefined where nobody asked for it. */
  readonly definition: CommandDefinition | undefined;
}

type Words = Readonly<Record<string, unknown>>;

export const addProjectCommand = (parser: Argv, command: ProjectCommand): Argv =>
  parser.command(
    command.name,
    command.definition?.describe ?? '',
    (own) =>
      own.options({
        ...Object.fromEntries(optionsOf(command).map(([name, option]) => [name, yargsOption(option)])),
        config: configOption,
        verbose: verboseOption,
      }),
    async (words) => {
      process.exitCode = await runProjectCommand(command, words);
    },
  );

const optionsOf = ({ definition }: ProjectCommand): [string, CommandOption][] =>
  Object.entries(definition?.options ?? {});

const yargsOption = (option: CommandOption) => {
  if (option.kind === 'flag') return flag(option.describe);
  const choices = option.kind === 'choice' ? ` (${option.choices.join(', ')})` : '';
  return text(`${option.describe}${choices}`);
};

const runProjectCommand = async (command: ProjectCommand, words: Words): Promise<ExitCode> => {
  const values = readValues(command, words);
  const interruption = new AbortController();
  const endSignals = onSignals((reason) => interruption.abort(reason));
  const context: CommandContext = {
    print: (line) => void process.stdout.write(`${line}\n`),
    tell: (line) => void process.stderr.write(`${line}\n`),
    signal: interruption.signal,
  };
  try {
    const exitCode = await command.definition?.run(values, context);
    if (interruption.signal.aborted) return (interruption.signal.reason as Interruption).exitCode;
    return exitCode ?? exitCodes.ok;
  } catch (error) {
    throw error instanceof BenchError ? error : new CommandThrew(command.file, error);
  } finally {
    endSignals();
  }
};

/** Throws `OptionError`, with all that is wrong. */
const readValues = (command: ProjectCommand, words: Words): CommandValues<CommandOptions> => {
  const problems: Problem[] = [];
  const reader = createReader(problems);
  const values = Object.fromEntries(
    optionsOf(command).map(([name, option]) => [name, readValue(reader, name, option, words[name])]),
  );
  if (problems.length > 0) throw new OptionError(command.name, problems);
  return values;
};

const readValue = (reader: OptionReader, name: string, option: CommandOption, given: unknown) => {
  if (option.kind === 'flag') return given === true;
  const word = given as string | undefined; // yargs was told that all else is text
  if (option.kind === 'choice') return reader.oneOf(`--${name}`, word, option.choices);
  if (option.kind === 'whole') return reader.whole(`--${name}`, word, option.least, option.most);
  return word;
};

export class CommandThrew extends BenchError {
  override readonly name = 'CommandThrew';
  constructor(file: string, cause: unknown) {
    super(`${file}: the command threw: ${cause instanceof Error ? cause.message : String(cause)}`, {
      code: 'COMMAND_THREW',
      exitCode: exitCodes.scenarioFailed,
      file,
      hint: 'correct the command; --verbose shows where it threw',
      cause,
    });
  }
}
