import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Hardfork, hardforks, isAtLeast } from '../ethereum/hardfork.ts';
import type { Receipt } from '../ethereum/receipt.ts';
import {
  type TestTransactionFields,
  testAddress,
  testBeneficiary,
  testEnvironment,
  testTransaction,
} from '../testing/signed-transactions.ts';
import { type Address, type Hex, weiPerEther } from '../units.ts';
import { testEngine } from './engine.conformance.ts';
import type { CallMessage } from './engine.ts';
import { createEthereumjsEngine, EngineMisuseError } from './ethereumjs.ts';
import { systemContracts } from './system-contracts.ts';

for (const hardfork of ['paris', 'osaka'] as const)
  testEngine(`ethereumjs on ${hardfork}`, () =>
    createEthereumjsEngine({ chainId: 1337, hardfork, undoBlocks: 4 }),
  );

/** An engine with funded accounts 0 to 4, and a way to put transactions into a block of their own. */
const prepare = (hardfork: Hardfork = 'osaka', undoBlocks = 8) => {
  const engine = createEthereumjsEngine({ chainId: 1337, hardfork, undoBlocks });
  for (const index of [0, 1, 2, 3, 4]) engine.fund(testAddress(index), weiPerEther);
  let number = 0;
  const include = async (...transactions: TestTransactionFields[]): Promise<Receipt[]> => {
    number += 1;
    const block = await engine.openBlock(testEnvironment(engine, number));
    for (const fields of transactions) {
      const execution = await block.execute(testTransaction(engine, fields));
      if (execution.kind !== 'executed') expect.fail(execution.message);
    }
    return (await block.seal()).transactions.map(({ receipt }) => receipt);
  };
  const deploy = async (runtime: string, nonce = 0): Promise<Address> => {
    const fields = { to: undefined, data: initCode(runtime), gasLimit: 2_000_000n, nonce };
    const [receipt] = await include(fields);
    return receipt?.contractAddress ?? expect.fail('no contract');
  };
  return { engine, include, deploy };
};

/** Init code that deploys the runtime code after it: CODECOPY from offset 12, RETURN. */
const initCode = (runtime: string): Hex => {
  const length = (runtime.length / 2).toString(16).padStart(4, '0');
  return `0x61${length}80600c6000396000f3${runtime}`;
};

const message = (changes: Partial<CallMessage>): CallMessage => ({
  from: testAddress(0),
  to: testAddress(1),
  data: '0x',
  valueWei: 0n,
  gasLimit: undefined,
  ...changes,
});

const word = (value: number): string => value.toString(16).padStart(64, '0');

/** SSTORE(0, SLOAD(0) + 1); LOG1 with topic 7; return the new value. */
const counter = '6000546001018060005580600052600760206000a160206000f3';
/** Stores the first word of its data in slot 0. */
const setter = '60003560005500';
/** Stores 1 in slot 0 and reverts. */
const writesAndReverts = '600160005560006000fd';
/** Reverts with the data it is given. */
const reverter = '366000600037366000fd';
/** Jumps to itself for ever. */
const loop = '5b600056';
/** Returns the hash of the block whose number it is given. */
const blockHash = '60003540600052602060 00f3'.replace(' ', '');

