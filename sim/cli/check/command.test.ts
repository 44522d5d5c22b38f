/** The gate as CI meets it: what it prints, writes and returns. The cases of its logic are tested in `gate/`. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createBenchFolder } from '../../testing/bench-process.ts';

const { folder, bench, read } = createBenchFolder();

/** People update baselines; CI does not. */
const atHome = { environment: { CI: '' } };
const write = (path: string, text: string): void => writeFileSync(join(folder, path), text);
const baseline = (scenario = 'two'): string => read(`results/${scenario}/baseline.json`);

interface Conditions {
  readonly hardfork?: string;
  readonly msPerGas?: number;
  readonly rest?: string;
}

/** A chain on which nothing but the price of instructions tells one hardfork from the other. */
const configure = ({ hardfork = 'istanbul', msPerGas = 0.00001, rest = '' }: Conditions = {}): void =>
  write(
    'bench.config.ts',
    `import { defineConfig } from 'chronobench';
    export default defineConfig({
      chain: 'ours',
      chains: { ours: { extends: 'instant', hardfork: '${hardfork}', fees: { market: 'legacy', gasPriceWei: 1n }, node: { msPerGas: ${msPerGas} } } },
      ${rest}
    });`,
  );

const contract = (more = ''): void =>
  write(
    'Two.sol',
    `// SPDX-License-Identifier: MIT
    pragma solidity ^0.8.0;
    contract Two {
      uint256 value;
      function store(uint256 next) external { value += next; ${more} }
      function burn(uint256 count) external pure { for (uint256 i = 0; i < count; i++) {} }
    }`,
  );

const scenario = (name: string, workload = '', rest = ''): void =>
  write(
    `scenarios/${name}.ts`,
    `import { defineScenario, fixedRate } from 'chronobench';
    const round = (label) => ({ label, txCount: 5, rate: fixedRate(10), workload: async ({ account, send }) => {
      ${workload}
      await send({ from: account('user', 0), to: 'two', call: label, args: [7n] });
    } });
    export default defineScenario({
      accounts: { user: 1 },
      contracts: { two: { file: '../Two.sol' } },
      rounds: [round('store'), round('burn')],
      ${rest}
    });`,
  );

const start = (): void => {
  for (const name of ['scenarios', 'results', 'report'])
    rmSync(join(folder, name), { recursive: true, force: true });
  mkdirSync(join(folder, 'scenarios'));
  configure();
  contract();
  scenario('two');
};

/** Of the scenario as it is at the start of each test. */
let ours = '';

const keep = (text: string, name = 'two'): void => {
  mkdirSync(join(folder, 'results', name), { recursive: true });
  write(`results/${name}/baseline.json`, text);
};

beforeAll(async () => {
  start();
  await bench('check -u', atHome);
  ours = baseline();
});

beforeEach(start);

