import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createBenchFolder, launcher } from '../testing/bench-process.ts';

const { folder, bench } = createBenchFolder();

const header =
  '| Name | Succ | Fail | Send Rate (TPS) | Max Latency (s) | Min Latency (s) | Avg Latency (s) | Throughput (TPS) |';
const table = (...rows: readonly string[]): string =>
  [header, '|---|---|---|---|---|---|---|---|', ...rows, ''].join('\n');
const possible = '| open | 500 | 0 | 307.3 | 4.01 | 1.23 | 2.94 | 109.7 |';
const impossible = '| GetMS | 100 | 0 | 114.2 | 4.25 | 2.53 | 4.27 | 11.2 |';

const write = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return name;
};

describe('bench audit', () => {
  test('a table that a run can have printed: exit 0, and what a pass is worth', async () => {
    const { exitCode, stdout, stderr } = await bench(`audit ${write('possible.md', table(possible))}`);
    expect(exitCode).toBe(0);
    expect(stderr).toBe('');
    expect(stdout).toMatch(/✓ possible: all 1 rows under caliper<=0\.3, caliper>=0\.4/);
    expect(stdout).toMatch(/A pass is weak evidence/);
  });

  test('a table that no run can have printed: exit 1, the rules broken, and what would mend it', async () => {
    const { exitCode, stdout } = await bench(`audit ${write('impossible.md', table(possible, impossible))}`);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^T1\.2 {2}GetMS {6}✗ C1 C2 C5/m);
    expect(stdout).toMatch(/Most economical explanation of the row of GetMS: maximum delay alone/);
    expect(stdout).toMatch(/✗ impossible: of 2 rows, 1 under caliper<=0\.3/);
    expect(stdout).not.toMatch(/cause/i);
  });

  test('from standard input, under one definition', () => {
    const { status, stdout } = spawnSync(
      process.execPath,
      [launcher, 'audit', '-', '--definition', 'caliper-prometheus'],
      { input: table(possible), encoding: 'utf8' },
    );
    expect(status).toBe(0);
    expect(stdout).toMatch(/under caliper-prometheus/);
    expect(stdout).not.toMatch(/hyperledger/);
  });

  test('--json prints one document with rules, slack, intervals and repairs', async () => {
    const { exitCode, stdout } = await bench(`audit ${write('one.md', table(impossible))} --json`);
    const { surviving, definitions } = JSON.parse(stdout);
    expect(exitCode).toBe(1);
    expect(surviving).toEqual([]);
    const [row] = definitions[0].tables[0].rows;
    expect(row.rules.find(({ id }: { id: string }) => id === 'C1')).toMatchObject({ verdict: 'violated' });
    expect(row.feasible.maxDelayS.low).toBeCloseTo(100 / 11.25 - 100 / 114.15, 9);
    expect(row.repairs[0]).toHaveProperty('maxDelayS');
  });

  test('a claim that fails: exit 1, though the table is possible', async () => {
    const file = write('claimed.md', table(possible));
    const held = await bench(`audit ${file} --claim mean(avg)<3`);
    expect([held.exitCode, held.stdout]).toEqual([
      0,
      expect.stringMatching(/✓ mean\(avg\) = 2\.94 < 3: holds/),
    ]);
    const failed = await bench(`audit ${file} --claim mean(avg)<3 --claim mean(avg)<1`);
    expect([failed.exitCode, failed.stdout]).toEqual([
      1,
      expect.stringMatching(/✗ mean\(avg\) = 2\.94 < 1: fails/),
    ]);
  });
});

describe('bad input to bench audit: exit 2, in words, without a stack', () => {
  test.each([
    ['a file that is not there', () => 'audit nowhere.md', /nowhere\.md cannot be read/],
    ['a file without a table', () => `audit ${write('prose.md', 'Nothing here.\n')}`, /no readable table/],
    [
      'a cell that is no number',
      () => `audit ${write('word.md', table(possible.replace('307.3', 'fast')))}`,
      /line 3, column 4.*expected.*received.*fast/,
    ],
    [
      'an unknown definition',
      () => `audit ${write('p.md', table(possible))} --definition jmeter`,
      /one of auto, caliper<=0\.3/,
    ],
    [
      'a claim that is none',
      () => `audit ${write('q.md', table(possible))} --claim mean(avg)`,
      /cannot be checked/,
    ],
    ['no file', () => 'audit', /not enough|Missing/i],
  ])('%s', async (_name, words, message) => {
    const { exitCode, stdout, stderr } = await bench(words());
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});
