/** What `bench gas` says of a run, seen from outside. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { createBenchFolder, launcher, runProcess, set } from '../../testing/bench-process.ts';

const { folder, bench, read, scenario } = createBenchFolder();
const project = resolve(fileURLToPath(import.meta.url), '../../../..');

const sum = (amounts: readonly (string | number)[]): number =>
  amounts.reduce<number>((total, amount) => total + Number(amount), 0);

test.concurrent('its rows and its flamegraph hold all gas of all blocks, its workload what the rounds paid', async () => {
  const file = scenario('sums', { workload: set('BigInt(index % 4)') });
  const { exitCode, stdout, stderr } = await bench(`gas ${file} --json --flamegraph --out sums`);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  const { functions, deployments, workload } = JSON.parse(stdout);
  const blocks: { gas_used: string }[] = parse(read('sums/blocks.csv'), { columns: true });
  const paid = [...functions.map(({ total }: never) => total), ...deployments.map(({ gas }: never) => gas)];
  expect(sum(paid)).toBe(sum(blocks.map((block) => block.gas_used)));
  const { rounds } = JSON.parse(read('sums/result.json'));
  expect(Number(workload.total)).toBe(sum(rounds.map(({ gas }: never) => (gas as { total: string }).total)));
  const refunded = sum(functions.map(({ parts }: never) => (parts as { refund: string }).refund));
  const folded = read('sums/flamegraph.folded').trimEnd();
  const drawn = folded.split('\n').map((line) => line.split(' ').at(-1) ?? '');
  expect(refunded).toBeGreaterThan(0);
  expect(sum(drawn)).toBe(sum(paid) + refunded);
  expect(folded).toMatch(/^sums;Store;set;Store\.sol:\d+ \d+$/m);
  expect(folded).toMatch(/^sums;new Store;\[code deposit\] \d+$/m);
  expect(read('sums/flamegraph.svg')).toMatch(/^<svg /);
  expect(JSON.parse(read('sums/manifest.json')).sha256).toHaveProperty('flamegraph.speedscope.json');
});

test.concurrent('first writes, updates, reverted calls and calls of no contract are apart', async () => {
  const workload = `({ account, send, index }) => send({ from: account('user', 0), ...[
    { to: 'store', call: 'set', args: [0n] },
    { to: 'store', call: 'set', args: [5n] },
    { to: 'store', call: 'set', args: [5n] },
    { to: 'store', call: 'set', args: [13n], gasLimit: 100000n },
    { to: account('poor', 0), valueWei: 1n },
  ][index % 5] })`;
  const round = "txCount: 10, rate: fixedRate(1), tolerate: ['failed']";
  const { exitCode, stdout } = await bench(`gas ${scenario('kinds', { workload, round })}`);
  expect(exitCode).toBe(0);
  const [calls = ''] = stdout.split('\n\n');
  expect(calls.split('\n').map((line) => line.split(/ {2,}/).slice(0, 5))).toEqual(
    expect.arrayContaining([
      ['store', 'set', 'first write', '2', '2'],
      ['store', 'set', 'update', '2', '2'],
      ['store', 'set', 'no write', '2', '2'],
      ['store', 'set', 'reverted', '2', '2'],
      ['(no contract)', 'transfer', 'no write', '2', '2'],
    ]),
  );
  expect(existsSync(join(folder, 'results'))).toBe(false);
});

test.concurrent('a run’s result has the same by function as the report of its gas', async () => {
  const workload = `({ account, send, index }) => send({ from: account('user', 0), ...[
    { to: 'store', call: 'set', args: [BigInt(index % 2)] },
    { to: account('poor', 0), valueWei: 1n },
  ][index % 2] })`;
  const { stdout } = await bench(`gas ${scenario('same', { workload })} --json --out same`);
  const rows = (JSON.parse(stdout).functions as Record<string, unknown>[]).map((row) => ({
    ...{ contract: row.contract, function: row.function, effect: row.effect },
    gas: { count: row.callCount, min: row.min, mean: row.mean, max: row.max, total: row.total },
    ...{ parts: row.parts, calldataByteCount: row.calldataByteCount },
  }));
  expect(rows.length).toBeGreaterThan(1);
  expect(JSON.parse(read('same/result.json')).functions).toEqual(rows);
});

test.concurrent('the paper’s contract costs what its snapshot says', async () => {
  const { stdout } = await runProcess([launcher, 'gas', 'scenarios/100.ts', '--json'], project);
  const { functions, deployments } = JSON.parse(stdout);
  const file = join(project, 'contracts/snapshots/PaperConsent.gas.json');
  const { osaka } = JSON.parse(readFileSync(file, 'utf8'));
  const most = Object.fromEntries(
    functions.map((row: Record<string, string>) => [`${row.function}, ${row.effect}`, Number(row.max)]),
  );
  expect(most).toEqual({
    'reqManage, first write': osaka['reqManage, first'],
    'grant, first write': osaka['grant, first'],
    'GetMS, no write': osaka['GetMS as a transaction'],
  });
  expect(deployments).toMatchObject([{ gas: String(osaka.deploy), deployedBytes: osaka.deployedBytes }]);
});

test.concurrent('the data fee of a rollup is added from the prices of the project', async () => {
  const prices = 'baseFeeWei: 16n, blobBaseFeeWei: 0n, baseFeeScalar: 1000000, blobBaseFeeScalar: 0';
  const l1 = `{ ${prices}, source: 'a guess', date: '2024-05-01' }`;
  writeFileSync(join(folder, 'l1.config.ts'), `export default { l1: ${l1} };\n`);
  const file = scenario('rollup');
  const { stdout } = await bench(`gas ${file} --l1 ecotone --config l1.config.ts`);
  expect(stdout).toMatch(/Data fee on a rollup .*a guess, 2024-05-01/);
  expect(stdout).toMatch(/fee = .*Ecotone/);
  const { functions, workload } = JSON.parse(
    (await bench(`gas ${file} --l1 ecotone --config l1.config.ts --json`)).stdout,
  );
  // 16 wei a unit of calldata gas: signature, nonce and prices are bytes as well, beyond the call's 36.
  const paid = functions.map(({ dataFeeWei }: never) => (dataFeeWei as { total: string }).total);
  const ofCalls = functions.map(({ parts }: never) => (parts as { calldata: string }).calldata);
  expect(sum(paid)).toBe(Number(workload.dataFeeWei.total));
  expect(sum(paid)).toBeGreaterThan(16 * (sum(ofCalls) + 10 * 64 * 15));
  expect(sum(paid) % 64).toBe(0);
  expect(await bench(`gas ${file} --l1 ecotone`)).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('give the project file l1'),
  });
});

test.concurrent('all scenarios of a project are one document; studies are left out, and none is an error', async () => {
  mkdirSync(join(folder, 'several'));
  for (const name of ['a', 'b']) {
    const text = readFileSync(join(folder, scenario(`${name}-of-several`)), 'utf8').replace(
      './Store',
      '../Store',
    );
    writeFileSync(join(folder, `several/${name}.ts`), text);
  }
  const study =
    "import { defineStudy } from 'chronobench';\nexport default defineStudy({ experiments: {} });\n";
  writeFileSync(join(folder, 'several/study.ts'), study);
  writeFileSync(join(folder, 'several.config.ts'), "export default { scenarios: 'several' };\n");
  const { exitCode, stdout } = await bench('gas --json --config several.config.ts');
  expect(exitCode).toBe(0);
  const { scenarios, workload, leftOut } = JSON.parse(stdout);
  expect(scenarios.map((each: { scenario: string }) => each.scenario)).toEqual(['a', 'b']);
  expect(leftOut).toEqual(['several/study.ts']);
  expect(sum(scenarios.map((each: { workload: { total: string } }) => each.workload.total))).toBe(
    Number(workload.total),
  );
  expect(workload.callCount).toBe(20);
  rmSync(join(folder, 'several/a.ts'));
  rmSync(join(folder, 'several/b.ts'));
  const none = await bench('gas --config several.config.ts');
  expect(none).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('there is no scenario in several'),
  });
});

test.concurrent('a study is refused, and so are wrong options', async () => {
  const file = scenario('plain');
  const { exitCode, stderr } = await bench(`gas ${file} --seed x --param y --flamegraph`);
  expect(exitCode).toBe(2);
  for (const option of ['--seed', '--param', '--flamegraph']) expect(stderr).toContain(`${option}: expected`);
  const study = await runProcess([launcher, 'gas', 'scenarios/contracts.ts'], project);
  expect(study).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('is a study') });
});
