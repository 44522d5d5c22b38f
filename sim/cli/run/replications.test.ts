/** Runs with replications, seen from outside. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { RunResult } from '../../measure/result.ts';
import { createBenchFolder, set } from '../../testing/bench-process.ts';

const { folder, bench, read, hashes, scenario } = createBenchFolder();

/** Each call waits for up to 50 ms of its own chance. */
const chancy = `async (context) => { await context.delay(context.random.integer(50)); return (${set('1n', 'gasLimit: 100_000n')})(context); }`;

const resultIn = (out: string) => JSON.parse(read(`${out}/result.json`)) as RunResult;
const linesOf = (path: string): string[] => read(path).trimEnd().split('\n');

describe('a run with replications', () => {
  test('gives the same bytes with one worker and with two', async () => {
    const file = scenario('parallel', { workload: chancy });
    for (const workers of [1, 2]) {
      const words = `run ${file} --replications 5 --workers ${workers} --out w${workers} --quiet`;
      expect(await bench(words)).toEqual({ exitCode: 0, stdout: '', stderr: '' });
    }
    expect(hashes('w2')).toEqual(hashes('w1'));
  });

  test('writes the plain run, and beside it what all replications say, each of which runs by itself', async () => {
    const file = scenario('beside', { workload: chancy });
    const { exitCode, stdout, stderr } = await bench(`run ${file} --replications 3 --out many`);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(/Latency p95 \/s +[\d.]+ +± [\d.]+ +[\d.]+ +[\d.]+\n/);
    expect(stdout.trimEnd().split('\n').at(-1)).toMatch(
      /^✓ passed: 3 replications, 30 submitted, 30 succeeded/,
    );

    await bench(`run ${file} --out plain --quiet`);
    const { 'replications.csv': _, 'result.json': __, ...files } = hashes('many');
    const { 'result.json': ___, ...plainFiles } = hashes('plain');
    expect(files).toEqual(plainFiles);
    const { replications, ...result } = resultIn('many');
    expect(result).toEqual(resultIn('plain'));
    expect(replications).toMatchObject({
      count: 3,
      confidence: 0.95,
      rounds: [{ totals: { succeeded: 30 } }],
    });

    const [, ...lines] = linesOf('many/replications.csv');
    const last = replications?.runs[2];
    await bench(`run ${file} --out alone --quiet --seed ${last?.seed}`);
    expect(lines[2]).toBe(`2,${last?.seed},${linesOf('alone/rounds.csv')[1]},`);
    expect(new Set(lines.map((line) => line.split(',')[9])).size).toBe(3); // send rates
  });

  test('shares nothing between runs that a scenario keeps in its modules', async () => {
    writeFileSync(join(folder, 'counter.ts'), 'export const counter = { value: 0 };\n');
    const file = scenario('stateful', {
      workload: `async (context) => { await context.delay(10 * counter.value++); return (${set('1n')})(context); }`,
    });
    writeFileSync(join(folder, file), `import { counter } from './counter.ts';\n${read(file)}`);
    for (const workers of [1, 2])
      await bench(`run ${file} --replications 3 --workers ${workers} --out s${workers} --quiet`);
    expect(hashes('s2')).toEqual(hashes('s1'));
    expect(resultIn('s1').replications?.rounds[0]?.figures['latencyMs.max']?.max).toBeLessThan(1000);
  });

  test('prints its result, replications included, and nothing else with --json', async () => {
    const { exitCode, stdout, stderr } = await bench(`run ${scenario('machine')} --replications 2 --json`);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toBe(read('results/machine/result.json'));
    expect(JSON.parse(stdout).replications.count).toBe(2);
  });

  test('verifies every replication with --verify', async () => {
    const { exitCode, stdout } = await bench(`run ${scenario('sure')} --replications 3 --workers 2 --verify`);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('verified: stock ethereumjs agrees on 33 receipts and all 3 state roots');
  });

  test('leaves out the warm-up of each where that is asked for', async () => {
    const round = 'txCount: 200, rate: fixedRate(100)';
    // The first call sends forty at once, which wait for each other.
    const workload = `async (context) => { const one = () => (${set('1n', 'gasLimit: 100_000n')})(context); await Promise.all(Array.from({ length: context.index === 0 ? 40 : 1 }, one)); }`;
    const file = scenario('settling', { round, workload });
    const { exitCode, stdout } = await bench(`run ${file} --replications 2 --warm-up mser`);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/Warm-up cut +[34]\d\.0 +± 0\.0/);
    const { rounds, fingerprint, replications } = resultIn('results/settling');
    expect(fingerprint).toMatchObject({ warmUp: 'mser' });
    expect(rounds[0]).toMatchObject({ submitted: 239, warmUp: { method: 'MSER-5', kind: 'cut' } });
    expect(replications?.rounds[0]?.totals.submitted).toBe(478);
    expect(linesOf('results/settling/replications.csv')[1]).toMatch(/,\d+$/);
  });
});

describe('a precision that is asked for', () => {
  const chance = { workload: chancy, round: 'txCount: 20, rate: fixedRate(100)' };

  test('is reached by as many replications as it takes, whatever the workers', async () => {
    const file = scenario('precise', chance);
    const words = `run ${file} --replications 2 --until-precision 3%`;
    const { exitCode, stdout } = await bench(`${words} --workers 1 --out p1`);
    expect(exitCode).toBe(0);
    await bench(`${words} --workers 2 --out p2 --quiet`);
    expect(hashes('p2')).toEqual(hashes('p1'));
    const { count, precision } = resultIn('p1').replications ?? {};
    expect(precision).toMatchObject({ askedRatio: 0.03, maximumCount: 200, isReached: true });
    expect(count).toBeGreaterThan(2);
    expect((count as number) % 10).toBe(2);
    expect(stdout).toMatch(/precision: #0 set: \S+ ± [\d.]+ % at most, asked for ± 3.00 %/);
  });

  test('and not reached at the maximum fails the run', async () => {
    const file = scenario('vague', chance);
    const { exitCode, stdout } = await bench(
      `run ${file} --until-precision 0.001% --replications 2 --max-replications 4`,
    );
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(
      /precision: #0 set: \S+ ± [\d.]+ % after 4 replications, asked for ± 0.001.* %; --max-/,
    );
    expect(stdout.trimEnd().split('\n').at(-1)).toMatch(/^✗ failed: 4 replications/);
    expect(resultIn('results/vague')).toMatchObject({
      exitReason: 'completed',
      replications: { count: 4, precision: { isReached: false, maximumCount: 4 } },
    });
  });
});
