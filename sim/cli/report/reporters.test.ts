/** Reports as CI meets them: they are there whatever became of the run, and can be made again from the folder. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Problem } from '../../errors.ts';
import { createBenchFolder, type Outcome } from '../../testing/bench-process.ts';
import { validateJunit } from '../../testing/junit-schema.ts';
import { reportCommand } from './command.ts';
import { planReports } from './output.ts';
import { type ReporterWishes, readReporters } from './reporter-options.ts';

const { folder, bench, read, scenario } = createBenchFolder();
const at = (path: string): string => join(folder, path);

const report = (from: string, ...reporter: string[]) =>
  reportCommand({ folder: at(from), reporter: reporter.length === 0 ? undefined : reporter, verbose: false });

/** Where bench report says what it wrote. */
beforeAll(() => void vi.spyOn(process.stderr, 'write').mockReturnValue(true));
afterAll(() => void vi.restoreAllMocks());

describe('a run that misses a threshold', () => {
  let outcome: Outcome;
  const all = 'markdown,junit,gas-snapshot,bencher,benchmark-smaller,benchmark-bigger';
  beforeAll(async () => {
    const file = scenario('slow', { rest: "thresholds: { latencyMs: ['avg<1'] }," });
    outcome = await bench(
      `run ${file} --out slow --reporter ${all} --reporter junit=reports/all.xml --quiet`,
    );
  });

  test('has its reports all the same, in its folder, its manifest and elsewhere', () => {
    expect(outcome.exitCode).toBe(1);
    const { sha256 } = JSON.parse(read('slow/manifest.json')) as { sha256: Record<string, string> };
    expect(Object.keys(sha256).sort()).toEqual(
      readdirSync(at('slow'))
        .filter((name) => name !== 'manifest.json')
        .sort(),
    );
    expect(sha256['.gas-snapshot']).toBe(
      createHash('sha256').update(read('slow/.gas-snapshot')).digest('hex'),
    );
    expect(read('slow/report.md')).toMatch(
      /^# ✗ failed: slow\n\n- rounds\/set\/latencyMs\/mean is .*demanded/,
    );
    validateJunit(read('slow/junit.xml'));
    expect(read('slow/junit.xml')).toContain('<failure');
    expect(read('reports/all.xml')).toBe(read('slow/junit.xml'));
  });

  test('gives the same bytes again by bench report, and the verdict stays', async () => {
    const names = [
      'report.md',
      'junit.xml',
      '.gas-snapshot',
      'bencher.json',
      'benchmark-smaller.json',
      'benchmark-bigger.json',
    ];
    const before = names.map((name) => read(`slow/${name}`));
    const manifest = read('slow/manifest.json');
    expect(
      await reportCommand({ folder: at('slow'), reporter: [all], out: at('again'), verbose: false }),
    ).toBe(0);
    expect(names.map((name) => read(`again/${name}`))).toEqual(before);
    expect(await report('slow', 'markdown')).toBe(0);
    expect(read('slow/manifest.json')).toBe(manifest);
  });

  test('is no source of reports when somebody changed a figure, and says so', async () => {
    const result = JSON.parse(read('slow/result.json'));
    const write = (value: unknown): void => writeFileSync(at('slow/result.json'), JSON.stringify(value));
    write({ ...result, seed: 2 });
    await expect(report('slow')).rejects.toMatchObject({ code: 'RESULT_TAMPERED', exitCode: 2 });
    writeFileSync(at('slow/manifest.json'), '{}');
    write({ ...result, schemaVersion: 9, rounds: [{ label: 7 }] });
    const paths = (error: { problems: Problem[] }): string[] => error.problems.map(({ path }) => path);
    const error = await report('slow').catch((thrown) => thrown);
    expect(error).toMatchObject({ code: 'INVALID_INPUT', exitCode: 2 });
    expect(paths(error)).toEqual(
      expect.arrayContaining(['schemaVersion', 'rounds[0].label', 'rounds[0].latencyMs']),
    );
    write('no result');
    await expect(report('slow')).rejects.toMatchObject({ code: 'RESULT_MISSING', exitCode: 2 });
    await expect(report('nowhere')).rejects.toMatchObject({ code: 'RESULT_MISSING', exitCode: 2 });
  });
});

test('a scenario that throws has a report that says why, and no more than was asked for', async () => {
  const file = scenario('thrower', { workload: "async () => { throw new Error('boom <&>'); }" });
  const { exitCode } = await bench(`run ${file} --out thrown --reporter junit,markdown`);
  expect(exitCode).toBe(3);
  validateJunit(read('thrown/junit.xml'));
  expect(read('thrown/junit.xml')).toMatch(/<error message="[^"]*boom &lt;&amp;&gt;/);
  expect(read('thrown/report.md')).toMatch(/^# ✗ failed \(incomplete: failed\): thrower\n\n- .*boom/);
});

