/**
 * What every engine must do, whatever it executes on. The rules are those of a chain after the merge (no rewards);
 * only transfers are sent, because an engine may have no code. The engine must be able to roll back four blocks.
 */
import { describe, expect, test } from 'vitest';
import type { Transaction } from '../ethereum/transaction.ts';
import {
  type TestTransactionFields,
  testAddress,
  testBeneficiary,
  testEnvironment,
  testTransaction,
} from '../testing/signed-transactions.ts';
import { type Hex, weiPerEther } from '../units.ts';
import type { CallMessage, Engine, OpenBlock } from './engine.ts';

const transferGas = 21_000n;
const [baseFeeWei, tipWei] = [1_000_000_000n, 1n];

/** A fresh engine whose accounts 0 and 2 hold an ether each. */
const prepare = (createEngine: () => Engine) => {
  const engine = createEngine();
  for (const index of [0, 2]) engine.fund(testAddress(index), weiPerEther);
  const transaction = (fields: TestTransactionFields): Transaction => testTransaction(engine, fields);
  const open = (number: number, changes = {}): Promise<OpenBlock> =>
    engine.openBlock(testEnvironment(engine, number, changes));
  const sealWith = async (number: number, ...fields: TestTransactionFields[]) => {
    const block = await open(number);
    for (const each of fields) await block.execute(transaction(each));
    return block.seal();
  };
  const balance = (index: number): bigint => engine.account(testAddress(index)).balanceWei;
  return { engine, transaction, open, sealWith, balance };
};

const transfers = (createEngine: () => Engine): void => {
  test('a transfer moves its value, pays gas and tip, burns the base fee and counts the nonce', async () => {
    const { engine, transaction, open, balance } = prepare(createEngine);
    const block = await open(1);
    const execution = await block.execute(transaction({ valueWei: 5n }));
    if (execution.kind !== 'executed') return expect.fail(execution.message);
    const { receipt } = execution;
    expect(receipt).toMatchObject({
      status: 'success',
      gasUsed: transferGas,
      cumulativeGasUsed: transferGas,
    });
    expect(receipt.effectiveGasPriceWei).toBe(baseFeeWei + tipWei);
    expect(
      receipt.gas.intrinsic + receipt.gas.execution - receipt.gas.refund + receipt.gas.floorAdjustment,
    ).toBe(transferGas);
    await block.seal();
    expect(balance(0)).toBe(weiPerEther - 5n - transferGas * (baseFeeWei + tipWei));
    expect(balance(1)).toBe(5n);
    expect(engine.account(testBeneficiary).balanceWei).toBe(transferGas * tipWei);
    expect(engine.account(testAddress(0)).nonce).toBe(1);
  });

  test('an open block has no getter, which would keep its transactions long after it is sealed', async () => {
    const { open } = prepare(createEngine);
    const properties = Object.values(Object.getOwnPropertyDescriptors(await open(1)));
    expect(properties.map(({ value }) => typeof value)).toEqual(properties.map(() => 'function'));
  });

  test('a block holds its transactions in their order, with cumulative gas', async () => {
    const { sealWith } = prepare(createEngine);
    const sealed = await sealWith(1, { nonce: 0 }, { from: 2 }, { nonce: 1 });
    expect(sealed.environment.number).toBe(1);
    expect(sealed.gasUsed).toBe(3n * transferGas);
    expect(sealed.transactions.map(({ transaction }) => [transaction.sender, transaction.nonce])).toEqual([
      [testAddress(0), 0],
      [testAddress(2), 0],
      [testAddress(0), 1],
    ]);
    expect(sealed.transactions.map(({ receipt }) => receipt.cumulativeGasUsed)).toEqual([
      transferGas,
      2n * transferGas,
      3n * transferGas,
    ]);
  });

  test('blocks have hashes of 32 bytes, each its own', async () => {
    const { sealWith } = prepare(createEngine);
    const hashes = [(await sealWith(1)).hash, (await sealWith(2)).hash];
    for (const hash of hashes) expect(hash).toMatch(/^0x[0-9a-f]{64}$/);
    expect(hashes[0]).not.toBe(hashes[1]);
  });
};

