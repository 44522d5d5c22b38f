/** The chain against closed forms; the case numbers and figures are those of the simulator's validation plan. */
import { describe, expect, test } from 'vitest';
import { exponential, sampleMs } from '../kernel/distributions.ts';
import { createRandom } from '../kernel/random-stream.ts';
import { bareProfile, type QueueingOutcome, runQueueing } from '../testing/queueing-experiment.ts';
import type { ChainProfile } from './profile.ts';

const evenly = (count: number, periodMs: number): number[] =>
  Array.from({ length: count }, (_, index) => index * periodMs);

const poisson = (ratePerS: number, durationMs: number, seed: number): number[] => {
  const random = createRandom(seed).fork('arrivals');
  const gaps = exponential(1000 / ratePerS);
  const times: number[] = [];
  for (let t = sampleMs(gaps, random); t < durationMs; t += sampleMs(gaps, random)) times.push(t);
  return times;
};

const latenciesS = (arrivalsMs: readonly number[], endsMs: readonly number[], fromMs = 0): number[] =>
  arrivalsMs
    .map((sentMs, index) => (sentMs < fromMs ? Number.NaN : ((endsMs[index] as number) - sentMs) / 1000))
    .filter((latency) => !Number.isNaN(latency))
    .sort((a, b) => a - b);

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

/** Nearest rank. */
const quantile = (sorted: readonly number[], perMille: number): number =>
  sorted[Math.ceil((perMille * sorted.length) / 1000) - 1] as number;

const describeLatency = (sorted: readonly number[]) => ({
  min: sorted[0],
  mean: Number(mean(sorted).toFixed(9)),
  p50: quantile(sorted, 500),
  p95: quantile(sorted, 950),
  p99: quantile(sorted, 990),
  max: sorted.at(-1),
});

/** |mean of the replications − expected| ≤ 4 standard errors, and these small enough for that to mean something. */
const expectMean = (replications: readonly number[], expected: number, relativeError: number): void => {
  const average = mean(replications);
  const variance = mean(replications.map((value) => (value - average) ** 2));
  const standardError = Math.sqrt(variance / (replications.length - 1));
  expect(standardError / expected).toBeLessThan(relativeError);
  expect(Math.abs(average - expected)).toBeLessThanOrEqual(4 * standardError);
};

interface Replication extends QueueingOutcome {
  readonly sortedS: readonly number[];
}

/** W = T / (1 − r^b), where r in (0, 1) solves μ r^(b+1) − (λ + μ) r + λ = 0: the fixed point of λ / (λ + μ − μ r^b). */
const waitS = ({
  ratePerS,
  intervalS,
  batch,
}: Record<'ratePerS' | 'intervalS' | 'batch', number>): number => {
  let r = 0.5;
  for (let step = 0; step < 10_000; step += 1)
    r = ratePerS / (ratePerS + 1 / intervalS - r ** batch / intervalS);
  return intervalS / (1 - r ** batch);
};

interface ReplicationPlan {
  readonly firstSeed: number;
  readonly ratePerS: number;
  readonly durationMs: number;
  readonly warmUpMs: number;
}

/** Poisson arrivals, the first `warmUpMs` of them not measured. */
const replicate = async (
  profile: ChainProfile,
  { firstSeed, ratePerS, durationMs, warmUpMs }: ReplicationPlan,
): Promise<Replication[]> => {
  const replications: Replication[] = [];
  for (let seed = firstSeed; seed < firstSeed + 20; seed += 1) {
    const arrivalsMs = poisson(ratePerS, durationMs, seed);
    const outcome = await runQueueing({ profile, arrivalsMs, settleMs: 500_000, seed });
    replications.push({ ...outcome, sortedS: latenciesS(arrivalsMs, outcome.includedMs, warmUpMs) });
  }
  return replications;
};

describe('slots', () => {
  test('V1: evenly spaced arrivals under light load wait uniformly for their slot', async () => {
    const arrivalsMs = evenly(1_200, 100);
    const profile = bareProfile({ kind: 'slots', intervalMs: 12_000 });
    const { includedMs, blocks } = await runQueueing({ profile, arrivalsMs, settleMs: 12_000, seed: 1 });
    expect(describeLatency(latenciesS(arrivalsMs, includedMs))).toEqual({
      min: 0.1,
      mean: 6.05,
      p50: 6,
      p95: 11.4,
      p99: 11.9,
      max: 12,
    });
    expect(blocks.map(({ timeMs }) => timeMs)).toEqual(evenly(11, 12_000).slice(1));
  });

  test('V2: in overload a slot carries b transactions and the delay grows', async () => {
    const arrivalsMs = evenly(6_000, 10);
    const profile = bareProfile({ kind: 'slots', intervalMs: 12_000 }, 1_000);
    const { includedMs } = await runQueueing({ profile, arrivalsMs, settleMs: 24_000, seed: 1 });
    expect(describeLatency(latenciesS(arrivalsMs, includedMs))).toEqual({
      min: 2.01,
      mean: 12.005,
      p50: 12,
      p95: 19.5,
      p99: 21.4,
      max: 22,
    });
    const lastMs = Math.max(...includedMs);
    expect(lastMs).toBe(72_000);
    expect(arrivalsMs.length / (lastMs / 1000)).toBeCloseTo(83.333, 3);
  });

  test('V7: Poisson arrivals at a tenth of a slot wait as the roots of z^b = e^(a(z−1)) say', async () => {
    const profile = bareProfile({ kind: 'slots', intervalMs: 12_000 }, 10);
    const runs = await replicate(profile, {
      firstSeed: 700,
      ratePerS: 0.7,
      durationMs: 2_000_000,
      warmUpMs: 200_000,
    });
    expectMean(
      runs.map(({ sortedS }) => mean(sortedS)),
      7.99438,
      0.05,
    );
  });
});