describe('bench check', () => {
  test('asks for a baseline, writes none in CI, writes it where it is told to, twice the same bytes, and passes', async () => {
    const missing = await bench('check');
    expect([missing.exitCode, missing.stdout]).toEqual([
      4,
      expect.stringMatching(/✗ two: \d+ metrics, and no baseline/),
    ]);
    const refused = await bench('check -u');
    expect([refused.exitCode, refused.stderr]).toEqual([
      2,
      expect.stringMatching(/--update.*where CI is set/),
    ]);
    expect(existsSync(join(folder, 'results'))).toBe(false);
    await bench('check -u scenarios/two.ts', {
      environment: { CI: '', TZ: 'Asia/Tokyo', LC_ALL: 'de_DE.UTF-8' },
    });
    expect(baseline()).toBe(ours);
    const { exitCode, stdout } = await bench('check');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^✓ two: \d+ metrics, all the same\n\n✓ passed: 1 scenario\n$/);
  });

  test('fails on gas that a contract costs more than before, prints what changed and nothing else, and reports before it ends', async () => {
    keep(ours);
    contract('value += 1;');
    const { exitCode, stdout } = await bench('check --out report');
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/rounds\/store\/gas\/\w+ .*\+[\d.]+ % +✗ regressed/);
    expect(stdout).not.toMatch(/rounds\/burn\/gas/);
    expect(stdout.trimEnd().split('\n').at(-1)).toMatch(/^✗ failed: two, of 1 scenario/);
    const { verdict, exitCode: written, scenarios } = JSON.parse(read('report/check.json'));
    expect({ verdict, written }).toEqual({ verdict: 'failed', written: 1 });
    expect(scenarios[0].isSubjectChanged).toBe(true);
  });

  test('compares nothing across a hardfork that prices an instruction anew, names it, and shows exactly what that changes', async () => {
    keep(ours);
    configure({ hardfork: 'berlin' }); // EIP-2929: the first access to a slot costs more, or less after it
    const { exitCode, stdout } = await bench('check --json');
    const [{ verdict, differences, changes }] = JSON.parse(stdout).scenarios;
    expect({ exitCode, verdict }).toEqual({ exitCode: 4, verdict: 'not-comparable' });
    expect(differences.map(({ field }: { field: string }) => field)).toEqual(['compilers', 'hardfork']);
    const changed: string[] = changes.map(({ metric }: { metric: string }) => metric);
    expect(changed).toContain('rounds/store/gas/mean');
    expect(changed.filter((metric) => !metric.startsWith('rounds/store/'))).toEqual([]);
  });

  test('names a scenario that is gone and its baseline is not, until an update removes it', async () => {
    keep(ours);
    keep(ours, 'other');
    const { exitCode, stdout } = await bench('check');
    expect([exitCode, stdout]).toEqual([
      1,
      expect.stringMatching(/✗ other: there is a baseline, but no such scenario/),
    ]);
    expect((await bench('check -u', atHome)).exitCode).toBe(0);
    expect(existsSync(join(folder, 'results/other/baseline.json'))).toBe(false);
  });

  test('updates what a filter selects and leaves the rest alone', async () => {
    keep(ours);
    const linesOf = (label: string) =>
      baseline()
        .split('\n')
        .filter((line) => line.includes(`rounds/${label}/`));
    const [store, burn] = [linesOf('store'), linesOf('burn')];
    write(
      'Two.sol',
      read('Two.sol').replace('i < count', 'i < 2 * count').replace('value += next', 'value += 2 * next'),
    );
    expect((await bench('check -u --filter burn', atHome)).exitCode).toBe(0);
    expect(linesOf('store')).toEqual(store);
    expect(linesOf('burn')).not.toEqual(burn);
    expect((await bench('check --filter nothing')).exitCode).toBe(2);
  });

  test('judges a model that was changed on purpose by pairs of replications', async () => {
    await bench('check -u --replications 4', atHome);
    configure({ msPerGas: 0.0000105 }); // 5 % slower
    const { exitCode, stdout } = await bench('check --replications 4');
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/rounds\/store\/latencyMs\/\w+ .*\+[345]\.\d % +± 0\.0 % +✗ regressed/);
    expect(stdout).toMatch(/chain\.node\.msPerGas: 0\.0000105, in the baseline 0\.00001/);
    expect(stdout).not.toMatch(/gas\/mean/);
  });
});

