import { describe, expect, test } from 'vitest';
import { createFakeEngine } from '../engine/fake-engine.ts';
import type { SealedBlock } from '../ethereum/block.ts';
import { nextBaseFeeWei } from '../ethereum/fees.ts';
import { createRandom } from '../kernel/random-stream.ts';
import type { Process } from '../kernel/scheduler.ts';
import { createVirtualScheduler } from '../kernel/virtual-scheduler.ts';
import { createFakeTransactions, type FakeFields, fakeAddress } from '../pool/fake-transactions.ts';
import type { ChainProfile } from '../profile/profile.ts';
import { profiles } from '../profile/profiles.ts';
import { gwei } from '../units.ts';
import type { BlockSummary, DropReason, Inclusion } from './chain.ts';
import { createSimulatedChain } from './simulated.ts';

const profileNamed = (name: string, changes: Partial<ChainProfile> = {}): ChainProfile => ({
  ...(profiles.find((profile) => profile.name === name) as ChainProfile),
  ...changes,
});

const millisecondPerTransfer = { msPerGas: 1 / 21_000 };

const offer: FakeFields = { maxFeePerGasWei: gwei(100), maxPriorityFeePerGasWei: gwei(1) };

const setUp = (profile: ChainProfile) => {
  const scheduler = createVirtualScheduler();
  const transactions = createFakeTransactions();
  const engine = createFakeEngine({ hardfork: profile.hardfork });
  const sealed: SealedBlock[] = [];
  const chain = createSimulatedChain({
    profile,
    scheduler,
    engine,
    random: createRandom(1),
    rules: transactions.rules,
    onSealed: (block) => void sealed.push(block),
  });
  const included: Inclusion[] = [];
  const confirmed: { hash: string; timeMs: number }[] = [];
  const blocks: BlockSummary[] = [];
  const dropped: [string, DropReason][] = [];
  chain.subscribe({
    onIncluded: (event) => void included.push(event),
    onConfirmed: (event) => void confirmed.push(event),
    onDropped: ({ hash, reason }) => void dropped.push([hash, reason]),
    onBlock: (block) => void blocks.push(block),
  });
  const send = async (fields: FakeFields = {}) => {
    const transaction = transactions.make({ ...offer, ...fields });
    const submission = await chain.submit(transaction.raw);
    return { ...submission, transaction };
  };
  const run = (body: (process: Process) => Promise<void>): Promise<void> =>
    scheduler.run(async (process) => {
      for (let index = 0; index < 10; index += 1) chain.fund(fakeAddress(index), 10n ** 24n);
      chain.start();
      await body(process);
    });
  return { chain, scheduler, sealed, included, confirmed, blocks, dropped, send, run };
};