test('a run that was stopped has reports, marked incomplete', async () => {
  const file = scenario('endless', { round: 'txCount: 1_000_000, rate: fixedRate(100)' });
  const words = `run ${file} --out stopped --reporter junit,markdown`;
  const { exitCode } = await bench(words, { interruptAfter: /round 1 of 1/ });
  expect(exitCode).toBe(130);
  expect(read('stopped/report.md')).toMatch(/^# ✗ failed \(incomplete: interrupted\): endless/);
  expect(read('stopped/junit.xml')).toContain('name="exitReason" value="interrupted"');
});

describe('where GITHUB_ACTIONS is true', () => {
  const environment = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: at('summary.md') };

  test('a run writes the summary of its step and annotates what fails it, beside the document of --json', async () => {
    const file = scenario('annotated', { rest: "thresholds: { latencyMs: ['avg<1'] }," });
    const { exitCode, stdout, stderr } = await bench(`run ${file} --json`, { environment });
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout).verdict).toMatchObject({ outcome: 'failed', exitCode: 1 });
    expect(stderr).toMatch(
      /^::error file=annotated\.ts,title=annotated%3A thresholds\/rounds\/set.*::rounds\/set/m,
    );
    expect(read('summary.md')).toMatch(/^# ✗ failed: annotated\n/);
  });

  test('a check does as well, and check.json is enough for its reports', async () => {
    const file = scenario('unchecked');
    const words = `check ${file} --out checked --reporter junit,markdown`;
    const { exitCode, stdout } = await bench(words, { environment });
    expect(exitCode).toBe(4);
    expect(stdout).toMatch(/^::error file=unchecked\.ts,title=unchecked::no baseline$/m);
    expect(stdout.trimEnd().split('\n').at(-1)).toMatch(/^✗ failed: unchecked/);
    expect(read('summary.md').match(/^# ✗ failed/gm)).toHaveLength(2);
    const before = ['junit.xml', 'report.md'].map((name) => read(`checked/${name}`));
    expect(await report('checked', 'junit', 'markdown')).toBe(0);
    expect(['junit.xml', 'report.md'].map((name) => read(`checked/${name}`))).toEqual(before);
  });

  test('a command that cannot begin is annotated with why', async () => {
    const { exitCode, stdout, stderr } = await bench('run nope.ts', { environment });
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(/^::error title=bench::.*no file nope\.ts/m);
  });
});

describe('what cannot be is told before anything runs', () => {
  const problemsOf = (words: string[], more = {}): [ReporterWishes, string[]] => {
    const problems: Problem[] = [];
    const circumstances = { subject: 'ofRun', isJson: false, subjectCount: 1, ...more } as const;
    const wishes = readReporters(words, circumstances, problems);
    return [wishes, problems.map(({ expected, received }) => `${received}: ${expected}`)];
  };

  test('names, all at once, with what was probably meant', () => {
    const [, texts] = problemsOf(['markdwn,junit=', 'github=x', 'junt']);
    expect(texts).toEqual([
      expect.stringMatching(/^'markdwn': one of html, markdown, .*github \(did you mean markdown\?\)$/),
      "'junit=': a file behind junit=",
      expect.stringMatching(/^'github=x': github without a file/),
      expect.stringMatching(/^'junt': .*did you mean junit\?/),
    ]);
  });

  test('what one file or standard output cannot hold, or a study does not say', () => {
    expect(problemsOf(['markdown=-'], { isJson: true })[1]).toEqual([expect.stringContaining('not both')]);
    expect(problemsOf(['junit=a.xml'], { subjectCount: 2 })[1]).toEqual([
      expect.stringContaining('each of several'),
    ]);
    expect(problemsOf(['bencher'], { subject: 'ofStudy' })[1]).toEqual([
      "'bencher': a report of a study: html, markdown, junit, github",
    ]);
    expect(problemsOf(['junit=a,markdown=a'])[1]).toEqual(["'a': a file of its own for each"]);
    expect(problemsOf(['junit=a.xml,markdown', 'github'])).toEqual([
      {
        requests: [
          { name: 'junit', to: 'a.xml' },
          { name: 'markdown', to: undefined },
        ],
        isGithubWanted: true,
      },
      [],
    ]);
  });

  test('files that cannot be written, or that are the run’s own', async () => {
    const request = (to: string) => ({ name: 'junit', to }) as const;
    const problems = await planReports(
      'run',
      ['/proc/none/a.xml', folder, at('out/result.json')].map(request),
      at('out'),
    ).catch((error) => error.problems.map(({ received }: Problem) => received));
    expect(problems).toEqual(["'/proc/none/a.xml'", `'${folder}'`, "'result.json'"]);
    expect(existsSync(at('out'))).toBe(false);
    expect(await planReports('run', [request(at('out/my.xml'))], at('out'))).toEqual([
      { name: 'junit', place: 'folder', path: 'my.xml' },
    ]);
    await expect(planReports('check', [{ name: 'junit', to: undefined }], undefined)).rejects.toMatchObject({
      exitCode: 2,
    });
  });
});