const refusals = (createEngine: () => Engine): void => {
  test.each<[string, TestTransactionFields]>([
    ['nonceTooLow', { nonce: 0 }],
    ['nonceTooHigh', { nonce: 2 }],
    ['insufficientFunds', { nonce: 1, valueWei: weiPerEther }],
    ['insufficientFunds', { from: 7 }],
    ['feeBelowBaseFee', { nonce: 1, maxFeePerGasWei: baseFeeWei - 1n }],
    ['intrinsicGasTooLow', { nonce: 1, gasLimit: transferGas - 1n }],
    ['blockGasLimitExceeded', { nonce: 1, gasLimit: 79_001n }],
  ])('%s: %o is no part of the block and leaves no trace', async (reason, fields) => {
    const { engine, transaction, open, balance } = prepare(createEngine);
    const block = await open(1, { gasLimit: 100_000n });
    await block.execute(transaction({ nonce: 0 }));
    const before = [balance(0), balance(1), engine.account(testAddress(0)).nonce, block.gasUsed()];
    expect(await block.execute(transaction(fields))).toMatchObject({ kind: 'invalid', reason });
    expect([balance(0), balance(1), engine.account(testAddress(0)).nonce, block.gasUsed()]).toEqual(before);
    expect(await block.execute(transaction({ nonce: 1 }))).toMatchObject({ kind: 'executed' });
    expect((await block.seal()).transactions).toHaveLength(2);
  });

  test('the exact funds and the exact rest of the block are enough', async () => {
    const { engine, transaction, open } = prepare(createEngine);
    engine.fund(testAddress(3), transferGas * 10_000_000_000n + 9n);
    const block = await open(1, { gasLimit: transferGas });
    expect(await block.execute(transaction({ from: 3, valueWei: 9n }))).toMatchObject({ kind: 'executed' });
  });
};

const blocks = (createEngine: () => Engine): void => {
  test('a discarded block was never opened', async () => {
    const { engine, transaction, open, sealWith, balance } = prepare(createEngine);
    const block = await open(1);
    await block.execute(transaction({ valueWei: 5n }));
    await block.discard();
    expect([balance(0), balance(1), engine.account(testAddress(0)).nonce]).toEqual([weiPerEther, 0n, 0]);
    expect((await sealWith(1, { valueWei: 6n })).transactions).toHaveLength(1);
    expect(balance(1)).toBe(6n);
  });

  test('rolling back undoes whole blocks, after which others can take their place', async () => {
    const { engine, sealWith, balance } = prepare(createEngine);
    await sealWith(1, { valueWei: 1n });
    const [root, remaining] = [await engine.stateRoot(), balance(0)];
    await sealWith(2, { nonce: 1, valueWei: 2n });
    await sealWith(3, { nonce: 2, valueWei: 4n }, { from: 2, valueWei: 8n });
    expect(balance(1)).toBe(15n);
    await engine.rollback(1);
    expect([balance(1), balance(0), engine.account(testAddress(0)).nonce]).toEqual([1n, remaining, 1]);
    expect(await engine.stateRoot()).toBe(root);
    await sealWith(2, { nonce: 1, valueWei: 16n });
    expect(balance(1)).toBe(17n);
  });

  test('rolling back to genesis leaves the funds', async () => {
    const { engine, sealWith, balance } = prepare(createEngine);
    await sealWith(1, { valueWei: 1n });
    await engine.rollback(0);
    expect([balance(0), balance(1)]).toEqual([weiPerEther, 0n]);
  });

  test('of two branches each is as it was left, and either can be gone on with', async () => {
    const { engine, sealWith, balance } = prepare(createEngine);
    const trunk = await sealWith(1, { valueWei: 1n });
    const left = await sealWith(2, { nonce: 1, valueWei: 2n }, { from: 2, valueWei: 4n });
    const leftRoot = await engine.stateRoot();
    await engine.checkout(trunk.hash);
    expect(balance(1)).toBe(1n);
    const right = await sealWith(2, { nonce: 1, valueWei: 8n });
    expect(right.hash).not.toBe(left.hash);
    const rightRoot = await engine.stateRoot();
    await engine.checkout(left.hash);
    expect([balance(1), await engine.stateRoot()]).toEqual([7n, leftRoot]);
    await engine.checkout(right.hash);
    expect([balance(1), await engine.stateRoot()]).toEqual([9n, rightRoot]);
    await sealWith(3, { nonce: 2, valueWei: 16n });
    expect(balance(1)).toBe(25n);
    await engine.checkout(left.hash);
    await sealWith(3, { nonce: 2, valueWei: 32n });
    expect(balance(1)).toBe(39n);
  });

  test('an account can be looked at after any block of any branch', async () => {
    const { engine, sealWith } = prepare(createEngine);
    const trunk = await sealWith(1, { valueWei: 1n });
    const left = await sealWith(2, { nonce: 1, valueWei: 2n });
    await engine.checkout(trunk.hash);
    const right = await sealWith(2, { nonce: 1, valueWei: 4n }, { nonce: 2, valueWei: 8n });
    const seen = ({ hash }: { hash: Hex }) => [
      engine.account(testAddress(0), hash).nonce,
      engine.account(testAddress(1), hash).balanceWei,
      engine.account(testAddress(2), hash).nonce,
    ];
    for (const head of [right, left, trunk]) {
      await engine.checkout(head.hash);
      expect([trunk, left, right].map(seen)).toEqual([
        [1, 1n, 0],
        [2, 3n, 0],
        [3, 13n, 0],
      ]);
    }
  });

  test('an unknown block is refused, and so is moving while a block is open', async () => {
    const { engine, open, sealWith } = prepare(createEngine);
    const sealed = await sealWith(1);
    await expect(engine.checkout(`0x${'77'.repeat(32)}`)).rejects.toMatchObject({ code: 'BLOCK_UNKNOWN' });
    await open(2);
    await expect(engine.checkout(sealed.hash)).rejects.toThrow();
  });

  test('one block is open at a time, and it is the next one', async () => {
    const { open } = prepare(createEngine);
    await expect(open(2)).rejects.toThrow();
    await open(1);
    await expect(open(1)).rejects.toThrow();
    await expect(open(2)).rejects.toThrow();
  });
};

