/**
 * Networks on the real EVM: after forks and reorganisations stock ethereumjs, which sees the canonical chain alone, finds
 * the same receipts and the same state root. The contract stores what a block tells the EVM of itself and its parent.
 */
import fc from 'fast-check';
import { getContractAddress } from 'viem';
import { describe, expect, test } from 'vitest';
import { createEthereumjsEngine } from '../engine/ethereumjs.ts';
import type { SealedBlock } from '../ethereum/block.ts';
import { exponential, uniform } from '../kernel/distributions.ts';
import type { LinkProfile } from '../network/link-profile.ts';
import type { BackgroundProfile } from '../pool/background-profile.ts';
import type { ChainProfile } from '../profile/profile.ts';
import { minersProfile, runNetwork } from '../testing/network-experiment.ts';
import { testAddress, testTransaction } from '../testing/signed-transactions.ts';
import { gwei, type Hex, weiPerEther } from '../units.ts';
import { createVerification } from '../verification.ts';

/** storage[number] = the parent's hash; 1 = time; 2 = difficulty or randomness; 3 = beneficiary. */
const observe = '60014303404355426001554460025541600355';
const initCode: Hex = `0x60${(observe.length / 2).toString(16)}600c60003960${(observe.length / 2).toString(16)}6000f3${observe}`;

const accountCount = 3;

/** A deployment by account 0, then calls of what it deployed and transfers, at random times. */
const transactionsOf = (profile: ChainProfile, seed: number, count: number) => {
  const nonces = Array.from({ length: accountCount }, () => 0);
  const isLegacy = profile.fees.market === 'legacy';
  const fees = { maxFeePerGasWei: gwei(100), maxPriorityFeePerGasWei: isLegacy ? gwei(100) : gwei(1) };
  const next = (from: number) => {
    const nonce = nonces[from] as number;
    nonces[from] = nonce + 1;
    return { from, nonce, ...fees };
  };
  const deployment = testTransaction(profile, {
    ...next(0),
    to: undefined,
    data: initCode,
    gasLimit: 200_000n,
  });
  const contract = getContractAddress({ from: testAddress(0), nonce: 0n }).toLowerCase() as Hex;
  const others = Array.from({ length: count }, (_, index) => {
    const call = { to: contract, gasLimit: 150_000n };
    const transfer = { to: testAddress(index % 5), valueWei: BigInt(index) };
    return testTransaction(profile, {
      ...next((index + seed) % accountCount),
      ...(index % 3 === 0 ? transfer : call),
    });
  });
  return [deployment, ...others].map(({ raw }, index) => ({ raw, atMs: 1 + index * 1_500 }));
};

const crowd = (fees: BackgroundProfile['fees']): BackgroundProfile => ({
  arrivals: { kind: 'poisson', ratePerS: 0.8 },
  gas: uniform(21_000, 150_000),
  fees,
  byteCount: 100,
});

const kinds: Record<string, (base: ChainProfile) => Partial<ChainProfile>> = {
  'proof of work': () => ({ blockGasLimit: 1_000_000n }),
  'slots on osaka': () => ({
    hardfork: 'osaka',
    blockGasLimit: 1_000_000n,
    producer: { kind: 'slots', intervalMs: 8_000, missRatio: 0.1 },
    fees: { market: 'eip1559', initialBaseFeeWei: gwei(1), priorityFeeWei: gwei(1) },
  }),
  'proof of work on frozen templates, with background load': ({ producer }) => ({
    blockGasLimit: 1_000_000n,
    gasLimitTarget: 1_020_000n,
    producer: { ...producer, template: 'frozen' } as ChainProfile['producer'],
    background: crowd({ kind: 'gas-price', gasPriceWei: uniform(Number(gwei(90)), Number(gwei(110))) }),
  }),
  'slots on osaka, with background load and a gas limit that falls': () => ({
    hardfork: 'osaka',
    blockGasLimit: 1_000_000n,
    gasLimitTarget: 900_000n,
    producer: { kind: 'slots', intervalMs: 8_000, missRatio: 0.1 },
    fees: { market: 'eip1559', initialBaseFeeWei: gwei(1), priorityFeeWei: gwei(1) },
    background: crowd({
      kind: 'relative',
      priorityFeeWei: exponential(Number(gwei(1))),
      maxFeeOverBaseRatio: 2,
    }),
  }),
};

describe.each(Object.entries(kinds))('%s', (name, changes) => {
  test('stock ethereumjs agrees on the canonical chain, whatever else was executed', async () => {
    let reorganisations = 0;
    const property = fc.asyncProperty(
      fc.integer({ min: 2, max: 4 }),
      fc.nat(100_000),
      async (nodeCount, seed) => {
        const links: LinkProfile = { kind: 'drawn', delay: uniform(0, 20_000) };
        const base = minersProfile(nodeCount, links);
        const profile = { ...base, ...changes(base) };
        const { chainId, hardfork } = profile;
        const engine = createEthereumjsEngine({ chainId, hardfork, undoBlocks: 64 });
        const verification = createVerification('stock', profile);
        const funds = Array.from(
          { length: accountCount },
          (_each, index) => [testAddress(index), weiPerEther] as const,
        );
        for (const [address, balanceWei] of funds) verification.funding(() => {})(address, balanceWei);
        const { chain, canonical, depths, sealed } = await runNetwork({
          profile,
          engine,
          seed,
          funds,
          sends: transactionsOf(profile, seed, 30),
          endMs: 200_000,
        });
        for (const block of sealed) verification.record(block);
        reorganisations += depths.length;
        const gas = (sum: bigint, { reservedGas }: SealedBlock): bigint => sum + (reservedGas?.total ?? 0n);
        const reservedGas = canonical.reduce(gas, 0n);
        expect(reservedGas > 0n).toBe(profile.background !== undefined);
        expect(await verification.finish(engine, chain.head().hash)).toMatchObject({
          verified: true,
          reservedGas,
          blockCount: canonical.length,
          transactionCount: canonical.reduce((sum, { transactions }) => sum + transactions.length, 0),
        });
      },
    );
    // By chance some runs have hardly a fork: they go on until there was something to take back.
    for (let round = 0; round < 10 && reorganisations <= 3; round += 1)
      await fc.assert(property, { numRuns: name.includes('background') ? 4 : 8 });
    expect(reorganisations).toBeGreaterThan(3);
  });
});
