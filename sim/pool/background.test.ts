import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BlockSummary, DropReason } from '../chain/chain.ts';
import { createSimulatedChain } from '../chain/simulated.ts';
import { createFakeEngine } from '../engine/fake-engine.ts';
import { constant, exponential, uniform } from '../kernel/distributions.ts';
import { createRandom } from '../kernel/random-stream.ts';
import { createVirtualScheduler } from '../kernel/virtual-scheduler.ts';
import type { ChainProfile } from '../profile/profile.ts';
import { problemsOfProfile } from '../profile/profile-problems.ts';
import { minersProfile, runNetwork } from '../testing/network-experiment.ts';
import { bareProfile } from '../validate/queueing-experiment.ts';
import { type BackgroundTransaction, createBackground } from './background.ts';
import { type BackgroundProfile, problemsOfBackground } from './background-profile.ts';
import { createFakeTransactions, fakeAddress } from './fake-transactions.ts';

/** One a second on average, a transfer's gas and a price of 5 wei. */
const load = (changes: Partial<BackgroundProfile> = {}): BackgroundProfile => ({
  arrivals: { kind: 'poisson', ratePerS: 1 },
  gas: 21_000,
  fees: { kind: 'gas-price', gasPriceWei: 5n },
  byteCount: 100,
  ...changes,
});

/** Transfers of ours, one a second from a sender each. */
const run = async (profile: ChainProfile, ourPricesWei: readonly bigint[], untilMs: number, seed = 1) => {
  const scheduler = createVirtualScheduler();
  const { make, rules } = createFakeTransactions();
  const engine = createFakeEngine({ hardfork: profile.hardfork });
  const chain = createSimulatedChain({ profile, scheduler, engine, rules, random: createRandom(seed) });
  const blocks: BlockSummary[] = [];
  const included: string[] = [];
  const dropped: DropReason[] = [];
  const answers: string[] = [];
  chain.subscribe({
    onBlock: (block) => void blocks.push(block),
    onIncluded: ({ hash }) => void included.push(hash),
    onDropped: ({ reason }) => void dropped.push(reason),
  });
  await scheduler.run(async (process) => {
    chain.start();
    for (const [index, priceWei] of ourPricesWei.entries()) {
      await process.delay(1_000);
      const sender = fakeAddress(index);
      chain.fund(sender, 10n ** 24n);
      const fees = { maxFeePerGasWei: priceWei, maxPriorityFeePerGasWei: priceWei };
      const answer = await process.join(chain.submit(make({ sender, ...fees }).raw));
      answers.push(answer.kind === 'refused' ? answer.reason : answer.kind);
    }
    await process.delay(untilMs - process.nowMs());
  });
  return { blocks, included, dropped, answers, counts: chain.background() };
};

const every2s = (perBlock: number, background = load()): ChainProfile => ({
  ...bareProfile({ kind: 'slots', intervalMs: 2_000 }, perBlock),
  background,
});

describe('the stream of arrivals', () => {
  const streamed = (askedMs: readonly number[], profile = load()) => {
    let nowMs = 0;
    const drawn: BackgroundTransaction[] = [];
    const background = createBackground({
      profile,
      random: createRandom(5),
      nowMs: () => nowMs,
      nextBaseFeeWei: () => 100n,
      gasLimit: () => 30_000_000n,
    });
    background.connect((transaction) => void drawn.push(transaction));
    for (const timeMs of askedMs) {
      nowMs = timeMs;
      background.catchUp();
    }
    return { drawn, background };
  };
  const mixed = load({
    gas: uniform(30_000, 90_000),
    fees: { kind: 'relative', priorityFeeWei: exponential(50), maxFeeOverBaseRatio: uniform(1, 3) },
  });

  test('is the same however often somebody asks', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 60_000 })), (times) => {
        const asked = [...times.toSorted((a, b) => a - b), 60_000];
        expect(streamed(asked, mixed).drawn).toEqual(streamed([60_000], mixed).drawn);
      }),
      { numRuns: 30 },
    );
  });

  test('has the rate, the gas and the fees that were asked for', () => {
    const { drawn, background } = streamed([1_000_000], mixed);
    expect(Math.abs(background.arrivedCount() / 1_000 - 1)).toBeLessThan(0.1);
    for (const { gas, tipWei, maxFeeWei } of drawn) {
      expect(gas >= 30_000n && gas <= 90_000n).toBe(true);
      expect(maxFeeWei - tipWei).toBeGreaterThanOrEqual(100);
      expect(maxFeeWei - tipWei).toBeLessThanOrEqual(300);
    }
  });

  test('what comes at the moment of asking comes after it', () => {
    const regular = load({ arrivals: { kind: 'intervals', intervalMs: constant(500) } });
    expect(streamed([2_000], regular).drawn).toHaveLength(3);
    expect(streamed([2_000.001], regular).drawn).toHaveLength(4);
  });

  test('no gas below 21,000; more than a block has, and no tip, are refused at the door', () => {
    expect(streamed([10_000], load({ gas: constant(5) })).drawn[0]?.gas).toBe(21_000n);
    for (const bad of [load({ gas: 30_000_001 }), load({ fees: { kind: 'gas-price', gasPriceWei: 0n } })]) {
      const { drawn, background } = streamed([60_000], bad);
      expect(drawn).toEqual([]);
      expect(background.refusedCount()).toBe(background.arrivedCount());
      expect(background.arrivedCount()).toBeGreaterThan(0);
    }
  });
});

