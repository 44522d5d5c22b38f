import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isSupportedFork, type StateTestFork } from './state-tests-fork.ts';
import {
  type Expectation,
  MalformedStateTestError,
  parseStateTests,
  type StateTest,
} from './state-tests-format.ts';
import { type MachineFactory, runStateTestCase, type StateTestResult } from './state-tests-machine.ts';

/**
 * Runs the cases of official state tests and judges them. A case passes when its transaction leaves the state root and
 * the logs hash that the file expects, and is rejected where the file says so. A case that fails is run once more on
 * stock ethereumjs, so that the report tells our faults from the library's. Files are read one at a time, in the order
 * of their paths.
 */
export interface StateTestCase {
  /** Relative to the folder that was asked for. */
  readonly file: string;
  readonly test: string;
  readonly fork: string;
  readonly indexes: Expectation['indexes'];
}

export interface Mismatch {
  readonly field: 'state root' | 'logs hash' | 'rejection' | 'file';
  readonly expected: string;
  readonly received: string;
}

export type StateTestOutcome =
  | { readonly kind: 'passed' }
  | { readonly kind: 'skipped'; readonly reason: string }
  | {
      readonly kind: 'failed';
      readonly case: Partial<StateTestCase> & Pick<StateTestCase, 'file'>;
      readonly mismatches: readonly Mismatch[];
      /** What stock ethereumjs gets wrong in the same case, empty if it passes; absent if there is no case to run. */
      readonly stockMismatches?: readonly Mismatch[];
    };

/** On what the cases run, and on what those run again that fail. */
export interface StateTestMachines {
  readonly ours: MachineFactory;
  readonly stock: MachineFactory;
}

/** The paths of all JSON files under `path`, relative to it and in code unit order; `path` itself may be a file. */
export const stateTestFiles = async (path: string): Promise<readonly string[]> => {
  if ((await stat(path)).isFile()) return [''];
  const names = await readdir(path, { recursive: true });
  return names.filter((name) => name.endsWith('.json')).sort();
};

/** The outcomes of all cases, or of one fork's if `only` is given. */
export async function* runStateTests(
  path: string,
  machines: StateTestMachines,
  only?: StateTestFork,
): AsyncGenerator<StateTestOutcome> {
  for (const file of await stateTestFiles(path)) {
    const tests = parseFile(await readFile(join(path, file), 'utf8'));
    if (tests instanceof MalformedStateTestError) yield malformed(file || path, tests);
    else if (tests === undefined) yield { kind: 'skipped', reason: 'JSON files that hold no state tests' };
    else yield* runTests(file || path, tests, machines, only);
  }
}

const parseFile = (text: string): Record<string, StateTest> | undefined | MalformedStateTestError => {
  try {
    return parseStateTests(text);
  } catch (error) {
    if (error instanceof MalformedStateTestError) return error;
    throw error;
  }
};

const malformed = (file: string, { problems }: MalformedStateTestError): StateTestOutcome => ({
  kind: 'failed',
  case: { file },
  mismatches: problems.map(({ path, expected, received }) => ({
    field: 'file',
    expected: `${path} ${expected}`,
    received,
  })),
});

async function* runTests(
  file: string,
  tests: Record<string, StateTest>,
  machines: StateTestMachines,
  only: StateTestFork | undefined,
): AsyncGenerator<StateTestOutcome> {
  for (const [test, content] of Object.entries(tests))
    for (const [fork, expectations] of Object.entries(content.post)) {
      if (only !== undefined && fork !== only) continue;
      for (const expectation of expectations)
        yield isSupportedFork(fork)
          ? await runCase({ file, test, fork, indexes: expectation.indexes }, content, expectation, machines)
          : { kind: 'skipped', reason: `cases of the fork ${fork}, whose rules the engine does not have` };
    }
}

const runCase = async (
  identity: StateTestCase & { readonly fork: StateTestFork },
  test: StateTest,
  expectation: Expectation,
  { ours, stock }: StateTestMachines,
): Promise<StateTestOutcome> => {
  const mismatchesOn = async (createMachine: MachineFactory) =>
    compare(expectation, await runStateTestCase(createMachine, identity.fork, test, expectation));
  const mismatches = await mismatchesOn(ours);
  if (mismatches.length === 0) return { kind: 'passed' };
  return { kind: 'failed', case: identity, mismatches, stockMismatches: await mismatchesOn(stock) };
};

const compare = (expectation: Expectation, { rejection, ...result }: StateTestResult): Mismatch[] => {
  const found: Mismatch[] = [];
  const expect = (field: Mismatch['field'], expected: string, received: string) => {
    if (expected !== received) found.push({ field, expected, received });
  };
  if (expectation.expectException !== undefined && rejection === undefined)
    found.push({ field: 'rejection', expected: expectation.expectException, received: 'executed' });
  expect('state root', expectation.hash, result.stateRoot);
  expect('logs hash', expectation.logs, result.logsHash);
  if (found.length > 0 && expectation.expectException === undefined && rejection !== undefined)
    found.push({ field: 'rejection', expected: 'executed', received: rejection });
  return found;
};
