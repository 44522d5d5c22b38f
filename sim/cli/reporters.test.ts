/** Reports as CI meets them: they are there whatever became of the run, and can be made again from its folder alone. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createBenchFolder, set } from '../testing/bench-process.ts';

const { folder, bench, read, scenario } = createBenchFolder();
const all = 'markdown,junit,gas-snapshot,bencher,benchmark-smaller,benchmark-bigger';
const files = [
  'report.md',
  'junit.xml',
  '.gas-snapshot',
  'bencher.json',
  'benchmark-smaller.json',
  'benchmark-bigger.json',
];

const listed = (name: string): string[] =>
  Object.keys(JSON.parse(read(`results/${name}/manifest.json`)).sha256);

describe('--reporter', () => {
  test('reports a run that misses a threshold before it fails, and bench report makes the same bytes of its folder', async () => {
    const file = scenario('slow', { rest: "thresholds: { 'rounds/set/latencyMs': ['p(95)<0.001'] }," });
    const { exitCode } = await bench(
      `run ${file} --quiet --reporter ${all} --reporter junit=elsewhere/junit.xml`,
    );
    expect(exitCode).toBe(1);
    for (const name of files) expect(listed('slow')).toContain(name);
    expect(read('results/slow/report.md')).toMatch(/^# ✗ failed: slow\n/);
    expect(read('results/slow/junit.xml')).toContain('p(95)&lt;0.001');
    expect(read('elsewhere/junit.xml')).toBe(read('results/slow/junit.xml'));
    const again = await bench('report results/slow --reporter junit=-');
    expect(again).toMatchObject({ exitCode: 0, stdout: read('results/slow/junit.xml') });
  });

  test('reports a scenario that breaks in its first round, and says that it is incomplete', async () => {
    const workload = `(context) => { if (context.index === 5) throw new Error('broken'); return (${set('1n')})(context); }`;
    const { exitCode } = await bench(
      `run ${scenario('breaks', { workload })} --quiet --reporter markdown,junit`,
    );
    expect(exitCode).toBe(3);
    expect(read('results/breaks/report.md')).toMatch(/✗ failed.*incomplete/is);
    expect(read('results/breaks/junit.xml')).toMatch(/<error message=".*broken/s);
  });

  test('reports a run that Ctrl-C ends', async () => {
    const file = scenario('endless', { round: 'txCount: 500_000, rate: fixedRate(100)' });
    const { exitCode } = await bench(`run ${file} --reporter markdown,junit`, {
      interruptAfter: /round 1 of 1/,
    });
    expect(exitCode).toBe(130);
    expect(read('results/endless/report.md')).toMatch(/incomplete/i);
    expect(read('results/endless/junit.xml')).toContain('<property name="exitReason" value="interrupted"/>');
  });

  test('names all that is wrong with it at once, before anything runs', async () => {
    writeFileSync(join(folder, 'plain-file'), '');
    const file = scenario('wrong');
    const { exitCode, stderr } = await bench(
      `run ${file} --reporter junti --reporter pdf,markdown= --json --reporter bencher=-`,
    );
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/did you mean junit\?.*'pdf'.*'markdown='.*not both/s);
    const unwritable = await bench(`run ${file} --reporter junit=plain-file/junit.xml`);
    expect([unwritable.exitCode, unwritable.stderr]).toEqual([
      2,
      expect.stringContaining('a file that can be written'),
    ]);
    expect(existsSync(join(folder, 'results/wrong'))).toBe(false);
  });
});

test('in GitHub Actions the step has a summary and annotations without being asked', async () => {
  const summary = join(folder, 'summary.md');
  writeFileSync(summary, 'before\n');
  const environment = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary };
  const file = scenario('github', { workload: set('index < 5 ? 0n : BigInt(index)', 'gasLimit: 22_000n') });
  const { exitCode, stdout } = await bench(`run ${file} --quiet`, { environment });
  expect(exitCode).toBe(1);
  expect(stdout).toMatch(/^::error file=github\.ts,title=github.*::.*\d+ of 10 failed/m);
  expect(readFileSync(summary, 'utf8')).toMatch(/^before\n# ✗ failed: github/);
});

describe('bench report', () => {
  test('refuses a folder without results, a result that is none, and one that was changed', async () => {
    expect(await bench('report .')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('no result of a run'),
    });
    await bench(`run ${scenario('tampered')} --quiet`);
    const path = join(folder, 'results/tampered/result.json');
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replace('"succeeded": 10', '"succeeded": 11'));
    const changed = await bench('report results/tampered');
    expect([changed.exitCode, changed.stderr]).toEqual([2, expect.stringMatching(/result\.json/)]);
    expect(changed.stderr).not.toContain('    at ');
  });

  test('makes reports of a check as well, as the check itself does', async () => {
    writeFileSync(
      join(folder, 'bench.config.ts'),
      "import { defineConfig } from 'chronobench';\nexport default defineConfig({ scenarios: 'checked' });\n",
    );
    const { mkdirSync } = await import('node:fs');
    mkdirSync(join(folder, 'checked'));
    writeFileSync(
      join(folder, 'checked/one.ts'),
      read(scenario('one')).replaceAll('./Store.sol', '../Store.sol'),
    );
    const { exitCode } = await bench('check --out checking --reporter junit,markdown');
    expect(exitCode).toBe(4);
    expect(read('checking/report.md')).toMatch(/one.*no baseline/s);
    const again = await bench('report checking --reporter junit=-');
    expect(again).toMatchObject({ exitCode: 0, stdout: read('checking/junit.xml') });
  });
});