describe('a single node', () => {
  test('arrived = included + waiting + dropped, and no block has more gas than its limit', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          seed: fc.nat(),
          ratePerS: fc.integer({ min: 1, max: 20 }),
          perBlock: fc.integer({ min: 1, max: 20 }),
          maxPending: fc.integer({ min: 1, max: 30 }),
          prices: fc.array(fc.bigInt({ min: 1n, max: 60n }), { maxLength: 20 }),
        }),
        async ({ seed, ratePerS, perBlock, maxPending, prices }) => {
          const background = load({
            arrivals: { kind: 'poisson', ratePerS },
            gas: uniform(21_000, 100_000),
            fees: { kind: 'gas-price', gasPriceWei: uniform(1, 60) },
          });
          const profile = every2s(perBlock, background);
          const mempool = { ...profile.mempool, maxPending, maxQueued: 0 };
          const { blocks, included, counts } = await run({ ...profile, mempool }, prices, 60_000, seed);
          const shares = blocks.flatMap((block) => block.background ?? []);
          expect(shares).toHaveLength(blocks.length);
          const inBlocks = shares.reduce((sum, { transactionCount }) => sum + transactionCount, 0);
          expect(counts?.includedCount).toBe(inBlocks);
          expect(counts?.droppedCount).toBeGreaterThanOrEqual(0);
          expect(inBlocks + (counts?.waitingCount ?? 0) + (counts?.droppedCount ?? 0)).toBe(
            counts?.arrivedCount,
          );
          for (const { gasUsed, gasLimit, background: share, transactionCount, pendingCount } of blocks) {
            expect(gasUsed <= gasLimit).toBe(true);
            expect(gasUsed).toBe((share?.gasUsed ?? 0n) + 21_000n * BigInt(transactionCount));
            expect((share?.pendingCount ?? 0) + pendingCount).toBeLessThanOrEqual(maxPending);
          }
          expect(blocks.reduce((sum, { transactionCount }) => sum + transactionCount, 0)).toBe(
            included.length,
          );
        },
      ),
      { numRuns: 40 },
    );
  });

  test('the same seed gives the same blocks', async () => {
    const again = () => run(every2s(5), [4n, 6n, 5n], 40_000, 7);
    expect(await again()).toEqual(await again());
  });

  test('it takes from no stream of ours: the instants of the blocks are what they were', async () => {
    const alone = bareProfile({ kind: 'exponential', meanIntervalMs: 3_000 }, 5);
    const timesOf = async (profile: ChainProfile) =>
      (await run(profile, [9n], 100_000, 3)).blocks.map(({ timeMs }) => timeMs);
    expect(await timesOf({ ...alone, background: load() })).toEqual(await timesOf(alone));
  });

  test('the base fee counts its gas', async () => {
    const regular = load({
      arrivals: { kind: 'intervals', intervalMs: constant(100) },
      fees: { kind: 'relative', priorityFeeWei: 5n, maxFeeOverBaseRatio: 2 },
    });
    const profile: ChainProfile = {
      ...every2s(20, regular),
      hardfork: 'osaka',
      fees: { market: 'eip1559', initialBaseFeeWei: 1_000n, priorityFeeWei: 5n },
    };
    const { blocks } = await run(profile, [], 6_000);
    expect(blocks.map(({ baseFeePerGasWei }) => baseFeePerGasWei)).toEqual([1_000n, 1_112n, 1_251n]); // 19 of 20, then full ones
  });

  test('where the pool is full, dearer ones evict ours, and ours are refused if they offer no more', async () => {
    const background = load({ arrivals: { kind: 'intervals', intervalMs: constant(250) } });
    const profile = { ...bareProfile({ kind: 'slots', intervalMs: 10_000 }), background };
    const mempool = { ...profile.mempool, maxPending: 5, maxQueued: 0 };
    const { answers, dropped } = await run({ ...profile, mempool }, [4n, 4n, 5n, 6n], 4_500);
    expect(answers).toEqual(['accepted', 'underpriced', 'underpriced', 'accepted']);
    expect(dropped).toEqual(['evicted']);
  });

  test('between equal offers it is first come, first served', async () => {
    const regular = load({ arrivals: { kind: 'intervals', intervalMs: constant(900) } });
    const { blocks, included } = await run(every2s(1, regular), [5n], 4_500);
    expect(blocks.map(({ background }) => background?.transactionCount)).toEqual([1, 0]);
    expect(included).toHaveLength(1);
  });
});

