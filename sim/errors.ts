/**
 * What every error of the project carries: a stable code for tests and scripts, what was expected, what came,
 * what to do, and the exit code it leads to. Concrete errors live at the bottom of the module that throws them.
 */

/** Exit codes of the command line; if several apply, 5 > 3 > 4 > 1. */
export const exitCodes = {
  ok: 0,
  gateFailed: 1,
  usage: 2,
  scenarioFailed: 3,
  baselineMissing: 4,
  internal: 5,
  interrupted: 130,
  terminated: 143,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** One thing wrong with an input. `path` is inside the file, such as `rounds[1].rate.tps`. */
export interface Problem {
  readonly path: string;
  readonly expected: string;
  readonly received: string;
}

export interface BenchErrorOptions {
  readonly code: string;
  readonly exitCode: ExitCode;
  /** One sentence that a person can act on. */
  readonly hint?: string | undefined;
  /** The file that is wrong, as the user named it. */
  readonly file?: string | undefined;
  readonly problems?: readonly Problem[] | undefined;
  readonly cause?: unknown;
}

export class BenchError extends Error {
  override readonly name: string = 'BenchError';
  readonly code: string;
  readonly exitCode: ExitCode;
  readonly hint: string | undefined;
  readonly file: string | undefined;
  readonly problems: readonly Problem[];

  constructor(message: string, options: BenchErrorOptions) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = options.code;
    this.exitCode = options.exitCode;
    this.hint = options.hint;
    this.file = options.file;
    this.problems = options.problems ?? [];
  }
}
