import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createBenchFolder } from '../testing/bench-process.ts';

const { folder, bench } = createBenchFolder();

describe('bench validate', () => {
  test('prints expected, observed and verdict, writes what it found, and exits 0', async () => {
    const { exitCode, stdout, stderr } = await bench('validate --filter V1 --out found');
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/V1 +min \(s\) +0\.100 +0\.100 +exact +- +✓/);
    expect(stdout).toMatch(/✓ passed: 1 cases, 6 figures/);
    const written = JSON.parse(readFileSync(join(folder, 'found/validation.json'), 'utf8'));
    expect(written).toMatchObject({ verdict: 'passed', cases: [{ id: 'V1', verdict: 'passed' }] });
  });

  test('--json prints one document, for a group as well', async () => {
    const { stdout } = await bench('validate --filter fee* --json');
    expect(JSON.parse(stdout).cases.map(({ id }: { id: string }) => id)).toEqual([
      'V15',
      'V16',
      'V25',
      'V15b',
      'V16b',
    ]);
  });

  test('--quiet prints nothing when all is well', async () => {
    expect(await bench('validate --filter V1 --quiet')).toEqual({ exitCode: 0, stdout: '', stderr: '' });
  });

  test.each([
    ['a filter that matches nothing', 'validate --filter V99', /no case is called V99\n.*cases: V1, V2/],
    ['a filter of long cases alone', 'validate --filter V4', /run with --full only/],
    [
      'no number of workers',
      'validate --workers none',
      /--workers: expected a whole number, 1 or more, received 'none'/,
    ],
    ['no workers at all', 'validate --workers 0', /--workers/],
  ])('%s: exit 2', async (_name, words, message) => {
    const { exitCode, stdout, stderr } = await bench(words);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
  });
});