describe('a network', () => {
  const miners = (background: BackgroundProfile) =>
    minersProfile(4, { kind: 'constant', delayMs: 6_000 }, { background });

  test('after any reorganisations every one is in one place, and none is in a branch twice', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), async (seed) => {
        const { rules } = createFakeTransactions();
        const profile = miners(load({ arrivals: { kind: 'poisson', ratePerS: 0.3 } }));
        const engine = createFakeEngine({ hardfork: profile.hardfork });
        const { chain, blocks, depths, canonical } = await runNetwork({
          profile,
          engine,
          rules,
          seed,
          funds: [],
          sends: [],
          endMs: 1_000_000,
        });
        const counts = chain.background();
        const gasOf = (sum: bigint, gas: bigint | undefined): bigint => sum + (gas ?? 0n);
        const told = blocks.map(({ background }) => background?.gasUsed).reduce(gasOf, 0n);
        const sealed = canonical.map(({ reservedGas }) => reservedGas?.total).reduce(gasOf, 0n);
        expect(depths.length).toBeGreaterThan(0);
        expect(BigInt(counts?.includedCount ?? 0) * 21_000n).toBe(sealed);
        expect(told <= sealed).toBe(true);
        // The pool is large, so nothing is dropped; one that was included twice would be counted as less than nothing.
        expect(counts?.droppedCount).toBe(0);
        expect((counts?.includedCount ?? 0) + (counts?.waitingCount ?? 0)).toBe(counts?.arrivedCount);
      }),
      { numRuns: 5 },
    );
  });
});

describe('bad input', () => {
  test('every problem at once, with its path', () => {
    const bad: BackgroundProfile = {
      arrivals: { kind: 'poisson', ratePerS: 0 },
      gas: 20_999,
      fees: { kind: 'capped', priorityFeeWei: -1n, maxFeeWei: 5n },
      byteCount: -1,
    };
    expect(problemsOfBackground(bad, 'eip1559').map(({ path }) => path)).toEqual([
      'arrivals.ratePerS',
      'gas',
      'fees.priorityFeeWei',
      'byteCount',
    ]);
    expect(problemsOfBackground(bad, 'legacy').map(({ path }) => path)).toContain('fees.kind');
    const frozenTime = load({ arrivals: { kind: 'intervals', intervalMs: constant(0) } });
    expect(problemsOfBackground(frozenTime, 'legacy').map(({ path }) => path)).toEqual([
      'arrivals.intervalMs',
    ]);
  });

  test('an instant chain has no blocks to share', () => {
    const profile = { ...bareProfile({ kind: 'instant' }), background: load() };
    expect(problemsOfProfile(profile).map(({ path }) => path)).toEqual(['background']);
  });
});
