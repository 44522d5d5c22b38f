/**
 * The package as a stranger gets it: packed, installed into an empty folder, running a scenario of the stranger's own
 * that imports `chronobench` by name. It needs the package registry, like the installation of the project itself.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const folder = mkdtempSync(join(tmpdir(), 'chronobench-package-'));
// npm's own settings for the project must not reach the stranger's installation, so the environment is cut down.
const environment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !name.startsWith('npm_') || name === 'npm_config_registry'),
);
const execute = (command: string, words: readonly string[], cwd: string) =>
  execFileSync(command, words, {
    cwd,
    env: environment,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });

const counterContract = `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.0;
contract Counter {
    uint256 public count;
    function increment() external { count += 1; }
}
`;

const counterScenario = `import { defineScenario, fixedRate } from 'chronobench';

export default defineScenario({
  chain: 'instant',
  accounts: { user: 10 },
  contracts: { counter: { file: './Counter.sol' } },
  rounds: [
    {
      label: 'increment',
      txCount: 20,
      rate: fixedRate(50),
      workload: ({ account, send, index }) =>
        send({ from: account('user', index % 10), to: 'counter', call: 'increment' }),
    },
  ],
});
`;

beforeAll(() => {
  const [packed] = JSON.parse(execute('npm', ['pack', '--json', '--pack-destination', folder], root)) as [
    { filename: string },
  ];
  mkdirSync(join(folder, 'project'));
  const project = join(folder, 'project');
  writeFileSync(join(project, 'package.json'), '{ "private": true }');
  execute(
    'npm',
    ['install', '--prefer-offline', '--no-audit', '--no-fund', join(folder, packed.filename)],
    project,
  );
  writeFileSync(join(project, 'Counter.sol'), counterContract);
  writeFileSync(join(project, 'my-scenario.ts'), counterScenario);
}, 300_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }), 60_000);

const bench = (...words: string[]) =>
  execute(
    process.execPath,
    [join('node_modules', 'chronobench', 'sim', 'cli', 'bench.js'), ...words],
    join(folder, 'project'),
  );

test('the installed package answers --help', () => {
  expect(bench('--help')).toContain('bench run <scenario..>');
});

test("the installed package runs a user's own scenario that imports chronobench", () => {
  const printed = bench('run', 'my-scenario.ts');
  expect(printed).toContain('increment');
  const [header, row] = readFileSync(join(folder, 'project/results/my-scenario/rounds.csv'), 'utf8').split(
    '\n',
  );
  expect(header).toMatch(/^round,label,submitted,succeeded/);
  expect(row).toMatch(/^0,increment,20,20,0,0,50,/);
});

test('the installed package repeats the experiments of the paper, contract and tables included', () => {
  const printed = bench('paper', '--only', 'E0,claims');
  expect(printed).toContain('One call at a time');
  expect(printed).toContain('✓ done: 2 experiments');
  expect(readFileSync(join(folder, 'project/results/paper/paper.md'), 'utf8')).toContain(
    '## What is unknown',
  );
});

test('the installed package runs replications, in threads too', () => {
  const printed = bench('run', 'my-scenario.ts', '--replications', '3', '--workers', '2');
  expect(printed).toContain('passed: 3 replications, 60 submitted, 60 succeeded');
});

test('the installed package types a user’s scenario', () => {
  const project = join(folder, 'project');
  writeFileSync(
    join(project, 'tsconfig.json'),
    JSON.stringify({
      compilerOptions: {
        module: 'nodenext',
        target: 'es2024',
        strict: true,
        noEmit: true,
        types: [],
        skipLibCheck: true,
      },
      files: ['my-scenario.ts'],
    }),
  );
  execute(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', project], project);
}, 60_000);