describe.each(hardforks)('the engine on %s', (hardfork) => {
  it('deploys, executes, logs, reads and computes the gas parts', async () => {
    const { engine, include, deploy } = prepare(hardfork);
    const to = await deploy(counter);
    const [receipt] = await include({ nonce: 1, to, gasLimit: 100_000n });
    expect(receipt).toMatchObject({
      status: 'success',
      contractAddress: undefined,
      halt: undefined,
      logs: [{ address: to, topics: [`0x${word(7)}`], data: `0x${word(1)}` }],
    });
    const outcome = await engine.call(message({ to }));
    expect(outcome).toMatchObject({ status: 'success', returnData: `0x${word(2)}` });
    expect((await engine.call(message({ to }))).returnData).toBe(`0x${word(2)}`);
  });

  it('tells a first write from an update, by what stays in storage', async () => {
    const { include, deploy } = prepare(hardfork);
    const [to, undone] = [await deploy(setter), await deploy(writesAndReverts, 1)];
    const writes: string[] = [];
    const send = async (nonce: number, target: Address, value = 0): Promise<void> => {
      const [receipt] = await include({ nonce, to: target, data: `0x${word(value)}`, gasLimit: 100_000n });
      writes.push(receipt?.storageWrite ?? 'no receipt');
    };
    for (const [index, value] of [0, 5, 5, 6, 0, 7].entries()) await send(2 + index, to, value);
    await send(8, undone);
    expect(writes).toEqual(['none', 'first', 'none', 'update', 'update', 'first', 'none']);
  });

  it('pays the reward of proof of work and nothing after it', async () => {
    const { engine, include } = prepare(hardfork);
    await include();
    const rewardWei = isAtLeast(hardfork, 'paris') ? 0n : 2n * weiPerEther; // EIP-1234
    expect(engine.account(testBeneficiary).balanceWei).toBe(rewardWei);
  });
});

