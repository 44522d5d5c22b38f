/** The command line as its users meet it: a process with arguments, two streams, files and an exit code. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const here = dirname(fileURLToPath(import.meta.url));
const launcher = resolve(here, 'bench.js');
const folder = mkdtempSync(join(tmpdir(), 'chronobench-cli-'));

interface Outcome {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Circumstances {
  readonly environment?: Record<string, string>;
  readonly interruptAfter?: RegExp;
}

/** Runs bench in the folder; `interruptAfter`: sends SIGINT when stderr shows it. */
const bench = (words: string, { environment = {}, interruptAfter }: Circumstances = {}): Promise<Outcome> =>
  new Promise((resolvePromise) => {
    const child = spawn(process.execPath, [launcher, ...words.split(' ')], {
      cwd: folder,
      env: { ...process.env, CI: 'true', ...environment },
    });
    let [stdout, stderr] = ['', ''];
    let isInterrupted = false;
    child.stdout.on('data', (data: Buffer) => {
      stdout += data.toString();
    });
    child.stderr.on('data', (data: Buffer) => {
      stderr += data.toString();
      if (isInterrupted || interruptAfter?.test(stderr) !== true) return;
      isInterrupted = true;
      child.kill('SIGINT');
    });
    child.on('close', (exitCode) => resolvePromise({ exitCode, stdout, stderr }));
  });

interface Variant {
  readonly workload?: string;
  readonly contract?: string;
  readonly args?: string;
  readonly round?: string;
  readonly rest?: string;
}

const set = (value: string, more = '') =>
  `({ account, send, index }) => send({ from: account('user', index % 3), to: 'store', call: 'set', args: [${value}], ${more} })`;

/** A small scenario with one thing changed. */
const scenario = (name: string, variant: Variant = {}): string => {
  const { workload = set('BigInt(index)'), contract = 'Store.sol', args = '[7n]' } = variant;
  const { round = 'txCount: 10, rate: fixedRate(100)', rest = '' } = variant;
  writeFileSync(
    join(folder, `${name}.ts`),
    `import { defineScenario, fixedRate, linearRate, uniform } from 'chronobench';
export default defineScenario({
  chain: 'instant',
  accounts: { user: 3, poor: { count: 1, balanceWei: 0n } },
  contracts: { store: { file: './${contract}', args: ${args} } },
  rounds: [{ label: 'set', ${round}, workload: ${workload} }],
  ${rest}
});
`,
  );
  return `${name}.ts`;
};

const hashes = (out: string) =>
  Object.fromEntries(
    readdirSync(join(folder, out))
      .filter((name) => name !== 'environment.json' && name !== 'manifest.json')
      .map((name) => [
        name,
        createHash('sha256')
          .update(readFileSync(join(folder, out, name)))
          .digest('hex'),
      ]),
  );

