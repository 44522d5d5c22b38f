/** `bench compare` on files as people have them; what it makes of them is tested in `gate/`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { baselineText } from '../../gate/baseline.ts';
import { createBenchFolder } from '../../testing/bench-process.ts';

const { folder, bench, scenario } = createBenchFolder();

const baseline = (gas: bigint, latencyMs: number): string =>
  baselineText({
    scenario: 'x',
    conditions: { hardfork: 'osaka' },
    subject: '',
    metrics: new Map<string, number | bigint>([
      ['rounds/a/gas/mean', gas],
      ['rounds/a/latencyMs/p95', latencyMs],
      ['rounds/a/failed', 0],
    ]),
    replications: new Map(),
  });

beforeAll(() => {
  for (const [name, text] of [
    ['before', baseline(40_000n, 100)],
    ['after', baseline(41_000n, 50)],
  ] as const) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'baseline.json'), text);
  }
});

test('prints what is different, the largest change first, and exits with 0 unless it was asked to fail', async () => {
  const { exitCode, stdout } = await bench('compare before after');
  expect(exitCode).toBe(0);
  const rows = stdout.split('\n').filter((line) => line.startsWith('rounds/'));
  expect(rows).toEqual([
    expect.stringMatching(/latencyMs\/p95 +100 +50 +−50\.0 % +improved/),
    expect.stringMatching(/gas\/mean +40,000 +41,000 +\+2\.5 % +✗ regressed/),
  ]);
  expect(stdout).toMatch(
    /3 metrics: 1 the same, 1 regressed, 1 improved|3 metrics: 1 the same, 1 improved, 1 regressed/,
  );
  expect((await bench('compare before after --fail-on regressed')).exitCode).toBe(1);
});

test('gives Markdown with the verdict first, and one JSON document', async () => {
  const markdown = await bench('compare before after --markdown');
  expect(markdown.stdout).toMatch(/^\*\*3 metrics: 1 the same/);
  expect(markdown.stdout).toContain('| `rounds/a/gas/mean` | 40,000 | 41,000 | +2.5 % | regressed |\n');
  const { counts, changes } = JSON.parse((await bench('compare before after --json --filter gas')).stdout);
  expect(counts).toEqual({ regressed: 1 });
  expect(changes).toMatchObject([{ baseline: '40000', current: '41000', ratio: 0.025 }]);
});

test('takes folders of runs, with intervals where these have replications', async () => {
  const file = scenario('poisson', {
    workload:
      "({ account, send, delay, random }) => delay(random.integer(900)).then(() => send({ from: account('user', 0), to: 'store', call: 'set', args: [1n] }))",
  });
  await bench(`run ${file} --replications 3 --workers 1 --quiet --out one`);
  const { exitCode, stdout } = await bench('compare one one --json');
  expect(exitCode).toBe(0);
  const { method, changes, counts } = JSON.parse(stdout);
  expect({ method, verdicts: Object.keys(counts) }).toEqual({ method: 'paired', verdicts: ['same'] });
  expect(changes[0].difference).toMatchObject({ n: 3, mean: 0, halfWidth: 0 });
});

test.each([
  ['a folder without a result', 'compare before .', /\. is no result of a run/],
  [
    'a word for --fail-on that means nothing',
    'compare before after --fail-on all',
    /one of regressed, changed/,
  ],
  ['a filter that leaves nothing', 'compare before after --filter none', /no metric in common/],
])('%s: exit 2', async (_name, words, message) => {
  expect(await bench(words)).toMatchObject({
    exitCode: 2,
    stdout: '',
    stderr: expect.stringMatching(message),
  });
});
