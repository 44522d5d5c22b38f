import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { add11, berlin, cancun, signed, withPost } from '../testing/official-state-test.ts';
import { runStateTests, type StateTestMachines, type StateTestOutcome } from './state-tests.ts';
import type { StateTestFork } from './state-tests-fork.ts';
import { createOurMachine, createStockMachine } from './state-tests-machine.ts';

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