beforeAll(() => {
  for (const name of ['Store.sol', 'Broken.sol'])
    copyFileSync(join(here, 'fixtures', name), join(folder, name));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a run', () => {
  test('prints tables on stdout, writes every file, and ends with its verdict', async () => {
    const { exitCode, stdout, stderr } = await bench(`run ${scenario('plain')}`);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toContain('Throughput');
    expect(stdout.trimEnd().split('\n').at(-1)).toMatch(/^✓ passed: 10 submitted, 10 succeeded/);
    expect(readdirSync(join(folder, 'results/plain')).sort()).toEqual([
      'blocks.csv',
      'environment.json',
      'manifest.json',
      'result.json',
      'rounds.csv',
      'table.csv',
      'transactions.csv',
    ]);
  });

  test('has the CSV headers that readers rely on', async () => {
    await bench(`run ${scenario('headers')} --quiet`);
    const header = (name: string) =>
      readFileSync(join(folder, 'results/headers', name), 'utf8').split('\n')[0];
    expect(header('rounds.csv')).toBe(
      'round,label,submitted,succeeded,failed,pending,target_rate_tps,send_rate_tps,throughput_tps,latency_min_s,latency_mean_s,latency_max_s,latency_stddev_s,latency_p50_s,latency_p90_s,latency_p95_s,latency_p99_s,gas_mean,gas_total,fee_mean_wei',
    );
    expect(header('table.csv')).toBe(
      'Operating,Number of Successes,Number of Failures,Send Rate /TPS,Maximum Delay /s,Minimum Delay /s,Average Delay /s,Throughput Rate /TPS',
    );
    expect(header('transactions.csv')).toBe(
      'round,index,label,hash,sender,nonce,status,intended_ms,submitted_ms,included_ms,confirmed_ms,block_number,gas_used,effective_gas_price_wei,error',
    );
  });

  test('names the SHA-256 of every file in the manifest', async () => {
    await bench(`run ${scenario('manifest')} --quiet`);
    const { sha256 } = JSON.parse(readFileSync(join(folder, 'results/manifest/manifest.json'), 'utf8'));
    const { 'environment.json': _, ...rest } = sha256;
    expect(rest).toEqual(hashes('results/manifest'));
  });

  test('gives the same bytes in another process, time zone and locale, and others with another seed', async () => {
    const poisson = scenario('poisson', {
      workload: `async (context) => { await context.delay(context.random.integer(50)); return (${set('BigInt(index)')})(context); }`,
    });
    await bench(`run ${poisson} --out a --quiet`, {
      environment: { TZ: 'Asia/Tokyo', LC_ALL: 'de_DE.UTF-8' },
    });
    await bench(`run ${poisson} --out b --quiet`, { environment: { TZ: 'America/New_York', LC_ALL: 'C' } });
    await bench(`run ${poisson} --out c --quiet --seed 2`);
    expect(hashes('b')).toEqual(hashes('a'));
    expect(hashes('c')).not.toEqual(hashes('a'));
  });

  test('prints one JSON document and nothing else with --json', async () => {
    const { exitCode, stdout, stderr } = await bench(`run ${scenario('machine')} --json`);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toBe(readFileSync(join(folder, 'results/machine/result.json'), 'utf8'));
    expect(JSON.parse(stdout).rounds[0]).toMatchObject({ label: 'set', submitted: 10, succeeded: 10 });
  });

  test('says nothing with --quiet when all is well', async () => {
    expect(await bench(`run ${scenario('quiet')} --quiet`)).toEqual({ exitCode: 0, stdout: '', stderr: '' });
  });

  test('is verified by stock ethereumjs with --verify', async () => {
    const { exitCode, stdout } = await bench(`run ${scenario('verified')} --verify`);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(
      /verified: stock ethereumjs agrees on 11 receipts in \d+ blocks and on state root 0x/,
    );
  });

  test('estimates gas with the real sender where none is given', async () => {
    const { stdout } = await bench(`run ${scenario('estimated')} --json`);
    expect(JSON.parse(stdout).rounds[0].failed).toBe(0);
  });

  test('runs several scenarios into folders of their own', async () => {
    const { exitCode } = await bench(`run ${scenario('one')} ${scenario('two')} --out both --quiet`);
    expect(exitCode).toBe(0);
    expect(readdirSync(join(folder, 'both')).sort()).toEqual(['one', 'two']);
  });

  test('takes the chain from the command line over the scenario', async () => {
    const { stdout } = await bench(`run ${scenario('slow')} --chain dev-2s --json`);
    const { scenario: described, rounds } = JSON.parse(stdout);
    expect(described.chain.name).toBe('dev-2s');
    expect(rounds[0].latencyMs.max).toBeGreaterThan(1000);
  });
});

