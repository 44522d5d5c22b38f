/** Reports of checks and studies as CI meets them: there whatever came of it, the same again from the folder. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createBenchFolder } from '../../testing/bench-process.ts';
import { selectXml, validateJunit } from '../../testing/junit-schema.ts';
import { reportCommand } from './command.ts';

const { folder, bench, read, scenario } = createBenchFolder();
const at = (path: string): string => join(folder, path);
const atHome = { environment: { CI: '' } };

/** Where bench report says what it wrote. */
beforeAll(() => void vi.spyOn(process.stderr, 'write').mockReturnValue(true));
afterAll(() => void vi.restoreAllMocks());

const fileNames = {
  html: 'report.html',
  markdown: 'report.md',
  junit: 'junit.xml',
  'gas-snapshot': '.gas-snapshot',
  bencher: 'bencher.json',
  'benchmark-smaller': 'benchmark-smaller.json',
  'benchmark-bigger': 'benchmark-bigger.json',
} as const;
type Name = keyof typeof fileNames;
const all = Object.keys(fileNames) as Name[];
const figures: readonly Name[] = ['gas-snapshot', 'bencher', 'benchmark-smaller', 'benchmark-bigger'];

const reportsIn = (out: string, names: readonly Name[]): readonly string[] =>
  names.map((name) => read(`${out}/${fileNames[name]}`));

/** By `bench report`, without a run. */
const madeAgain = async (from: string, names: readonly Name[]): Promise<readonly string[]> => {
  const out = `${from}-again/`;
  await reportCommand({ folder: at(from), reporter: names, out: at(out), verbose: false });
  return reportsIn(out, names);
};

const study = (name: string, experiments: string): string => {
  const text = `import { defineStudy, studyTable, fixedRate } from 'chronobench';
const one = { id: 'one', title: 'The first', question: 'Is it one?', run: async () => ({ tables: [], findings: ['It is.'] }) };
export default defineStudy({ name: '${name}', title: 'A <b>study</b>', source: 'Nobody', claimed: [], unknown: [], experiments: [one, ${experiments}] });\n`;
  writeFileSync(at(`${name}.ts`), text);
  return `${name}.ts`;
};

test.concurrent('a check that fails has all its reports, of figures the same as of the run, and bench report makes them again', async () => {
  const file = scenario('worse', {
    workload:
      '({ account, send }) => send({ from: account("user", 0), to: "store", call: "set", args: [5n] })',
  });
  const other = scenario('broken', { workload: "async () => { throw new Error('boom'); }" });
  await bench(`check ${file} -u`, atHome);
  const changed = readFileSync(at(file), 'utf8').replace('[7n]', '[0n]');
  writeFileSync(at(file), changed);
  const { exitCode } = await bench(`check ${file} --out checked --reporter ${all.join(',')} --quiet`);
  expect(exitCode).toBe(4);
  expect(await madeAgain('checked', all)).toEqual(reportsIn('checked', all));
  validateJunit(read('checked/junit.xml'));
  expect(read('checked/report.html')).toMatch(/✗ failed<\/strong>: worse, of 1 scenario/);
  expect(read('checked/report.html')).toContain('scenarioHash');
  await bench(`run ${file} --out ran --reporter ${figures.join(',')} --quiet`);
  expect(reportsIn('checked', figures)).toEqual(reportsIn('ran', figures));
  const both = await bench(`check ${file} ${other} --out both --reporter ${all.join(',')} --quiet`);
  expect(both.exitCode).toBe(3);
  expect(reportsIn('both', figures)).toEqual(reportsIn('ran', figures));
  expect(await madeAgain('both', all)).toEqual(reportsIn('both', all));
});

