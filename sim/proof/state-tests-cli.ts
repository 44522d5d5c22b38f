import { stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { BenchError, type ExitCode, exitCodes } from '../errors.ts';
import { runStateTests, type StateTestMachines } from './state-tests.ts';
import { parseFork, type StateTestFork } from './state-tests-fork.ts';
import { createOurMachine, createStockMachine } from './state-tests-machine.ts';
import { count, describeFailure, emptyTally, skippedCount, summary } from './state-tests-report.ts';

/**
 * `npm run state-tests -- DIR [--fork NAME]`: every official state test under DIR through our engine's VM and state.
 * Failing cases and the counts go to stdout; the exit code is 0 if none failed, 1 if one did, 2 on wrong usage.
 */
const usage = 'usage: npm run state-tests -- DIR [--fork NAME]';

const machines: StateTestMachines = { ours: createOurMachine, stock: createStockMachine };

const main = async (words: readonly string[]): Promise<ExitCode> => {
  const { path, fork } = parseWords(words);
  await stat(path).catch(() => {
    throw new StateTestUsageError(`There is no folder "${path}".`);
  });
  let tally = emptyTally;
  for await (const outcome of runStateTests(path, machines, fork)) {
    tally = count(tally, outcome);
    if (outcome.kind === 'failed') process.stdout.write(`${describeFailure(outcome)}\n`);
  }
  if (tally.passed + tally.failed + skippedCount(tally) === 0)
    throw new StateTestUsageError(`There are no state tests${fork ? ` for ${fork}` : ''} under "${path}".`);
  process.stdout.write(`${summary(tally)}\n`);
  return tally.failed === 0 ? exitCodes.ok : exitCodes.gateFailed;
};

const parseWords = (words: readonly string[]): { path: string; fork: StateTestFork | undefined } => {
  const { values, positionals } = parseArgsOrThrow([...words]);
  const [path, ...rest] = positionals;
  if (path === undefined || rest.length > 0) throw new StateTestUsageError('Name one folder of state tests.');
  return { path, fork: values.fork === undefined ? undefined : parseFork(values.fork) };
};

const parseArgsOrThrow = (args: string[]) => {
  try {
    return parseArgs({ args, options: { fork: { type: 'string' } }, allowPositionals: true });
  } catch (cause) {
    throw new StateTestUsageError(cause instanceof Error ? cause.message : String(cause));
  }
};

class StateTestUsageError extends BenchError {
  override readonly name = 'StateTestUsageError';

  constructor(message: string) {
    super(message, { code: 'STATE_TEST_USAGE', exitCode: exitCodes.usage, hint: usage });
  }
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof BenchError)) throw error;
  process.stderr.write(`${error.message}\n${error.hint ?? ''}\n`);
  process.exitCode = error.exitCode;
}
