/** Every kind of bad input: its exit code, what the message names, and that nothing is left behind. */
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { createBenchFolder, set } from '../testing/bench-process.ts';

const { folder, bench, scenario } = createBenchFolder();

describe('bad input', () => {
  const cases: Record<string, [words: () => string, exitCode: number, stderr: RegExp[]]> = {
    'an unknown command': [() => 'rum', 2, [/rum/]],
    'no command': [() => 'list --config none.ts', 2, [/no file none\.ts/]],
    'an unknown option': [
      () => `run ${scenario('x')} --sed 4`,
      2,
      [/Unknown argument: sed\n.*did you mean seed for sed\?/],
    ],
    'an option given twice': [() => `run ${scenario('x')} --seed 1 --seed 2`, 2, [/twice: 1 and 2/]],
    'a seed that is no number': [() => `run ${scenario('x')} --seed abc`, 2, [/--seed.*whole number.*'abc'/]],
    'options that are wrong, all of them': [
      () => `run ${scenario('x')} --replications -1 --until-precision 200% --workers 0 --warm-up 7`,
      2,
      [/--replications.*'-1'/, /--until-precision.*'200%'/, /--workers.*'0'/, /--warm-up.*none, mser.*'7'/],
    ],
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

  test('every problem of a network is listed at once, and nothing runs', async () => {
    writeFileSync(
      join(folder, 'networks.config.ts'),
      `import { constant, defineConfig } from 'chronobench';
      const fees = { kind: 'capped', priorityFeeWei: 1n, maxFeeWei: { kind: 'uniform', minMs: 9, maxMs: 1 } };
      const crowd = { arrivals: { kind: 'poisson', ratePerS: 1 }, gas: 21_000, fees, byteCount: 0 };
      export default defineConfig({ chains: {
        lonely: { extends: 'mainnet-2021', network: { nodeCount: 0, links: { kind: 'constant', delayMs: -5 } } },
        shared: {
          extends: 'mainnet-2021',
          confirmations: 100,
          producer: { kind: 'proof-of-work', shares: [0.5, 0.6], hashRatePerS: 1, genesisDifficulty: 1n, difficultyRule: 'byzantium' },
          network: { nodeCount: 2, clientNode: 1 },
        },
        hung: { extends: 'qbft-2s', producer: { kind: 'qbft', validatorCount: 4, quorum: 5, silent: [], periodS: 2, requestTimeoutMs: 4000 } },
        alone: { extends: 'dev-2s', producer: { kind: 'clique', signerCount: 1, periodS: 5, wiggleMs: 500 } },
        instantly: { extends: 'dev-2s', producer: { kind: 'instant' }, network: { nodeCount: 2 } },
        drawn: { extends: 'clique-5s', network: { links: { kind: 'drawn', delay: { kind: 'uniform', minMs: 9, maxMs: 1 } } } },
        crowded: { extends: 'dev-2s', background: { ...crowd, arrivals: { kind: 'poisson', ratePerS: -1 }, gas: 5 } },
        old: { extends: 'pow-15s', background: crowd },
        atOnce: { extends: 'instant', background: crowd },
      } });`,
    );
    const { exitCode, stderr } = await bench(`run ${scenario('x')} --config networks.config.ts`);
    expect(exitCode).toBe(2);
    for (const text of [
      /chains\.lonely\.network\.nodeCount.*at least 1.*0/,
      /chains\.lonely\.network\.links\.delayMs.*0 or more.*-5/,
      /chains\.shared\.producer\.shares.*add up to 1.*1\.1/,
      /chains\.shared\.confirmations.*64.*100/,
      /chains\.hung\.producer\.quorum.*from 3 .* to 4.*5/,
      /chains\.alone\.network.*nodes of clique.*nothing/,
      /chains\.instantly\.producer\.kind.*'instant'/,
      /chains\.crowded\.background\.arrivals\.ratePerS.*above 0.*-1/,
      /chains\.crowded\.background\.gas.*at least 21000.*5/,
      /chains\.crowded\.background\.fees\.maxFeeWei\.maxMs.*not less than minMs/,
      /chains\.old\.background\.fees\.kind.*gas-price.*capped/,
      /chains\.atOnce\.background:.*instant chain/,
      /chains\.drawn\.network\.links\.delay\.maxMs.*not less than minMs/,
    ])
      expect(stderr).toMatch(text);
  });

  test('every problem of bids and prices is listed at once', async () => {
    const file = scenario('bids', {
      accounts: `{
        a: { count: 0, bid: { priorityFeeWei: -1n, bumpAfterMs: 0, tip: 1 } },
        b: { count: 1, bid: { priorityFeeWei: 5n, maxFeeWei: 4n, bumpAfterMs: 10, bumpRatio: 1.05 } },
        c: { count: 1, bid: { priorityFeeWei: NaN, maxFeeOverBaseRatio: NaN } },
        d: { count: 1, bid: { gasPriceWei: { kind: 'constant', valueMs: NaN } } },
      }`,
      rest: "prices: { currency: 'euro', perEther: 0, date: '2021-02-30' },",
    });
    const { exitCode, stderr } = await bench(`run ${file}`);
    expect(exitCode).toBe(2);
    for (const text of [
      /accounts\.a\.count.*at least 1.*0/,
      /accounts\.a\.bid\.priorityFeeWei.*wei as a bigint.*-1n/,
      /accounts\.a\.bid\.bumpAfterMs.*above 0.*0/,
      /accounts\.a\.bid\.tip.*no such field/,
      /accounts\.b\.bid\.maxFeeWei.*not less than priorityFeeWei.*4 wei/,
      /accounts\.b\.bid\.bumpRatio.*at least 1\.1, as the chain's pool refuses.*1\.05/,
      /accounts\.c\.bid\.priorityFeeWei.*NaN/,
      /accounts\.c\.bid\.maxFeeOverBaseRatio.*above 0.*NaN/,
      /accounts\.d\.bid\.gasPriceWei\.valueMs.*NaN/,
      /prices\.currency.*three capital letters.*'euro'/,
      /prices\.perEther.*above 0.*0/,
      /prices\.source.*nothing/,
      /prices\.date.*2021-03-29.*'2021-02-30'/,
    ])
      expect(stderr).toMatch(text);
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
