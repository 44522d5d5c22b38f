/**
 * Measurements run in fresh processes, one at a time, each bound to one core where `taskset` is there to do so: what
 * was compiled, cached or collected for one cannot help or hinder another.
 */

import { spawn, spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

export interface Ending {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end. */
export const runProcess = (
  command: string,
  words: readonly string[],
  options: { readonly env?: NodeJS.ProcessEnv; readonly cwd?: string } = {},
): Promise<Ending> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, words, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    const output = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const)
      child[name].setEncoding('utf8').on('data', (text: string) => {
        output[name] += text;
      });
    child.on('error', reject).on('close', (exitCode) => resolve({ exitCode, ...output }));
  });

const canPin = spawnSync('taskset', ['--version']).status === 0;
/** The last cores: the first serves most interrupts. */
const lastCores = (count: number): string => {
  const last = availableParallelism() - 1;
  return `${last - count + 1}-${last}`;
};

export const pinning: string = canPin ? 'one core' : 'all cores (no taskset here)';

/** Runs a script of ours, on one core unless told otherwise, and gives what it printed with `print`. Throws with its last words if it fails. */
export async function measureInChild<T>(
  script: string,
  words: readonly string[],
  env = process.env,
  coreCount = 1,
): Promise<T> {
  const node = [process.execPath, script, ...words];
  const [command = '', ...rest] = canPin ? ['taskset', '-c', lastCores(coreCount), ...node] : node;
  const { exitCode, stdout, stderr } = await runProcess(command, rest, { env });
  const line = stdout.split('\n').find((text) => text.startsWith(marker));
  if (exitCode === 0 && line !== undefined) return JSON.parse(line.slice(marker.length)) as T;
  throw new Error(lastWords(stderr) ?? `exit code ${exitCode}`);
}

const marker = 'measured ';

/** Called by a child, once. */
export const print = (measurement: unknown): Promise<void> =>
  // Resolves when the pipe has taken it all: a process that exits sooner would lose the rest.
  new Promise((done) => {
    process.stdout.write(`${marker}${JSON.stringify(measurement)}\n`, () => done());
  });

const lastWords = (stderr: string): string | undefined =>
  stderr
    .split('\n')
    .find((line) => /Error: /.test(line))
    ?.trim();