test.concurrent('with replications a check has the intervals that a run has', async () => {
  const file = scenario('repeated', { round: 'txCount: 10, rate: poissonRate(100)' });
  writeFileSync(at(file), readFileSync(at(file), 'utf8').replace('fixedRate,', 'fixedRate, poissonRate,'));
  await bench(`check ${file} --replications 3 --out pairs --reporter bencher --quiet`);
  await bench(`run ${file} --replications 3 --out runs --reporter bencher --quiet`);
  expect(read('pairs/bencher.json')).toContain('upper_value');
  expect(read('pairs/bencher.json')).toBe(read('runs/bencher.json'));
  expect(await madeAgain('pairs', figures.slice(1, 2))).toEqual(reportsIn('pairs', figures.slice(1, 2)));
});

test.concurrent('a check that is stopped has reports, marked incomplete', async () => {
  const file = scenario('endless', { round: 'txCount: 10_000_000, rate: fixedRate(100)' });
  const words = `check ${file} --out stopped --reporter ${all.join(',')}`;
  const { exitCode } = await bench(words, { interruptAfter: /0 of 1 runs done/ });
  expect(exitCode).toBe(130);
  expect(read('stopped/report.html')).toContain('✗ failed (incomplete)');
  expect(await madeAgain('stopped', all)).toEqual(reportsIn('stopped', all));
});

const ofStudies = ['html', 'markdown', 'junit'] as const;

test.concurrent('a study has the reports that make sense of one, and refuses the others with their names', async () => {
  const file = study('sound', '');
  const { exitCode } = await bench(`run ${file} --reporter ${ofStudies.join(',')} --quiet`);
  expect(exitCode).toBe(0);
  validateJunit(read('results/sound/junit.xml'));
  expect(selectXml(read('results/sound/junit.xml'), '//testcase/@name')).toEqual(['one']);
  expect(await madeAgain('results/sound', ofStudies)).toEqual(reportsIn('results/sound', ofStudies));
  const refused = await bench(`run ${file} --reporter bencher,junit --verify`);
  expect(refused.exitCode).toBe(2);
  expect(refused.stderr).toContain('--verify: expected no such option');
  expect(refused.stderr).toContain(
    "--reporter: expected a report of a study: html, markdown, junit, github, received 'bencher'",
  );
});

test.concurrent('a study that breaks off has reports that say where and why, in GitHub’s step as well', async () => {
  const failing = `{ id: 'two', title: 'The second', question: 'What breaks?', run: ({ simulate }) => simulate({
    accounts: { user: 1 }, rounds: [{ label: 'r', txCount: 1, rate: fixedRate(1), workload: () => { throw new Error('boom'); } }],
  }, { label: 'breaking', chain: 'instant' }) }`;
  const file = study('breaking', failing);
  const environment = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: at('summary.md') };
  const words = `run ${file} --out broke --reporter ${ofStudies.join(',')} --quiet`;
  const { exitCode, stdout } = await bench(words, { environment });
  expect(exitCode).toBe(3);
  expect(stdout).toMatch(/^::error file=breaking\.ts,title=breaking%3A two::.*boom/m);
  expect(read('summary.md')).toContain('# A <b>study</b>');
  expect(selectXml(read('broke/junit.xml'), '//error/../@name')).toEqual(['two']);
  for (const name of ['report.html', 'report.md'])
    expect(read(`broke/${name}`)).toMatch(/ended early \(failed\).*two: .*boom/);
  expect(await madeAgain('broke', ofStudies)).toEqual(reportsIn('broke', ofStudies));
});

test.concurrent('a study that is stopped has reports', async () => {
  const endless = `{ id: 'long', title: 'Long', question: 'When?', run: ({ simulate }) => simulate({
    accounts: { user: 1 }, rounds: [{ label: 'wait', durationMs: 1e9, rate: fixedRate(1), workload: ({ delay }) => delay(1), timeoutMs: 2e9 }],
  }, { label: 'waiting', chain: 'instant' }) }`;
  const words = `run ${study('waits', endless)} --out part --reporter ${ofStudies.join(',')}`;
  const { exitCode } = await bench(words, { interruptAfter: /^long: /m });
  expect(exitCode).toBe(130);
  expect(selectXml(read('part/junit.xml'), '//testcase/@name')).toEqual(['one', 'long']);
  expect(await madeAgain('part', ofStudies)).toEqual(reportsIn('part', ofStudies));
});
