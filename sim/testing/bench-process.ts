/**
 * The command line as its users meet it, for tests: a folder, small scenarios in it, and bench as a process with two
 * streams, files and an exit code.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';

const here = dirname(fileURLToPath(import.meta.url));
export const launcher = resolve(here, '../cli/bench.js');

export interface Outcome {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Circumstances {
  readonly environment?: Record<string, string>;
  /** Sends SIGINT, once, when stderr shows this. */
  readonly interruptAfter?: RegExp;
  /** What is done one after another, each when stderr shows its text after what the one before was done at. */
  readonly steps?: readonly Step[];
}

export type Step = readonly [shown: RegExp, act: (stderr: string) => unknown];

interface Variant {
  readonly workload?: string;
  readonly contract?: string;
  readonly args?: string;
  readonly round?: string;
  readonly rest?: string;
  readonly accounts?: string;
}

/** A workload that stores a value, as the text of a scenario. */
export const set = (value: string, more = ''): string =>
  `({ account, send, index }) => send({ from: account('user', index % 3), to: 'store', call: 'set', args: [${value}], ${more} })`;

/** A folder that goes when the tests of the file are done. */
export const createBenchFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'chronobench-cli-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  for (const name of ['Store.sol', 'Broken.sol'])
    copyFileSync(join(here, '../cli/fixtures', name), join(folder, name));

  return {
    folder,
    read: (path: string): string => readFileSync(join(folder, path), 'utf8'),
    /** SHA-256 of every file of a run that may not differ from another's of the same seed. */
    hashes: (out: string): Record<string, string> =>
      Object.fromEntries(
        readdirSync(join(folder, out))
          .filter((name) => name !== 'environment.json' && name !== 'manifest.json')
          .map((name) => [name, sha256(readFileSync(join(folder, out, name)))]),
      ),
    bench: (words: string, circumstances: Circumstances = {}): Promise<Outcome> =>
      runProcess([launcher, ...words.split(' ')], folder, circumstances),
    /** Writes a small scenario with one thing changed; returns its file name. */
    scenario: (name: string, variant: Variant = {}): string => {
      writeFileSync(join(folder, `${name}.ts`), scenarioText(variant));
      return `${name}.ts`;
    },
  };
};

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export const runProcess = (
  words: readonly string[],
  cwd: string,
  { environment = {}, interruptAfter, steps = [] }: Circumstances = {},
): Promise<Outcome> =>
  new Promise((done) => {
    const env = { ...process.env, CI: 'true', GITHUB_ACTIONS: '', ...environment };
    const child = spawn(process.execPath, words, { cwd, env });
    let [stdout, stderr] = ['', ''];
    const interrupt: Step[] =
      interruptAfter === undefined ? [] : [[interruptAfter, () => child.kill('SIGINT')]];
    const due = [...interrupt, ...steps];
    let seen = 0;
    child.stdout.on('data', (data: Buffer) => {
      stdout += data.toString();
    });
    child.stderr.on('data', (data: Buffer) => {
      stderr += data.toString();
      const [shown, act] = due[0] ?? [];
      if (shown?.test(stderr.slice(seen)) !== true) return;
      seen = stderr.length;
      due.shift();
      act?.(stderr);
    });
    child.on('close', (exitCode) => done({ exitCode, stdout, stderr: stderr.replace(progress, '') }));
  });

/** Shown every five seconds, so on a slow machine alone; no test is about how slow it is. */
const progress = /^(round \d+ of \d+: .*|[\d,]+ of (at least )?[\d,]+ (replications|runs) done)\n/gm;

const scenarioText = (variant: Variant): string => {
  const { workload = set('BigInt(index)'), contract = 'Store.sol', args = '[7n]' } = variant;
  const { round = 'txCount: 10, rate: fixedRate(100)', rest = '' } = variant;
  const { accounts = '{ user: 3, poor: { count: 1, balanceWei: 0n } }' } = variant;
  return `import { defineScenario, fixedRate, linearRate, uniform } from 'chronobench';
export default defineScenario({
  chain: 'instant',
  accounts: ${accounts},
  contracts: { store: { file: './${contract}', args: ${args} } },
  rounds: [{ label: 'set', ${round}, workload: ${workload} }],
  ${rest}
});
`;
};
