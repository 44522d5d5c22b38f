/** The registry's tests, run on the contracts of another folder until the first one fails. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defaultCacheDirectory } from '../../../sim/ethereum/compile-cache.ts';

const tests = fileURLToPath(new URL('../', import.meta.url));
const vitest = fileURLToPath(new URL('../../../node_modules/vitest/vitest.mjs', import.meta.url));

/** These hold for the sources as they are, whatever they do: gas to the unit, and the words they are written in. */
const notOfBehaviour = ['gas.test.ts', 'surface.test.ts'];

export const quickTests = readdirSync(join(tests, 'registry'))
  .filter((name) => name.endsWith('.test.ts') && !notOfBehaviour.includes(name))
  .map((name) => `registry/${name}`);
export const slowTests = ['history/history.test.ts'];

/** Milliseconds. A busy machine must not pass for a test that notices: a set-up that took too long once hid a survivor. */
const patience = ['--hookTimeout=600000', '--testTimeout=600000'];

interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

/** The first test that fails, as file and name; undefined when all pass. */
export const firstFailure = (files: readonly string[], contractsFolder: string): string | undefined => {
  const outputFile = join(defaultCacheDirectory(), 'mutants-vitest.json');
  const options = ['--bail=1', '--no-file-parallelism', '--reporter=json', `--outputFile=${outputFile}`];
  options.push(...patience);
  const words = [vitest, 'run', ...files.map((file) => join(tests, file)), ...options];
  const env = { ...process.env, CONTRACTS_FOLDER: contractsFolder };
  const { status } = spawnSync(process.execPath, words, { env });
  if (status === 0) return undefined;
  const { testResults } = JSON.parse(readFileSync(outputFile, 'utf8')) as Report;
  const cases = testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter((result) => result.status === 'failed')
      .map(({ fullName }) => `${relative(tests, name)}: ${fullName}`),
  );
  // A file that never began, as an earlier one had failed, is a failure too; it says nothing.
  const broken = testResults.find((result) => result.status === 'failed');
  return cases[0] ?? `${relative(tests, broken?.name ?? tests)}: its set-up`;
};
