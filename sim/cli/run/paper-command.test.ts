/** `bench paper` from outside: what it prints, writes and returns. Experiments have their own tests. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createBenchFolder } from '../../testing/bench-process.ts';

const { folder, bench } = createBenchFolder();

const read = (...path: string[]) => readFileSync(join(folder, ...path), 'utf8');
const hashes = (out: string) =>
  Object.fromEntries(
    readdirSync(join(folder, out))
      .filter((name) => name !== 'environment.json' && name !== 'manifest.json')
      .map((name) => [name, createHash('sha256').update(read(out, name)).digest('hex')]),
  );

describe('bench paper', () => {
  test('runs the experiments that are named, writes their files and the page, and ends with 0', async () => {
    const { exitCode, stdout, stderr } = await bench('paper --only E0 --only claims --out some');
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(/^E0: One call at a time$/m);
    expect(stdout).toMatch(/^E0 {2}One call at a time$/m);
    expect(stdout).toMatch(/^claims {2}/m);
    expect(stdout).not.toMatch(/^E1 {2}/m);
    expect(stdout.trimEnd().split('\n').slice(-2)).toEqual([
      'audit: no run can have printed 7 of 7 published rows under caliper<=0.3, and 3 of them under no definition at all: a finding, no failure',
      '✓ done: 2 experiments',
    ]);
    expect(readdirSync(join(folder, 'some')).sort()).toEqual(
      [
        'E0.csv',
        'E0.json',
        'claims.csv',
        'claims.json',
        'environment.json',
        'manifest.json',
        'paper.md',
        'result.json',
      ].sort(),
    );
    expect(read('some', 'E0.csv').split('\n')[0]).toBe('table,operation,source,mean_s,max_s,gas');
    expect(read('some', 'paper.md')).toContain('## What is impossible');
  });

  test('gives the same bytes for the same seed, time zone and locale apart, and others for another', async () => {
    await bench('paper --only E0 --out a --quiet', {
      environment: { TZ: 'Asia/Tokyo', LC_ALL: 'de_DE.UTF-8' },
    });
    await bench('paper --only E0 --out b --quiet', { environment: { TZ: 'America/New_York', LC_ALL: 'C' } });
    await bench('paper --only E0 --out c --quiet --seed 2');
    expect(hashes('b')).toEqual(hashes('a'));
    expect(hashes('c')['E0.csv']).not.toBe(hashes('a')['E0.csv']);
  });

  test('prints one JSON document and nothing else with --json', async () => {
    const { exitCode, stdout, stderr } = await bench('paper --only claims --out json --json');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toBe(read('json', 'result.json'));
    expect(JSON.parse(stdout)).toMatchObject({
      schemaVersion: 1,
      name: 'paper',
      seed: 1,
      exitReason: 'completed',
      experiments: [{ id: 'claims' }],
    });
  });

  test('says nothing with --quiet, and writes to results/paper where no folder is named', async () => {
    const outcome = await bench('paper --only claims --quiet');
    expect(outcome).toEqual({ exitCode: 0, stdout: '', stderr: '' });
    expect(readdirSync(join(folder, 'results', 'paper'))).toContain('claims.csv');
  });

  test('an experiment that does not exist is a usage error that lists those that do', async () => {
    const { exitCode, stdout, stderr } = await bench('paper --only E1,E9 --out none');
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain("expected one of E0, E1, E2, E3, claims, fit, received 'E9'");
    expect(readdirSync(folder)).not.toContain('none');
  });

  test.each(['paper --seed abc', 'paper --only', 'paper --unheard-of'])(
    '%s is a usage error',
    async (words) => {
      expect((await bench(words)).exitCode).toBe(2);
    },
  );

  test('SIGINT ends it with 130, and what was found until then is written', async () => {
    const { exitCode, stdout } = await bench('paper --only E0,E2,claims --out part', {
      interruptAfter: /^E2: /m,
    });
    expect(exitCode).toBe(130);
    expect(stdout).toContain('✗ interrupted (incomplete): after 1 experiment');
    expect(JSON.parse(read('part', 'result.json'))).toMatchObject({ exitReason: 'interrupted' });
  });
});