describe('the exit codes of bench check', () => {
  test('2: zero scenarios, an option that is wrong, a tolerance or threshold that says nothing', async () => {
    rmSync(join(folder, 'scenarios/two.ts'));
    expect(await bench('check')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(/there is no scenario in scenarios/),
    });
    write(
      'scenarios/study.ts',
      `import { defineStudy } from 'chronobench';
      export default defineStudy({ name: 'study', title: 't', source: 's', claimed: [], unknown: [],
        experiments: [{ id: 'E', title: 't', question: 'q', run: async () => ({ tables: [], findings: [] }) }] });`,
    );
    expect(await bench('check')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(/there is no scenario in scenarios/),
    });
    scenario(
      'two',
      '',
      "thresholds: { latencyMs: ['p(80)<1'], 'rounds/stor/gas': ['avg<1'] }, check: { tolerances: { '*': { rel: -1 } } }",
    );
    const { exitCode, stderr } = await bench('check');
    expect(exitCode).toBe(2);
    for (const text of [
      /thresholds\['latencyMs'\]\[0\].*'p\(80\)<1'/,
      /a round of the scenario: store, burn/,
      /tolerances.*rel/,
    ])
      expect(stderr).toMatch(text);
  });

  test('3 goes before 4 before 1: a scenario that threw, one without a baseline, one that is worse', async () => {
    keep(ours);
    contract('value += 1;');
    scenario('fresh');
    scenario('thrower', "throw new Error('boom');");
    const { exitCode, stdout } = await bench('check');
    expect(exitCode).toBe(3);
    expect(stdout).toMatch(/✗ thrower: not compared\n✗ two: .*regressed/);
    expect(stdout).toMatch(/boom/);
  });

  test('5 goes before all of these: an error that nobody foresaw', async () => {
    scenario('thrower', "throw new Error('boom');");
    const rate =
      "{ kind: 'own', problems: [], parameters: {}, begin: () => { throw new TypeError('odd'); } }";
    write('scenarios/odd.ts', read('scenarios/two.ts').replace('fixedRate(10)', rate));
    const { exitCode, stdout } = await bench('check --workers 1');
    expect(exitCode).toBe(5);
    expect(stdout).toMatch(/internal error: odd/);
  });

  test('4: a baseline that cannot be read', async () => {
    keep('{}');
    expect(await bench('check')).toMatchObject({
      exitCode: 4,
      stdout: expect.stringMatching(/no baseline that can be read/),
    });
  });

  test('4 as well, and nothing lost, where only a part of such a baseline is to be updated', async () => {
    keep('<<<<<<< ours');
    expect((await bench('check -u new', atHome)).exitCode).toBe(4);
    expect(baseline()).toBe('<<<<<<< ours');
  });

  test('130: stopped by a signal, with a report that says so, and no baseline of what did not end', async () => {
    scenario(
      'two',
      "for (;;) await send({ from: account('user', 0), to: 'two', call: 'burn', args: [1n] });",
    );
    const { exitCode } = await bench('check -u --out report', {
      ...atHome,
      interruptAfter: /of 1 runs done/,
    });
    expect(exitCode).toBe(130);
    expect(JSON.parse(read('report/check.json'))).toMatchObject({ exitReason: 'interrupted', exitCode: 130 });
    expect(existsSync(join(folder, 'results'))).toBe(false);
  });
});

test('a run that failed is no baseline, and an update says so', async () => {
  scenario(
    'two',
    "if (label === 'burn') await send({ from: account('user', 0), to: 'two', call: 'burn', args: [1_000n], gasLimit: 22_000n });",
  );
  const { exitCode, stdout } = await bench('check -u', atHome);
  expect(exitCode).toBe(4);
  expect(stdout).toMatch(/burn: 5 of 10 failed[\s\S]*not updated: what failed/);
  expect(existsSync(join(folder, 'results'))).toBe(false);
});

describe('thresholds', () => {
  test('fail a run that misses one, in its verdict, its exit code and result.json', async () => {
    scenario('two', '', "thresholds: { gas: ['avg<22000'], 'rounds/burn/failed': ['count<1'] }");
    const { exitCode, stdout } = await bench('run scenarios/two.ts --out report');
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/rounds\/store\/gas\/mean is [\d,]+, and avg<22000 was demanded\n/);
    const { thresholds } = JSON.parse(readFileSync(join(folder, 'report/result.json'), 'utf8'));
    expect(thresholds.map(({ metric, verdict }: Record<string, string>) => [metric, verdict])).toEqual([
      ['rounds/burn/gas/mean', expect.any(String)],
      ['rounds/store/gas/mean', 'failed'],
      ['rounds/burn/failed', 'passed'],
    ]);
    expect((await bench('run scenarios/two.ts --filter burn --out report --replications 2')).exitCode).toBe(
      0,
    );
  });
});
