/** Help, listing, and the launcher's own answer to a Node that is too old. */
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createBenchFolder, launcher, runProcess } from '../testing/bench-process.ts';

const { folder, bench } = createBenchFolder();

/** A module to `--import`: at its end the process names on stderr the packages that it has loaded anything of. */
const printPackages = `data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from 'node:module';
  const packages = new Set();
  registerHooks({
    load: (url, context, next) => {
      packages.add(url.match(/node_modules\\/((@[^/]+\\/)?[^/]+)/)?.[1]);
      return next(url, context);
    },
  });
  process.on('exit', () => process.stderr.write([...packages].join('\\n')));
`)}`;

test('a Node that is too old is told so in one sentence, with exit code 2', async () => {
  const pretend = `Object.defineProperty(process.versions, 'node', { value: '20.19.0' }); import(${JSON.stringify(launcher)});`;
  const { exitCode, stderr } = await runProcess(['--eval', pretend], folder);
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/^bench needs Node 22\.18 or newer and was started by 20\.19\.0: [^\n]*\n$/);
});

describe('help and listing', () => {
  test('help shows the commands with examples, and loads neither engine nor compiler nor schemas', async () => {
    const words = ['--import', printPackages, launcher, '--help'];
    const { exitCode, stdout, stderr } = await runProcess(words, resolve(import.meta.dirname, '../..'));
    expect(exitCode).toBe(0);
    expect(stdout).toContain('bench run scenarios/1000.ts');
    expect(stdout).toMatch(/bench demo +\S/);
    const packages = stderr.split('\n');
    expect(packages).toContain('yargs');
    for (const heavy of ['@ethereumjs/vm', 'ox', 'solc', 'zod', 'vega'])
      expect(packages).not.toContain(heavy);
  });

  test('each command has help with examples', async () => {
    const { stdout } = await bench('run --help');
    expect(stdout).toContain('Examples:');
    expect((await bench('help run')).stdout).toBe(stdout);
    expect((await bench('list --help')).stdout).toContain('Examples:');
  });

  test('list shows the chains as JSON', async () => {
    const { chains } = JSON.parse((await bench('list --json')).stdout);
    expect(chains.map(({ name }: { name: string }) => name.split(' ')[0])).toEqual([
      'instant',
      'dev-2s',
      'clique-5s',
      'qbft-2s',
      'pow-15s',
      'mainnet-2021',
      'mainnet',
      'mainnet-busy',
      'rollup-2s',
    ]);
  });

  test('list chains says where the figures of each chain are from, and list says it in a line each', async () => {
    expect((await bench('list')).stdout).not.toContain('·');
    expect((await bench('list chains')).stdout).toMatch(
      /mainnet +Ethereum's main net since late 2025.*\n +· producer: the consensus specification/,
    );
  });
});