describe('what fails', () => {
  test('a reverted transaction fails the run with 1, named by its custom error', async () => {
    const { exitCode, stdout } = await bench(
      `run ${scenario('reverting', { workload: set('13n', 'gasLimit: 100_000n') })}`,
    );
    expect(exitCode).toBe(1);
    expect(stdout).toContain('10 failed: Unlucky(13)');
    const [, row] = readFileSync(join(folder, 'results/reverting/table.csv'), 'utf8').split('\n');
    expect(row).toMatch(/^set,0,10,[\d.]+,,,,0.0$/);
  });

  test('a tolerated failure is a result', async () => {
    const round = "txCount: 2, rate: fixedRate(10), tolerate: ['failed']";
    const file = scenario('tolerant', { workload: set('13n', 'gasLimit: 100_000n'), round });
    expect((await bench(`run ${file}`)).exitCode).toBe(0);
  });

  test('what is unconfirmed at the timeout is pending, and ends the run with 3', async () => {
    const file = scenario('late', { round: 'txCount: 10, rate: fixedRate(10), timeoutMs: 1500' });
    const { exitCode, stdout } = await bench(`run ${file} --chain dev-2s --json`);
    const { submitted, succeeded, failed, pending } = JSON.parse(stdout).rounds[0];
    expect(exitCode).toBe(3);
    expect(pending).toBeGreaterThan(0);
    expect(succeeded + failed + pending).toBe(submitted);
  });

  test('SIGINT writes what there is, marked incomplete, and exits 130', async () => {
    const file = scenario('endless', { round: 'txCount: 1_000_000, rate: fixedRate(100)' });
    const { exitCode, stdout } = await bench(`run ${file}`, { interruptAfter: /round 1 of 1/ });
    expect(exitCode).toBe(130);
    expect(stdout).toContain('(incomplete)');
    const result = JSON.parse(readFileSync(join(folder, 'results/endless/result.json'), 'utf8'));
    expect(result.exitReason).toBe('interrupted');
    expect(result.rounds[0].succeeded).toBeGreaterThan(0);
  });
});

