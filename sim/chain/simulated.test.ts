import { describe, expect, test } from 'vitest';
import { createFakeEngine } from '../engine/fake-engine.ts';
import { createRandom } from '../kernel/random-stream.ts';
import { createVirtualScheduler } from '../kernel/virtual-scheduler.ts';
import type { BlockSummary } from './chain.ts';
import { createFakeTransactions, fakeAddress } from './fake-transactions.ts';
import type { ChainProfile, ProducerProfile } from './profile.ts';
import { profiles } from './profiles.ts';
import { createSimulatedChain } from './simulated.ts';

/** Queueing laws know no base fee, no caps and no processing time. */
const bareProfile = (producer: ProducerProfile, blockTransactions = 100_000): ChainProfile => ({
  ...(profiles[1] as ChainProfile),
  hardfork: 'muirGlacier',
  fees: { market: 'legacy', gasPriceWei: 10n },
  producer,
  blockGasLimit: 21_000n * BigInt(blockTransactions),
  node: { msPerGas: 0 },
});

interface Outcome {
  readonly blocks: readonly BlockSummary[];
  /** By order of submission; NaN for what was never confirmed. */
  readonly includedMs: Float64Array;
  readonly confirmedMs: Float64Array;
}

/** One transfer per arrival, each from an account of its own. */
const runArrivals = async (
  profile: ChainProfile,
  arrivalsMs: Iterable<number>,
  settleMs: number,
  seed = 1,
): Promise<Outcome> => {
  const scheduler = createVirtualScheduler();
  const fake = createFakeTransactions();
  const engine = createFakeEngine({ hardfork: profile.hardfork });
  const { rules } = fake;
  const chain = createSimulatedChain({ profile, scheduler, engine, rules, random: createRandom(seed) });
  const times = [...arrivalsMs];
  const includedMs = new Float64Array(times.length).fill(Number.NaN);
  const confirmedMs = new Float64Array(times.length).fill(Number.NaN);
  const blocks: BlockSummary[] = [];
  chain.subscribe({
    onIncluded: ({ hash, timeMs }) => void (includedMs[Number(hash)] = timeMs),
    onConfirmed: ({ hash, timeMs }) => void (confirmedMs[Number(hash)] = timeMs),
    onBlock: (block) => void blocks.push(block),
  });
  await scheduler.run(async (process) => {
    chain.start();
    for (const [index, timeMs] of times.entries()) {
      if (timeMs > scheduler.nowMs() || index === 0) await process.delay(timeMs - scheduler.nowMs());
      const transaction = fake.make({ sender: fakeAddress(index) });
      chain.fund(transaction.sender, 10n ** 18n);
      expect((await chain.submit(transaction.raw)).kind).toBe('accepted');
    }
    await process.delay(settleMs);
  });
  return { blocks, includedMs, confirmedMs };
};

const evenly = (count: number, periodMs: number): number[] =>
  Array.from({ length: count }, (_, index) => index * periodMs);

const latenciesS = (arrivalsMs: readonly number[], endsMs: Float64Array): number[] =>
  arrivalsMs.map((sent, index) => ((endsMs[index] ?? Number.NaN) - sent) / 1000).sort((a, b) => a - b);

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Nearest rank. */
const quantile = (sorted: readonly number[], p: number): number =>
  sorted[Math.ceil(p * sorted.length - 1e-9) - 1] ?? Number.NaN;

const describeLatency = (sorted: readonly number[]) => ({
  min: sorted[0],
  mean: Number(mean(sorted).toFixed(9)),
  p50: quantile(sorted, 0.5),
  p95: quantile(sorted, 0.95),
  p99: quantile(sorted, 0.99),
  max: sorted.at(-1),
});

describe('slots', () => {
  test('V1: evenly spaced arrivals under light load wait uniformly for their slot', async () => {
    const arrivals = evenly(1_200, 100);
    const { includedMs, blocks } = await runArrivals(
      bareProfile({ kind: 'slots', intervalMs: 12_000 }),
      arrivals,
      12_000,
    );
    expect(describeLatency(latenciesS(arrivals, includedMs))).toEqual({
      min: 0.1,
      mean: 6.05,
      p50: 6,
      p95: 11.4,
      p99: 11.9,
      max: 12,
    });
    expect(blocks.map(({ timeMs }) => timeMs)).toEqual(evenly(11, 12_000).slice(1));
  });

  test('V2: overload drains at b per slot and delays grow', async () => {
    const arrivals = evenly(6_000, 10);
    const profile = bareProfile({ kind: 'slots', intervalMs: 12_000 }, 1_000);
    const { includedMs, blocks } = await runArrivals(profile, arrivals, 12_011);
    expect(describeLatency(latenciesS(arrivals, includedMs))).toEqual({
      min: 2.01,
      mean: 12.005,
      p50: 12,
      p95: 19.5,
      p99: 21.4,
      max: 22,
    });
    const last = blocks.findLast(({ transactionCount }) => transactionCount > 0);
    expect(last?.timeMs).toBe(72_000);
    expect(6_000 / 72).toBeCloseTo(83.333, 3);
  });
});