describe('instant', () => {
  test('a chain of one deterministic server: the n-th of N at once is included after n service times', async () => {
    const { send, run, included, blocks } = setUp(profileNamed('instant', { node: millisecondPerTransfer }));
    await run(async (process) => {
      for (let nonce = 0; nonce < 50; nonce += 1) await send({ nonce });
      await process.delay(1_000);
    });
    expect(included.map(({ timeMs }) => timeMs)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
    expect(included.map(({ blockNumber }) => blockNumber)).toEqual(blocks.map(({ number }) => number));
    expect(blocks[0]).toMatchObject({ transactionCount: 1, pendingCount: 49 });
  });

  test('the order is that of arrival, and a filled nonce gap releases what waited behind it', async () => {
    const { send, run, included } = setUp(profileNamed('instant'));
    await run(async (process) => {
      await send({ nonce: 1 });
      await send({ sender: fakeAddress(2), maxPriorityFeePerGasWei: 1n });
      await send({ sender: fakeAddress(3) });
      await send({ nonce: 0 });
      await process.delay(1_000);
    });
    expect(included.map(({ hash }) => Number(hash))).toEqual([1, 2, 3, 0]);
  });

  test('blocks within one second share its timestamp', async () => {
    const { send, run, blocks } = setUp(profileNamed('instant'));
    await run(async (process) => {
      for (const nonce of [0, 1]) await send({ nonce });
      await process.delay(1_500);
      await send({ nonce: 2 });
      await process.delay(1_500);
    });
    expect(blocks.map(({ timestampS }) => timestampS)).toEqual([
      1_750_000_000n,
      1_750_000_000n,
      1_750_000_001n,
    ]);
  });

  test('a call waits for the blocks before it, and is slowed by its own gas', async () => {
    const { chain, scheduler, send, run } = setUp(profileNamed('instant', { node: millisecondPerTransfer }));
    const message = { from: fakeAddress(0), to: fakeAddress(1), data: '0x', valueWei: 0n } as const;
    await run(async (process) => {
      for (const nonce of [0, 1]) await send({ nonce });
      await process.join(chain.read({ ...message, gasLimit: undefined }));
      expect(scheduler.nowMs()).toBe(3);
    });
  });
});

describe('slots', () => {
  test('a block is seen when its execution time has passed, and what came meanwhile is for the next', async () => {
    const { send, run, included, blocks } = setUp(profileNamed('dev-2s', { node: millisecondPerTransfer }));
    await run(async (process) => {
      for (const nonce of [0, 1, 2]) await send({ nonce });
      await process.delay(2_001);
      await send({ nonce: 3 });
      await process.delay(2_500);
    });
    expect(included.map(({ timeMs }) => timeMs)).toEqual([2_003, 2_003, 2_003, 4_001]);
    expect(blocks.map(({ timeMs }) => timeMs)).toEqual([2_000, 4_000]);
  });

  test('empty blocks keep their slots, their timestamps and the fall of the base fee', async () => {
    const { run, blocks } = setUp(profileNamed('dev-2s'));
    await run((process) => process.delay(22_000 + 1));
    expect(blocks.map(({ timeMs }) => timeMs)).toEqual(
      Array.from({ length: 11 }, (_, slot) => 2_000 * (slot + 1)),
    );
    expect(blocks.map(({ timestampS }) => Number(timestampS - 1_750_000_000n))).toEqual(
      blocks.map(({ timeMs }) => timeMs / 1000),
    );
    expect(blocks[0]?.baseFeePerGasWei).toBe(1_000_000_000n);
    expect(blocks[10]?.baseFeePerGasWei).toBe(263_075_578n); // V15: ten empty blocks from 1 gwei
  });

  test('V15: full blocks raise the base fee by an eighth', async () => {
    const fees = { market: 'eip1559', initialBaseFeeWei: gwei(100), priorityFeeWei: gwei(1) } as const;
    const { send, run, blocks } = setUp(profileNamed('dev-2s', { fees, blockGasLimit: 42_000n }));
    await run(async (process) => {
      for (let nonce = 0; nonce < 4; nonce += 1) await send({ nonce, maxFeePerGasWei: gwei(300) });
      await process.delay(6_001);
    });
    expect(blocks.map(({ baseFeePerGasWei }) => baseFeePerGasWei)).toEqual([
      100_000_000_000n,
      112_500_000_000n,
      126_562_500_000n,
    ]);
  });

  test('a transaction below the base fee waits until it has fallen far enough', async () => {
    const { send, run, blocks, included } = setUp(profileNamed('dev-2s'));
    await run(async (process) => {
      await send({ maxFeePerGasWei: 700_000_000n, maxPriorityFeePerGasWei: 1n });
      await process.delay(10_001);
    });
    expect(blocks.map(({ pendingCount }) => pendingCount)).toEqual([1, 1, 1, 0, 0]);
    expect(included[0]?.receipt.effectiveGasPriceWei).toBe(669_921_876n);
  });
});

describe('any producer', () => {
  test('legacy fees: the quote is the profile’s price, and the highest price goes first', async () => {
    const { chain, send, run, included } = setUp(profileNamed('pow-15s'));
    await run(async (process) => {
      const gasPriceWei = gwei(100);
      expect(await chain.feeQuote()).toEqual({
        maxFeePerGasWei: gasPriceWei,
        maxPriorityFeePerGasWei: gasPriceWei,
      });
      for (const [index, price] of [50, 200, 100].entries()) {
        const fees = { maxFeePerGasWei: gwei(price), maxPriorityFeePerGasWei: gwei(price) };
        await send({ sender: fakeAddress(index), ...fees });
      }
      await process.delay(600_000);
    });
    expect(included.map(({ hash }) => Number(hash))).toEqual([1, 2, 0]);
  });

  test('EIP-1559: the quote is twice the next base fee and the tip', async () => {
    const { chain, run, blocks } = setUp(profileNamed('mainnet'));
    await run(async (process) => {
      await process.delay(12_001);
      const { gasLimit, gasUsed, baseFeePerGasWei = 0n } = blocks[0] as BlockSummary;
      const next = nextBaseFeeWei({ gasLimit, gasUsed, baseFeePerGasWei });
      expect((await chain.feeQuote()).maxFeePerGasWei).toBe(2n * next + gwei(1));
    });
  });

  test('timestamps rise strictly, although proof of work finds blocks within a second', async () => {
    const { run, blocks } = setUp(
      profileNamed('pow-15s', { producer: { kind: 'exponential', meanIntervalMs: 900 } }),
    );
    await run((process) => process.delay(200_000));
    const times = blocks.map(({ timestampS }) => timestampS);
    expect(blocks.length).toBeGreaterThan(150);
    expect(times.every((time, index) => index === 0 || time > (times[index - 1] as bigint))).toBe(true);
  });

  test('a transaction is confirmed when its block is the k-th newest', async () => {
    const { send, run, included, confirmed } = setUp(
      profileNamed('mainnet', { confirmations: 3, node: { msPerGas: 0 } }),
    );
    await run(async (process) => {
      await send();
      await process.delay(60_000);
    });
    expect(included.map(({ timeMs }) => timeMs)).toEqual([12_000]);
    expect(confirmed.map(({ timeMs }) => timeMs)).toEqual([36_000]);
  });

  test('bytes that do not decode are refused', async () => {
    const { chain, run } = setUp(profileNamed('mainnet'));
    await run(async () => {
      expect(await chain.submit(new Uint8Array(4).fill(255))).toMatchObject({
        kind: 'refused',
        reason: 'invalidTransaction',
      });
    });
  });

  test('limits of gas and tip are checked at the door', async () => {
    const { send, run } = setUp(profileNamed('mainnet'));
    await run(async () => {
      expect(await send({ gasLimit: 60_000_001n })).toMatchObject({ reason: 'blockGasLimitExceeded' });
      expect(await send({ gasLimit: 20_999n })).toMatchObject({ reason: 'intrinsicGasTooLow' });
      expect(await send({ maxPriorityFeePerGasWei: 0n })).toMatchObject({ reason: 'underpriced' });
      expect(await send({ sender: fakeAddress(99) })).toMatchObject({ reason: 'insufficientFunds' });
    });
  });

  test('what a sender can no longer pay is dropped, and what is behind it waits', async () => {
    const { chain, send, run, dropped, blocks } = setUp(profileNamed('dev-2s'));
    await run(async (process) => {
      for (const nonce of [0, 1]) await send({ nonce });
      chain.fund(fakeAddress(0), 1n); // as if it had gone elsewhere
      await process.delay(2_001);
    });
    expect(dropped).toEqual([[`0x${'0'.repeat(64)}`, 'insufficientFunds']]);
    expect(blocks[0]).toMatchObject({ transactionCount: 0, pendingCount: 0, queuedCount: 1 });
  });

  test('sealed blocks are handed on in order and are linked by their hashes', async () => {
    const { run, sealed, chain } = setUp(profileNamed('dev-2s'));
    await run((process) => process.delay(10_001));
    expect(sealed.map(({ environment }) => environment.number)).toEqual([1, 2, 3, 4, 5]);
    for (const [index, { environment }] of sealed.entries())
      if (index > 0) expect(environment.parentHash).toBe(sealed[index - 1]?.hash);
    expect(chain.head().number).toBe(5);
  });
});
