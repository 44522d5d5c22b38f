import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runStateTests, type StateTestMachines, type StateTestOutcome } from './state-tests.ts';
import type { StateTestFork } from './state-tests-fork.ts';
import { createOurMachine, createStockMachine } from './state-tests-machine.ts';

/** ethereum/legacytests, Cancun/GeneralStateTests/stExample/add11.json: a contract stores the sum of 1 and 1. */
const add11 = {
  env: {
    currentBaseFee: '0x0a',
    currentCoinbase: '0x2adc25665018aa1fe0e6bc666dac8fc2697ff9ba',
    currentDifficulty: '0x020000',
    currentExcessBlobGas: '0x00',
    currentGasLimit: '0xff112233445566',
    currentNumber: '0x01',
    currentRandom: '0x0000000000000000000000000000000000000000000000000000000000020000',
    currentTimestamp: '0x03e8',
  },
  pre: {
    '0x095e7baea6a6c7c4c2dfeb977efac326af552d87': {
      balance: '0x0de0b6b3a7640000',
      code: '0x600160010160005500',
      nonce: '0x00',
      storage: {},
    },
    '0x2adc25665018aa1fe0e6bc666dac8fc2697ff9ba': { balance: '0x00', code: '0x', nonce: '0x01', storage: {} },
    '0xa94f5374fce5edbc8e2a8697c15331677e6ebf0b': {
      balance: '0x0de0b6b3a7640000',
      code: '0x',
      nonce: '0x00',
      storage: {},
    },
  },
  transaction: {
    data: ['0x'],
    gasLimit: ['0x061a80'],
    gasPrice: '0x0a',
    nonce: '0x00',
    secretKey: '0x45a915e4d060149eb4365960e6a7a45f334393093061116b197e3240065ff2d8',
    to: '0x095e7baea6a6c7c4c2dfeb977efac326af552d87',
    value: ['0x0186a0'],
  },
};

const berlin = {
  hash: '0xcd39e0cdd18f8f811911222ae6779341663d0293e1a3d9501da7ac2f4da9b277',
  logs: '0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347',
  indexes: { data: 0, gas: 0, value: 0 },
};
/** From London on the beneficiary gets less: the base fee is burnt. */
const cancun = { ...berlin, hash: '0xe8010ce590f401c9d61fef8ab05bea9bcec24281b795e5868809bc4e515aa530' };
const signed =
  '0xf863800a83061a8094095e7baea6a6c7c4c2dfeb977efac326af552d87830186a0801ba0ffb600e63115a7362e7811894a91d8ba4330e526f22121c994c4692035dfdfd5a06198379fcac8de3dbfac48b165df4bf88e2088f294b61efb9a65fe2281c76e16';

const folder = mkdtempSync(join(tmpdir(), 'state-tests-'));
afterAll(() => rmSync(folder, { recursive: true }));

const machines: StateTestMachines = { ours: createOurMachine, stock: createStockMachine };

const outcomesOf = async (
  content: unknown,
  only?: StateTestFork,
  on = machines,
): Promise<StateTestOutcome[]> => {
  const file = join(folder, 'test.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  const outcomes: StateTestOutcome[] = [];
  for await (const outcome of runStateTests(file, on, only)) outcomes.push(outcome);
  return outcomes;
};

const withPost = (post: unknown, changes: object = {}) => ({ add11: { ...add11, ...changes, post } });

describe('a state test', () => {
  it('passes on every fork whose root the file gives, as sent and as signed from its fields', async () => {
    const cases = [{ ...cancun, txbytes: signed }, cancun];
    const outcomes = await outcomesOf(
      withPost({ Berlin: [berlin], London: [cancun], Paris: cases, Cancun: cases }),
    );
    expect(outcomes.map(({ kind }) => kind)).toEqual(Array(6).fill('passed'));
  });

  it('runs the cases of one fork when asked for one', async () => {
    expect(await outcomesOf(withPost({ Berlin: [berlin], Cancun: [cancun] }), 'Cancun')).toHaveLength(1);
  });

  it('fails on another root and on another logs hash, and says what stock ethereumjs makes of it', async () => {
    const zero = `0x${'00'.repeat(32)}`;
    const [outcome] = await outcomesOf(withPost({ Cancun: [{ ...cancun, hash: zero, logs: zero }] }));
    const mismatches = [
      { field: 'state root', expected: zero, received: cancun.hash },
      { field: 'logs hash', expected: zero, received: cancun.logs },
    ];
    expect(outcome).toMatchObject({ kind: 'failed', mismatches, stockMismatches: mismatches });
    expect(outcome).toMatchObject({ case: { test: 'add11', fork: 'Cancun', indexes: cancun.indexes } });
  });

  it('tells a fault of ours from one of the library', async () => {
    const broken: StateTestMachines['ours'] = async (chainId, fork) => ({
      ...(await createOurMachine(chainId, fork)),
      stateRoot: async () => '0x00',
    });
    const [outcome] = await outcomesOf(withPost({ Cancun: [cancun] }), undefined, {
      ...machines,
      ours: broken,
    });
    expect(outcome).toMatchObject({ kind: 'failed', stockMismatches: [] });
  });

  it('fails when a transaction executes that must be rejected', async () => {
    const [outcome] = await outcomesOf(withPost({ Cancun: [{ ...cancun, expectException: 'TR_NoFunds' }] }));
    const mismatches = [{ field: 'rejection', expected: 'TR_NoFunds', received: 'executed' }];
    expect(outcome).toMatchObject({ kind: 'failed', mismatches });
  });

  it('fails when a transaction is rejected that must execute, with the reason', async () => {
    const transaction = { ...add11.transaction, nonce: '0x07' };
    const [outcome] = await outcomesOf(withPost({ Cancun: [cancun] }, { transaction }));
    expect(JSON.stringify(outcome)).toContain('tx has nonce of: 7');
  });

  it('skips forks whose rules the engine does not have, with the reason', async () => {
    const [outcome] = await outcomesOf(withPost({ Verkle: [cancun] }));
    expect(outcome).toMatchObject({ kind: 'skipped', reason: expect.stringContaining('Verkle') });
  });

  it('skips JSON of another kind and fails on files that are malformed', async () => {
    expect(await outcomesOf({ root: 1, tests: [] })).toMatchObject([{ kind: 'skipped' }]);
    expect(await outcomesOf('{')).toMatchObject([{ kind: 'failed', mismatches: [{ field: 'file' }] }]);
    expect(await outcomesOf(withPost({ Cancun: [{ ...cancun, hash: 1 }] }))).toMatchObject([
      {
        kind: 'failed',
        mismatches: [{ field: 'file', expected: expect.stringContaining('add11.post.Cancun.0.hash') }],
      },
    ]);
  });
});