describe('the engine', () => {
  it('gives what a revert says, in transactions and in calls', async () => {
    const { engine, include, deploy } = prepare();
    const to = await deploy(reverter);
    const [receipt] = await include({ nonce: 1, to, data: '0xcafe', gasLimit: 100_000n });
    expect(receipt).toMatchObject({
      status: 'reverted',
      halt: { kind: 'revert', name: 'revert', data: '0xcafe' },
    });
    const outcome = await engine.call(message({ to, data: '0xcafe' }));
    expect(outcome).toMatchObject({
      status: 'reverted',
      returnData: '0xcafe',
      halt: { kind: 'revert', data: '0xcafe' },
    });
    expect(outcome.gasUsed).toBe(receipt?.gasUsed);
  });

  it('charges all gas to an execution that runs out of it', async () => {
    const { include, deploy } = prepare();
    const to = await deploy(loop);
    const [receipt] = await include({ nonce: 1, to, gasLimit: 50_000n });
    expect(receipt).toMatchObject({
      status: 'reverted',
      gasUsed: 50_000n,
      halt: { kind: 'halt', name: 'out of gas' },
    });
  });

  it('names no contract when its creation fails', async () => {
    const { include } = prepare();
    const [receipt] = await include({ to: undefined, data: '0xfe', gasLimit: 100_000n });
    expect(receipt).toMatchObject({ status: 'reverted', contractAddress: undefined, gasUsed: 100_000n });
  });

  it('answers BLOCKHASH for the last 256 blocks', async () => {
    const { engine, include, deploy } = prepare();
    const to = await deploy(blockHash);
    const ask = async (number: number) =>
      (await engine.call(message({ to, data: `0x${word(number)}` }))).returnData;
    await include();
    expect(await ask(0)).toBe(`0x${word(1)}`);
    expect(await ask(1)).toBe(`0x${word(2)}`);
    expect(await ask(2)).toBe(`0x${word(0)}`);
    for (let block = 3; block <= 258; block++) await include();
    expect(await ask(1)).toBe(`0x${word(0)}`);
    expect(await ask(2)).toBe(`0x${word(3)}`);
    expect(await ask(257)).toBe(`0x${word(258)}`);
  });

  it('serves the system contracts: the parent hash of EIP-2935, the time of EIP-4788', async () => {
    const { engine, include } = prepare();
    await include();
    await include();
    const [beaconRoots, history] = systemContracts('osaka').map(({ address }) => address);
    const parent = await engine.call(message({ to: history, data: `0x${word(1)}` }));
    expect(parent).toMatchObject({ status: 'success', returnData: `0x${word(2)}` });
    const timestampS = Number(testEnvironment(engine, 2).timestampS);
    const root = await engine.call(message({ to: beaconRoots, data: `0x${word(timestampS)}` }));
    expect(root).toMatchObject({ status: 'success', returnData: `0x${word(0)}` });
    expect(await engine.call(message({ to: beaconRoots, data: `0x${word(timestampS + 1)}` }))).toMatchObject({
      status: 'reverted',
    });
  });

  it('restores the state root of before when blocks with code and storage are rolled back', async () => {
    const { engine, include, deploy } = prepare();
    const to = await deploy(counter);
    const root = await engine.stateRoot();
    await include({ nonce: 1, to, gasLimit: 100_000n }, { from: 2, to, gasLimit: 100_000n });
    await include({ nonce: 2, to: undefined, data: initCode(setter), gasLimit: 200_000n });
    expect(await engine.stateRoot()).not.toBe(root);
    await engine.rollback(1);
    expect(await engine.stateRoot()).toBe(root);
    expect((await engine.call(message({ to }))).returnData).toBe(`0x${word(1)}`);
  });

  it('does one thing at a time: calls wait for each other, and none is taken while a block is open', async () => {
    const { engine, deploy } = prepare();
    const to = await deploy(counter);
    const outcomes = await Promise.all([1, 2, 3].map(() => engine.call(message({ to }))));
    expect(new Set(outcomes.map(({ returnData }) => returnData))).toEqual(new Set([`0x${word(1)}`]));
    const block = await engine.openBlock(testEnvironment(engine, 2));
    await expect(engine.call(message({ to }))).rejects.toThrow(EngineMisuseError);
    await expect(engine.rollback(0)).rejects.toThrow(EngineMisuseError);
    await block.discard();
    await expect(engine.rollback(0)).resolves.toBeUndefined();
  });

  it('refuses to roll back further than it can', async () => {
    const { engine, include } = prepare('osaka', 1);
    await include();
    await include();
    await expect(engine.rollback(0)).rejects.toMatchObject({ code: 'ROLLBACK_HORIZON' });
  });

  it('refuses a call that sends more than its sender has', async () => {
    const { engine } = prepare();
    const outcome = await engine.call(message({ valueWei: 2n * weiPerEther }));
    expect(outcome).toMatchObject({ status: 'reverted', halt: { name: 'insufficient balance' } });
  });

  it('intrinsic + execution − refund + floorAdjustment = gasUsed, in receipts and in calls alike', async () => {
    const { engine, deploy, include } = prepare();
    const [setterAt, reverterAt, counterAt] = [
      await deploy(setter),
      await deploy(reverter, 1),
      await deploy(counter, 2),
    ];
    const kinds = fc.constantFrom(setterAt, reverterAt, counterAt, testAddress(3), undefined);
    const contents = fc.oneof(
      fc.constantFrom(`0x${word(0)}` as Hex, `0x${word(5)}` as Hex, initCode(counter)),
      fc.uint8Array({ maxLength: 300 }).map((bytes): Hex => `0x${Buffer.from(bytes).toString('hex')}`),
    );
    let nonce = 3;
    await fc.assert(
      fc.asyncProperty(kinds, contents, async (to, data) => {
        const outcome = await engine.call(message({ to, data }));
        const [receipt] = await include({ nonce, to, data, gasLimit: 1_000_000n });
        nonce += 1;
        const { intrinsic, execution, refund, floorAdjustment } = receipt?.gas ?? expect.fail();
        expect(intrinsic + execution - refund + floorAdjustment).toBe(receipt?.gasUsed);
        expect(refund).toBeLessThanOrEqual((intrinsic + execution) / 5n); // EIP-3529
        for (const part of [intrinsic, execution, refund, floorAdjustment])
          expect(part).toBeGreaterThanOrEqual(0n);
        if (receipt?.status === 'success') expect(outcome.gasUsed).toBe(receipt.gasUsed);
        expect(outcome.gasBeforeRefund).toBeGreaterThanOrEqual(outcome.gasUsed);
      }),
      { numRuns: 60 },
    );
  });
});
