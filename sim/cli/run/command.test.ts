/** What a run prints, writes and returns, seen from outside. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createBenchFolder, set } from '../../testing/bench-process.ts';

const { folder, bench, hashes, scenario } = createBenchFolder();

describe('a run', () => {
  test('prints tables on stdout, writes every file, and ends with its verdict', async () => {
    const { exitCode, stdout, stderr } = await bench(`run ${scenario('plain')}`);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toContain('Throughput');
    expect(stdout.trimEnd().split('\n').at(-1)).toMatch(/^✓ passed: 10 submitted, 10 succeeded/);
    expect(readdirSync(join(folder, 'results/plain')).sort()).toEqual([
      'blocks.csv',
      'environment.json',
      'labels.csv',
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

  test('knows a currency only where the scenario or its project pins a price', async () => {
    const price = (perEther: number) =>
      `{ currency: 'EUR', perEther: ${perEther}, source: 'a newspaper', date: '2021-03-29' }`;
    writeFileSync(
      join(folder, 'priced.config.ts'),
      `import { defineConfig } from 'chronobench';\nexport default defineConfig({ prices: ${price(9)} });`,
    );
    const plain = await bench(`run ${scenario('unpriced')}`);
    expect(plain.stdout).not.toContain('EUR');
    expect(readFileSync(join(folder, 'results/unpriced/result.json'), 'utf8')).not.toMatch(/EUR|[eE]ther"/);
    const own = scenario('priced', { rest: `prices: ${price(1650)},` });
    const { stdout } = await bench(`run ${own} --config priced.config.ts`);
    expect(stdout).toContain('1 ether = 1650 EUR: a newspaper, 2021-03-29; pinned');
    const { prices, rounds } = JSON.parse(readFileSync(join(folder, 'results/priced/result.json'), 'utf8'));
    const { feeEther, feeEUR } = prices.rounds[0].labels.set;
    expect(feeEther.mean).toBeCloseTo(Number(rounds[0].feeWei.mean) / 1e18, 15);
    expect(feeEUR.p95).toBeCloseTo(feeEther.p95 * 1650, 10);
    const project = await bench(`run ${scenario('unpriced')} --config priced.config.ts`);
    expect(project.stdout).toContain('1 ether = 9 EUR');
  });

  test('gives two labels that bid differently figures of their own, in every file', async () => {
    const file = scenario('classes', {
      accounts: `{
        staff: { count: 2, bid: { gasPriceWei: 9_000_000_000n, bumpAfterMs: 1_000 } },
        user: { count: 2, bid: { priorityFeeWei: uniform(1e9, 2e9) } },
      }`,
      workload:
        "({ account, send, index }) => { const label = index % 2 ? 'staff' : 'user'; return send({ from: account(label, 0), to: account(label, 1), gasLimit: 21_000n, label }); }",
    });
    await bench(`run ${file} --chain dev-2s --quiet`);
    const { rounds, scenario: described } = JSON.parse(
      readFileSync(join(folder, 'results/classes/result.json'), 'utf8'),
    );
    const { staff, user } = rounds[0].labels;
    expect(staff).toMatchObject({ submitted: 5, succeeded: 5, replacements: 5 });
    expect(staff.feeWei.p95).toBe('207900000000000'); // 21,000 × 9.9 gwei, after the bump
    expect(Number(user.feeWei.max)).toBeGreaterThan(Number(user.feeWei.min)); // each draws its own
    expect(Number(user.feeWei.min)).toBeGreaterThan(21_000 * 1e9);
    expect(described.accounts.user.bid.priorityFeeWei).toEqual({
      kind: 'uniform',
      minWei: 1e9,
      maxWei: 2e9,
    });
    const lines = readFileSync(join(folder, 'results/classes/labels.csv'), 'utf8').split('\n');
    expect(lines.map((line) => line.split(',').slice(0, 3).join())).toEqual([
      'round,label,submitted',
      '0,user,5',
      '0,staff,5',
      '',
    ]);
  });

  test('on a network tells of reorganisations and thresholds, verifies, and is the same every time', async () => {
    writeFileSync(
      join(folder, 'forks.config.ts'),
      `import { constant, defineConfig, uniform } from 'chronobench';
      export default defineConfig({ chains: { forks: {
        extends: 'mainnet-2021',
        producer: { kind: 'proof-of-work', shares: [0.4, 0.3, 0.3], hashRatePerS: 1000, genesisDifficulty: 8000n, difficultyRule: 'homestead' },
        network: { nodeCount: 3, clientNode: 0, links: { kind: 'drawn', delay: uniform(0, 12_000) }, thresholdRatio: 1 },
      } } });`,
    );
    const file = scenario('forking', { workload: set('7n'), round: 'txCount: 120, rate: fixedRate(1)' });
    const words = (out: string) => `run ${file} --chain forks --config forks.config.ts --verify --out ${out}`;
    const { exitCode, stdout, stderr } = await bench(words('results/forks-1'));
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toContain('until 100 % of the nodes have the block');
    expect(stdout).toMatch(/verified: stock ethereumjs agrees on \d+ receipts/);
    const { rounds, network } = JSON.parse(readFileSync(join(folder, 'results/forks-1/result.json'), 'utf8'));
    expect(rounds[0].network.reorganisations.count).toBeGreaterThan(0);
    expect(rounds[0].network.latencyAtThresholdMs.mean).toBeGreaterThan(0);
    expect(network.staleCount).toBeGreaterThan(0);
    expect(network.madeCount).toBe(network.mainCount + network.staleCount);
    const numbers = readFileSync(join(folder, 'results/forks-1/blocks.csv'), 'utf8')
      .trim()
      .split('\n')
      .slice(1);
    expect(numbers.map((line) => Number(line.split(',')[0]))).toEqual(numbers.map((_, index) => index + 1));
    await bench(words('results/forks-2'));
    expect(hashes('results/forks-2')).toEqual(hashes('results/forks-1'));
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