describe('bad input', () => {
  const cases: Record<string, [words: () => string, exitCode: number, stderr: RegExp[]]> = {
    'an unknown command': [() => 'rum', 2, [/rum/]],
    'no command': [() => 'list --config none.ts', 2, [/no file none\.ts/]],
    'an unknown option': [() => `run ${scenario('x')} --sed 4`, 2, [/sed/]],
    'an option given twice': [() => `run ${scenario('x')} --seed 1 --seed 2`, 2, [/twice: 1 and 2/]],
    'a seed that is no number': [() => `run ${scenario('x')} --seed abc`, 2, [/--seed.*whole number.*'abc'/]],
    'an unknown scenario file': [() => 'run nope.ts', 2, [/no file nope\.ts/]],
    'an unknown chain': [() => `run ${scenario('x')} --chain moon`, 2, [/--chain.*instant.*'moon'/]],
    'a filter that matches nothing': [() => `run ${scenario('x')} --filter get*`, 2, [/get\*/, /one of set/]],
    'an unwritable output folder': [
      () => `run ${scenario('x')} --out /proc/none/x`,
      2,
      [/\/proc\/none\/x/, /--out/],
    ],
    'a contract that does not compile': [
      () => `run ${scenario('x', { contract: 'Broken.sol', args: '[]' })}`,
      3,
      [/Broken\.sol:6:5/, /Expected ';'/],
    ],
    'a missing contract file': [
      () => `run ${scenario('x', { contract: 'None.sol' })}`,
      2,
      [/contracts\.store\.file/],
    ],
    'a constructor argument too few': [
      () => `run ${scenario('x', { args: '[]' })}`,
      2,
      [/contracts\.store\.args/],
    ],
    'a constructor argument of the wrong type': [
      () => `run ${scenario('x', { args: "['seven']" })}`,
      2,
      [/contracts\.store\.args\[0\].*uint256.*'seven'/],
    ],
    'a function that is not in the ABI': [
      () => `run ${scenario('x', { workload: set('1n').replace("'set'", "'sett'") })}`,
      3,
      [/x\.ts: round 'set', call 0: store has no function sett/, /Did you mean set\?/],
    ],
    'a workload that throws': [
      () => `run ${scenario('x', { workload: "async () => { throw new Error('boom'); }" })}`,
      3,
      [/x\.ts: round 'set', call 0.*boom/],
    ],
    'a workload that never ends': [
      () => `run ${scenario('x', { workload: 'async () => new Promise(() => {})' })}`,
      3,
      [/nothing will settle/],
    ],
    'a transaction above the block gas limit': [
      () =>
        `run ${scenario('x', { workload: set('1n', 'gasLimit: 16_000_000n') })} --chain tiny --config tiny.config.ts`,
      3,
      [/round 'set', call 0/, /16000000/],
    ],
    'an account without funds': [
      () =>
        `run ${scenario('x', { workload: set('1n', 'gasLimit: 100_000n').replace("'user', index % 3", "'poor', 0") })}`,
      3,
      [/account 0 of 'poor'/, /balanceWei/],
    ],
  };

  beforeAll(() => {
    writeFileSync(
      join(folder, 'tiny.config.ts'),
      "import { defineConfig } from 'chronobench';\nexport default defineConfig({ chains: { tiny: { extends: 'instant', blockGasLimit: 1_000_000n } } });\n",
    );
  });

  test.each(Object.entries(cases))('%s', async (_name, [words, expectedCode, patterns]) => {
    rmSync(join(folder, 'results/x'), { recursive: true, force: true });
    const { exitCode, stderr } = await bench(words());
    expect({ exitCode, stderr }).toMatchObject({ exitCode: expectedCode });
    for (const pattern of patterns) expect(stderr).toMatch(pattern);
    expect(stderr).not.toMatch(/\n\s+at /);
    if (expectedCode === 2) expect(existsSync(join(folder, 'results/x'))).toBe(false);
  });

  test('every problem of a file is listed at once', async () => {
    const file = scenario('wrong', {
      round:
        "txCount: 0, rate: fixedRate(-5), tolerate: ['late'] }, { label: '', txCount: 1, rate: linearRate(NaN, 1)",
      rest: 'extra: 1,',
    });
    const { exitCode, stderr } = await bench(`run ${file}`);
    expect(exitCode).toBe(2);
    for (const path of [
      'rounds[0].txCount',
      'rounds[0].rate.tps',
      'rounds[0].tolerate[0]',
      'rounds[1].label',
      'rounds[1].rate.startTps',
      'extra',
    ])
      expect(stderr).toContain(path);
  });

  test('a file without a default export is told what to export', async () => {
    writeFileSync(join(folder, 'empty.ts'), 'export const nothing = 1;\n');
    const { exitCode, stderr } = await bench('run empty.ts');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('export default defineScenario');
  });

  test('--verbose shows where it threw', async () => {
    const file = scenario('loud', { workload: "async () => { throw new Error('boom'); }" });
    expect((await bench(`run ${file} --verbose`)).stderr).toMatch(/\n\s+at .*loud\.ts/);
  });
});

test('a Node that is too old is told so in one sentence, with exit code 2', async () => {
  const pretend = `Object.defineProperty(process.versions, 'node', { value: '20.19.0' }); import(${JSON.stringify(launcher)});`;
  const child = spawn(process.execPath, ['--eval', pretend]);
  let stderr = '';
  child.stderr.on('data', (data: Buffer) => {
    stderr += data.toString();
  });
  const exitCode = await new Promise((done) => child.on('close', done));
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/^bench needs Node 22\.18 or newer and was started by 20\.19\.0: [^\n]*\n$/);
});

describe('help and listing', () => {
  test('help shows the commands with examples, and loads nothing else', async () => {
    const { exitCode, stdout } = await bench('--help');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('bench run scenarios/1000.ts');
  });

  test('each command has help with examples', async () => {
    expect((await bench('run --help')).stdout).toContain('Examples:');
    expect((await bench('list --help')).stdout).toContain('Examples:');
  });

  test('list shows the chains as JSON', async () => {
    const { chains } = JSON.parse((await bench('list --json')).stdout);
    expect(chains.map(({ name }: { name: string }) => name.split(' ')[0])).toEqual([
      'instant',
      'dev-2s',
      'pow-15s',
      'mainnet-2021',
      'mainnet',
    ]);
  });
});
