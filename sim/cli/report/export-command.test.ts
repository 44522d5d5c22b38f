/** `bench export plots` on a folder that `bench run` wrote. */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { runHtml } from '../../report/reporters/run-html.ts';
import { savedRows } from '../../report/run-rows.ts';
import { readSavedRun } from '../../report/saved/run.ts';
import { createBenchFolder } from '../../testing/bench-process.ts';
import { describeFailure } from '../failure.ts';
import { exportCommand } from './export-command.ts';
import type { ExportArguments } from './export-options.ts';
import { runReportOf } from './run-report.ts';

const { folder, bench, scenario, read } = createBenchFolder();

beforeAll(async () => {
  await bench(`run ${scenario('set')} --quiet --out run`);
}, 60_000);

describe('bench export plots', () => {
  test('writes each picture and its specification, and prints their names', async () => {
    const { exitCode, stdout } = await bench('export plots run');
    expect(exitCode).toBe(0);
    const names = [
      'blocks',
      'gas-by-function',
      'gas-by-label',
      'latency-ecdf',
      'latency-over-time',
      'rates-over-time',
    ];
    expect(readdirSync(join(folder, 'run/plots')).sort()).toEqual(
      [...names.flatMap((name) => [`${name}.svg`, `${name}.vl.json`]), 'manifest.json'].sort(),
    );
    expect(stdout).toContain('run/plots/latency-ecdf.svg\n');
    expect(read('run/plots/latency-ecdf.svg')).toMatch(
      /^<svg role="img" [\s\S]*<title id="latency-ecdf-title">/,
    );
    expect(JSON.parse(read('run/plots/gas-by-label.vl.json'))).toMatchObject({
      $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
      background: 'white',
    });
  });

  test('leaves specifications alone with --format vl, and the run’s own files as they are', async () => {
    const before = read('run/result.json');
    expect((await bench('export plots run --format vl --quiet')).stdout).toBe('');
    expect(readdirSync(join(folder, 'run/plots')).filter((name) => name.endsWith('.svg'))).toEqual([]);
    expect(read('run/result.json')).toBe(before);
  });

  test('shows the difference from a baseline that lies beside the result', async () => {
    const { metrics, ...rest } = { metrics: {}, ...JSON.parse(read('run/result.json')) };
    expect(metrics).toEqual({});
    mkdirSync(join(folder, 'changed'));
    for (const name of ['transactions.csv', 'blocks.csv'])
      writeFileSync(join(folder, 'changed', name), read(`run/${name}`));
    writeFileSync(join(folder, 'changed/result.json'), JSON.stringify(rest));
    const { baselineText } = await import('../../gate/baseline.ts');
    const { readResult } = await import('./compare-reading.ts');
    const own = readResult(join(folder, 'run'));
    const [metric] = [...own.metrics.keys()].filter((name) => name.endsWith('gas/mean'));
    const halved = new Map([
      ...own.metrics,
      [metric as string, (own.metrics.get(metric as string) as bigint) / 2n] as const,
    ]);
    writeFileSync(join(folder, 'changed/baseline.json'), baselineText({ ...own, metrics: halved }));
    await exportCommand({ what: 'plots', folder: join(folder, 'changed'), format: 'vl', quiet: true });
    const { data } = JSON.parse(read('changed/plots/baseline-difference.vl.json'));
    expect(data.values).toMatchObject([{ metric, verdict: 'regressed' }]);
    expect(data.values[0].ratio).toBeCloseTo(1, 3);
  });

  test.each([
    ['a folder without a result', { folder: 'none' }, /none is no result of a run/],
    ['a format that there is not', { format: 'gif' }, /--format: expected one of svg, png, vl/],
    ['another thing than plots', { what: 'rows' }, /what: expected one of plots/],
    ['a folder that holds a result', { out: 'run' }, /--out: expected a folder that holds no result/],
    ['a folder that cannot be', { out: 'set.ts/x' }, /cannot write results to .*set\.ts\/x/],
  ])('%s: exit 2, and nothing is written', async (_name, wrong: Partial<ExportArguments>, message) => {
    const before = readdirSync(folder, { recursive: true });
    const given = { what: 'plots', folder: 'run', out: 'pictures', quiet: false, ...wrong };
    const inFolder = { ...given, folder: join(folder, given.folder), out: join(folder, given.out ?? '') };
    const error = await exportCommand(inFolder).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ exitCode: 2 });
    expect(describeFailure(error, { isVerbose: false })).toMatch(message);
    expect(readdirSync(folder, { recursive: true })).toEqual(before);
  });

  test('rows that are gone are told, and nothing is written', async () => {
    mkdirSync(join(folder, 'bare'));
    writeFileSync(join(folder, 'bare/result.json'), read('run/result.json'));
    const exporting = exportCommand({ what: 'plots', folder: join(folder, 'bare'), quiet: true });
    await expect(exporting).rejects.toMatchObject({ code: 'ROWS_UNREADABLE', exitCode: 2 });
    expect(readdirSync(join(folder, 'bare'))).toEqual(['result.json']);
  });
});

test('the page of a folder passes where the run passed, and names its seed', async () => {
  const { result, file } = readSavedRun(join(folder, 'run'));
  const page = await runHtml(runReportOf(result, savedRows(file)));
  expect(page).toContain('<strong>✓ passed</strong>: 10 submitted, 10 succeeded, 0 failed, 0 pending');
  expect(page).toContain('<dt>Seed</dt><dd>1</dd>');
  expect(page).toContain('rows of the paper’s columns is possible');
});