describe('missed slots', () => {
  test.each([
    [0.01, 6.12121],
    [0.05, 6.63158],
  ])('V8: with %f of the slots missed one waits T / 2 + T m / (1 − m)', async (missRatio, expectedS) => {
    const profile = bareProfile({ kind: 'slots', intervalMs: 12_000, missRatio });
    const runs = await replicate(profile, {
      firstSeed: 800,
      ratePerS: 0.2,
      durationMs: 3_000_000,
      warmUpMs: 0,
    });
    expectMean(
      runs.map(({ sortedS }) => mean(sortedS)),
      expectedS,
      0.015,
    );
  });
});

describe('proof of work', () => {
  test('V3: without a block limit the latency is exponential', async () => {
    const profile = bareProfile({ kind: 'exponential', meanIntervalMs: 13_200 });
    const runs = await replicate(profile, {
      firstSeed: 300,
      ratePerS: 0.2,
      durationMs: 6_600_000,
      warmUpMs: 0,
    });
    expectMean(
      runs.map(({ sortedS }) => mean(sortedS)),
      13.2,
      0.02,
    );
    expectMean(
      runs.map(({ sortedS }) => quantile(sortedS, 500)),
      9.15,
      0.02,
    );
    expectMean(
      runs.map(({ sortedS }) => quantile(sortedS, 950)),
      39.54,
      0.03,
    );
  });

  test('V4: with b = 100 per block the latency is exponential with rate μ(1 − r^b)', async () => {
    const profile = bareProfile({ kind: 'exponential', meanIntervalMs: 13_200 }, 100);
    const runs = await replicate(profile, {
      firstSeed: 400,
      ratePerS: 5,
      durationMs: 1_000_000,
      warmUpMs: 280_000,
    });
    expectMean(
      runs.map(({ sortedS }) => mean(sortedS)),
      22.439,
      0.2,
    );
    expectMean(
      runs.map(({ sortedS }) => quantile(sortedS, 500)),
      15.554,
      0.2,
    );
    expectMean(
      runs.map(({ sortedS }) => quantile(sortedS, 950)),
      67.222,
      0.2,
    );
  });

  test('V5: with b = 10 per block, and so are the shares of empty and full blocks', async () => {
    const profile = bareProfile({ kind: 'exponential', meanIntervalMs: 10_000 }, 10);
    const runs = await replicate(profile, {
      firstSeed: 500,
      ratePerS: 0.5,
      durationMs: 3_000_000,
      warmUpMs: 200_000,
    });
    expectMean(
      runs.map(({ sortedS }) => mean(sortedS)),
      13.2464,
      0.05,
    );
    const share = ({ blocks }: Replication, count: number): number => {
      const loaded = blocks.filter(({ timeMs }) => timeMs > 200_000 && timeMs < 3_000_000);
      return loaded.filter(({ transactionCount }) => transactionCount === count).length / loaded.length;
    };
    expectMean(
      runs.map((run) => share(run, 0)),
      0.13118,
      0.05,
    );
    expectMean(
      runs.map((run) => share(run, 10)),
      0.24508,
      0.05,
    );
  });

  test('V9: the k-th confirmation comes after k intervals on average', async () => {
    const profile = { ...bareProfile({ kind: 'exponential', meanIntervalMs: 13_200 }), confirmations: 6 };
    const runs: number[] = [];
    for (let seed = 900; seed < 920; seed += 1) {
      const arrivalsMs = poisson(0.05, 2_640_000, seed);
      const { confirmedMs } = await runQueueing({ profile, arrivalsMs, settleMs: 1_000_000, seed });
      runs.push(mean(latenciesS(arrivalsMs, confirmedMs)));
    }
    expectMean(runs, 79.2, 0.02);
  });

  test('V10: a class with higher fees waits as if it were alone, and the mean over all is unchanged', async () => {
    const profile = bareProfile({ kind: 'exponential', meanIntervalMs: 10_000 }, 10);
    const high: number[] = [];
    const all: number[] = [];
    for (let seed = 1_000; seed < 1_020; seed += 1) {
      const arrivalsMs = poisson(0.5, 3_000_000, seed);
      const random = createRandom(seed).fork('classes');
      const isHigh = arrivalsMs.map(() => random.uniform() < 0.3);
      const gasPriceWei = (index: number): bigint => (isHigh[index] ? 20n : 10n);
      const { includedMs } = await runQueueing({ profile, arrivalsMs, settleMs: 500_000, seed, gasPriceWei });
      const waitsS = arrivalsMs.map((sentMs, index) => ((includedMs[index] as number) - sentMs) / 1000);
      high.push(mean(waitsS.filter((_, index) => isHigh[index])));
      all.push(mean(waitsS));
    }
    expectMean(high, waitS({ ratePerS: 0.15, intervalS: 10, batch: 10 }), 0.05);
    expectMean(all, waitS({ ratePerS: 0.5, intervalS: 10, batch: 10 }), 0.05);
  });
});
