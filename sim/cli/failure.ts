/** Errors as people read them on stderr, and the exit code that each leads to. */
import { BenchError, type ExitCode, exitCodes, type Problem } from '../errors.ts';

export interface FailureStyle {
  readonly isVerbose: boolean;
  /** The scenario that was running. */
  readonly file?: string;
}

/** Writes the error to stderr and returns its exit code. Anything that is not a BenchError is a bug of ours. */
export const reportFailure = (error: unknown, style: FailureStyle): ExitCode => {
  process.stderr.write(`${describeFailure(error, style)}\n`);
  return error instanceof BenchError ? error.exitCode : exitCodes.internal;
};

export const describeFailure = (error: unknown, { isVerbose, file }: FailureStyle): string => {
  if (!(error instanceof BenchError)) return internalFailure(error);
  const lines = [`bench: ${file === undefined ? '' : `${file}: `}${error.message}`];
  for (const { path, expected, received } of error.problems)
    lines.push(`  ${path}: expected ${expected}, received ${received}`);
  if (error.hint !== undefined) lines.push(`  ${error.hint}`);
  if (isVerbose) lines.push(stackOf(error));
  return lines.join('\n');
};

const internalFailure = (error: unknown): string =>
  [
    'bench: internal error: this is a fault of chronobench, please report it with what follows',
    stackOf(error),
  ].join('\n');

const stackOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const own = error.stack ?? error.message;
  return error.cause === undefined ? own : `${own}\ncaused by: ${stackOf(error.cause)}`;
};

export const usageHint = 'bench --help shows the commands, bench <command> --help their options';

export class UsageError extends BenchError {
  override readonly name: string = 'UsageError';
  constructor(message: string, hint = usageHint, problems: readonly Problem[] = []) {
    super(message, { code: 'USAGE', exitCode: exitCodes.usage, hint, problems });
  }
}