const calls = (createEngine: () => Engine): void => {
  const message: CallMessage = {
    from: testAddress(0),
    to: testAddress(1),
    data: '0x',
    valueWei: 0n,
    gasLimit: undefined,
  };

  test('a call costs what the transaction would, and leaves no trace', async () => {
    const { engine, sealWith, balance } = prepare(createEngine);
    await sealWith(1);
    const root = await engine.stateRoot();
    expect(await engine.call(message)).toEqual({
      status: 'success',
      returnData: '0x',
      gasUsed: transferGas,
      gasBeforeRefund: transferGas,
      logs: [],
      halt: undefined,
    });
    expect(await engine.stateRoot()).toBe(root);
    expect([balance(0), engine.account(testAddress(0)).nonce]).toEqual([weiPerEther, 0]);
  });

  test('a call before the first block sees genesis', async () => {
    const { engine } = prepare(createEngine);
    expect(await engine.call(message)).toMatchObject({ status: 'success', gasUsed: transferGas });
  });

  test('a call with too little gas runs out of it', async () => {
    const { engine } = prepare(createEngine);
    const outcome = await engine.call({ ...message, gasLimit: transferGas - 1n });
    expect(outcome).toMatchObject({ status: 'reverted', halt: { kind: 'halt', name: 'out of gas' } });
  });
};

const accounts = (createEngine: () => Engine): void => {
  test('an unknown account is empty, a funded one holds its funds', () => {
    const { engine } = prepare(createEngine);
    expect(engine.account(testAddress(9))).toEqual({ nonce: 0, balanceWei: 0n });
    engine.fund(testAddress(9), 3n);
    expect(engine.account(testAddress(9))).toEqual({ nonce: 0, balanceWei: 3n });
  });

  test('an account can be funded after blocks that it took no part in, which rolling back does not undo', async () => {
    const { engine, sealWith, balance } = prepare(createEngine);
    await sealWith(1);
    engine.fund(testAddress(9), weiPerEther);
    await sealWith(2, { from: 9, valueWei: 1n });
    expect(balance(1)).toBe(1n);
    await engine.rollback(0);
    expect(balance(9)).toBe(weiPerEther);
  });
};

/** `createEngine` makes a fresh engine of a chain after the merge that can roll back four blocks. */
export const testEngine = (name: string, createEngine: () => Engine): void => {
  describe(`${name} as an engine`, () => {
    transfers(createEngine);
    refusals(createEngine);
    blocks(createEngine);
    calls(createEngine);
    accounts(createEngine);
  });
};
