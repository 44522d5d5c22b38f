/**
 * A command that a project adds to `bench`: `defineConfig({ commands: { serve: './serve.ts' } })`, where the file's
 * default export is `defineCommand({…})`. Import what is heavy inside `run`: the file is also loaded to list it in
 * `bench --help`.
 */
import type { ExitCode } from '../errors.ts';

/** What `bench` itself answers to; no project can take these names. */
export const ownCommandNames = [
  'run',
  'gas',
  'check',
  'compare',
  'report',
  'export',
  'audit',
  'paper',
  'validate',
  'predict',
  'list',
  'help',
] as const;

/** What every command of a project takes besides its own options. */
export const ownOptionNames = ['config', 'verbose', 'help', 'version'] as const;

/** Small letters, digits and dashes, and none of the words that mean something already. */
export const isFreeName = (word: string, taken: readonly string[]): boolean =>
  /^[a-z][a-z0-9-]*$/.test(word) && !taken.includes(word);

export type CommandOption =
  /** Present or absent. */
  | { readonly kind: 'flag'; readonly describe: string }
  | { readonly kind: 'text'; readonly describe: string }
  | { readonly kind: 'choice'; readonly describe: string; readonly choices: readonly string[] }
  | { readonly kind: 'whole'; readonly describe: string; readonly least: number; readonly most: number };

export type CommandOptions = Readonly<Record<string, CommandOption>>;

/** What the user gave, checked: a flag is there or not, all else is undefined where it was left out. */
export type CommandValues<O extends CommandOptions> = { readonly [Name in keyof O]: CommandValue<O[Name]> };

type CommandValue<Option> = Option extends { kind: 'flag' }
  ? boolean
  : Option extends { kind: 'whole' }
    ? number | undefined
    : Option extends { kind: 'choice'; choices: readonly (infer Choice)[] }
      ? Choice | undefined
      : string | undefined;

export interface CommandContext {
  /** To standard output: results. */
  print(text: string): void;
  /** To standard error: progress and diagnostics. */
  tell(text: string): void;
  /** Aborts at the first SIGINT or SIGTERM: finish what is acknowledged and return. A second signal ends the process. */
  readonly signal: AbortSignal;
}

export interface CommandDefinition<O extends CommandOptions = CommandOptions> {
  /** One line of `bench --help`. */
  readonly describe: string;
  readonly options?: O;
  /**
   * Resolves with the exit code; nothing means 0, and after a signal the code is the signal's. What it throws ends as
   * in every command: a `BenchError` with its own code, anything else as a fault of the command's file.
   */
  // biome-ignore lint/suspicious/noConfusingVoidType: a function that returns nothing is what most will be
  run(values: CommandValues<O>, context: CommandContext): Promise<ExitCode | void>;
}

/** Gives an editor the types; returns its argument. */
export const defineCommand = <const O extends CommandOptions>(
  command: CommandDefinition<O>,
): CommandDefinition<O> => command;
