/** Replications of which some fail, or are not let finish. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { RunResult } from '../../measure/result.ts';
import { createBenchFolder, set } from '../../testing/bench-process.ts';

const { folder, bench, read, hashes, scenario } = createBenchFolder();

const resultIn = (out: string) => JSON.parse(read(`${out}/result.json`)) as RunResult;
const linesOf = (path: string): string[] => read(path).trimEnd().split('\n');

test('end with the first in order, which is named with the seed by which it fails alone', async () => {
  const workload = `async (context) => { if (context.index === 0 && context.random.integer(5) === 0) throw new Error('boom'); return (${set('1n')})(context); }`;
  const file = scenario('flaky', { workload });
  const one = await bench(`run ${file} --replications 30 --workers 1 --out f1`);
  const two = await bench(`run ${file} --replications 30 --workers 2 --out f2`);
  expect([one.exitCode, two.exitCode]).toEqual([3, 3]);
  expect(two.stderr).toBe(one.stderr);
  const [, index, seed] = /replication (\d+), seed (\d+): round 'set', call 0.*boom/.exec(one.stderr) ?? [];
  expect(one.stderr).toContain(`--seed ${seed}`);
  expect(hashes('f2')).toEqual(hashes('f1'));
  const result = resultIn('f1');
  expect(result).toMatchObject({ exitReason: 'failed', replications: { count: Number(index) } });
  const alone = await bench(`run ${file} --seed ${seed}`);
  expect(alone.exitCode).toBe(3);
  expect(alone.stderr).toMatch(/round 'set', call 0.*boom/);
});

test('a thread that the scenario ends is a failure of its replication', async () => {
  const workload = `async (context) => { if (!isMainThread) process.exit(7); return (${set('1n')})(context); }`;
  const file = scenario('deadly', { workload });
  writeFileSync(join(folder, file), `import { isMainThread } from 'node:worker_threads';\n${read(file)}`);
  const { exitCode, stderr } = await bench(`run ${file} --replications 2 --workers 2`);
  expect(exitCode).toBe(3);
  expect(stderr).toMatch(/replication 1, seed \d+: its thread ended/);
});

test('failed transactions of any replication fail the run, which says in which', async () => {
  const workload = set('BigInt(random.integer(14))', 'gasLimit: 100_000n').replace(
    'index }',
    'index, random }',
  );
  const { exitCode, stdout } = await bench(`run ${scenario('unlucky', { workload })} --replications 4`);
  expect(exitCode).toBe(1);
  expect(stdout).toMatch(/set: \d+ of 40 failed, in \d of 4 replications, first replication \d, seed \d+ \(/);
  expect(stdout).toMatch(/warning #0 set in \d of 4 replications: \d+ failed: Unlucky\(13\)/);
});

test('SIGINT writes what is complete, marked incomplete, and exits 130', async () => {
  const interruptAfter = /replications done/;
  const endless = scenario('endless', { round: 'txCount: 1_000_000, rate: fixedRate(100)' });
  const [many, none] = await Promise.all([
    bench(`run ${scenario('many')} --replications 100000 --workers 2 --out some`, { interruptAfter }),
    bench(`run ${endless} --replications 3 --workers 2 --out none`, { interruptAfter }),
  ]);
  expect([many.exitCode, none.exitCode]).toEqual([130, 130]);
  expect(many.stdout).toMatch(/✗ failed \(incomplete\): \d+ replications/);
  const { exitReason, replications } = resultIn('some');
  expect(exitReason).toBe('interrupted');
  expect(replications?.count).toBeGreaterThan(0);
  expect(linesOf('some/replications.csv').length).toBe(1 + (replications?.count ?? 0));
  expect(resultIn('none')).toMatchObject({ exitReason: 'interrupted', replications: { count: 0 } });
  expect(resultIn('none').rounds[0]?.succeeded).toBeGreaterThan(0);
});
