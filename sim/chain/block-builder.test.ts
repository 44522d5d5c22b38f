import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createFakeEngine } from '../engine/fake-engine.ts';
import type { BlockEnvironment } from '../ethereum/block.ts';
import { createFakeTransactions, type FakeFields, fakeAddress } from '../pool/fake-transactions.ts';
import { createMempool } from '../pool/mempool.ts';
import { createOrdering } from '../pool/ordering.ts';
import { profiles } from '../profile/profiles.ts';
import { fillBlock } from './block-builder.ts';
import { beneficiary, zeroHash } from './genesis.ts';

const environment = (gasLimit: bigint): BlockEnvironment => ({
  number: 1,
  parentHash: zeroHash,
  timestampS: 1n,
  gasLimit,
  baseFeePerGasWei: undefined,
  beneficiary,
  difficulty: 0n,
  prevRandao: zeroHash,
});

/** Pools these, and builds one block of them. */
const build = async (gasLimit: bigint, offers: readonly FakeFields[], poor: readonly number[] = []) => {
  const engine = createFakeEngine();
  const { make } = createFakeTransactions();
  const pool = createMempool({
    limits: {
      maxPending: 10_000,
      guaranteedPerSender: 10_000,
      maxQueued: 10_000,
      maxQueuedPerSender: 10_000,
      priceBumpPercent: 10,
    },
    account: () => ({ nonce: 0, balanceWei: 10n ** 30n }),
    onDropped: () => {},
  });
  for (const [index, fields] of offers.entries()) {
    const sender = fields.sender ?? fakeAddress(index);
    if (!poor.includes(index)) engine.fund(sender, 10n ** 30n);
    pool.add(make({ ...fields, sender }));
  }
  const block = await engine.openBlock(environment(gasLimit));
  const { invalid } = await fillBlock(block, gasLimit, createOrdering(pool.lanes(), undefined));
  return { invalid, sealed: await block.seal() };
};

test('V16: a full block holds gas limit / 21,000 transfers, rounded down', async () => {
  const full = Array.from({ length: 3_000 }, () => ({}));
  const count = async (gasLimit: bigint) => (await build(gasLimit, full)).sealed.transactions.length;
  expect(await count(12_500_000n)).toBe(595);
  expect(await count(15_000_000n)).toBe(714);
  expect(await count(36_000_000n)).toBe(1_714);
  expect(await count(45_000_000n)).toBe(2_142);
  expect(await count(60_000_000n)).toBe(2_857);
});

test('V16: the shipped main nets carry 45.08 and 238.08 transfers per second', () => {
  const capacityTps = (name: string): number => {
    const profile = profiles.find((each) => each.name === name);
    if (profile === undefined || profile.producer.kind === 'instant') return Number.NaN;
    const { producer, blockGasLimit } = profile;
    const intervalMs = producer.kind === 'slots' ? producer.intervalMs : 13_200;
    return Math.floor(Number(blockGasLimit) / 21_000) / (intervalMs / 1000);
  };
  expect(capacityTps('mainnet-2021')).toBeCloseTo(45.08, 2);
  expect(capacityTps('mainnet')).toBeCloseTo(238.08, 2);
});

test('a transaction that does not fit is passed over, and smaller ones behind it go in', async () => {
  const offers = [50n, 40n, 30n].map((wei, index) => ({
    gasLimit: index === 1 ? 90_000n : 21_000n,
    maxFeePerGasWei: wei,
    maxPriorityFeePerGasWei: wei,
  }));
  const { sealed, invalid } = await build(100_000n, offers);
  expect(sealed.transactions.map(({ transaction }) => transaction.maxFeePerGasWei)).toEqual([50n, 30n]);
  expect(invalid).toEqual([]);
});

test('what the engine calls invalid is handed back and the block goes on', async () => {
  const { sealed, invalid } = await build(100_000n, [{}, {}, {}], [1]);
  expect(sealed.transactions).toHaveLength(2);
  expect(invalid.map(({ transaction, reason }) => [transaction.sender, reason])).toEqual([
    [fakeAddress(1), 'insufficientFunds'],
  ]);
});

test('gas used ≤ gas limit, a sender’s nonces are consecutive, and no eligible transaction would still fit', () => {
  const offer = fc.record({
    who: fc.nat(5),
    gasLimit: fc.bigInt(21_000n, 120_000n),
    wei: fc.bigInt(1n, 50n),
  });
  return fc.assert(
    fc.asyncProperty(
      fc.array(offer, { maxLength: 30, size: 'max' }),
      fc.bigInt(0n, 400_000n),
      async (offers, gasLimit) => {
        const nonces = new Map<number, number>();
        const fields = offers.map(({ who, gasLimit: limit, wei }) => {
          const nonce = nonces.get(who) ?? 0;
          nonces.set(who, nonce + 1);
          const fees = { maxFeePerGasWei: wei, maxPriorityFeePerGasWei: wei };
          return { sender: fakeAddress(who), nonce, gasLimit: limit, ...fees };
        });
        const { sealed, invalid } = await build(gasLimit, fields);
        expect(invalid).toEqual([]);
        expect(sealed.gasUsed).toBeLessThanOrEqual(gasLimit);
        const next = new Map<string, number>();
        for (const { transaction } of sealed.transactions) {
          expect(transaction.nonce).toBe(next.get(transaction.sender) ?? 0);
          next.set(transaction.sender, transaction.nonce + 1);
        }
        for (const { sender, nonce, gasLimit: limit } of fields)
          if (nonce === (next.get(sender) ?? 0)) expect(limit).toBeGreaterThan(gasLimit - sealed.gasUsed);
      },
    ),
  );
});
