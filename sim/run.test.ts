/** Laws of whole runs. Common random numbers: what comes from the client and its plan is the same, whatever the chain. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { uniform } from './kernel/distributions.ts';
import type { ResolvedBid } from './load/bid.ts';
import { poissonRate } from './load/poisson-rate.ts';
import type { Workload } from './load/workload.ts';
import type { ChainProfile } from './profile/profile.ts';
import { profiles } from './profile/profiles.ts';
import { run } from './run.ts';
import { weiPerEther } from './units.ts';

const userCount = 50;

/** Who sends, to whom, how much and after which delay: all of it is chance. */
const workload: Workload = async ({ account, random, delay, send }) => {
  const from = account('user', random.integer(userCount));
  const to = account('user', random.integer(userCount));
  await delay(random.uniform() * 100);
  await send({ from, to, valueWei: BigInt(random.uint32()), gasLimit: 21_000n, label: `${random.uint32()}` });
};

/** The same price in either market, above every base fee here, so that what is paid is what was bid. */
const bid: ResolvedBid = { gasPriceWei: uniform(200e9, 400e9), bump: undefined };

const loadedFor = (profile: ChainProfile, seed: number, tps: number) => ({
  file: 'chance.ts',
  description: undefined,
  thresholds: [],
  tolerances: {},
  sourceHash: '',
  prices: undefined,
  parameters: {},
  profile,
  scenario: {
    name: 'chance',
    seed,
    accounts: { user: { count: userCount, balanceWei: 1_000n * weiPerEther, bid } },
    contracts: [],
    setup: undefined,
    client: profile.client,
    rounds: ['first', 'second'].map((label) => ({
      label,
      workload,
      rate: poissonRate(tps),
      txCount: 20,
      durationMs: undefined,
      timeoutMs: 3_600_000,
      pauseMs: uniform(0, 20_000),
      tolerate: [],
    })),
  },
});

/** Of every transaction, in the order of its plan: when, counted from the first one of its round, who, and its draws. */
const arrivalsOn = async (profile: ChainProfile, seed: number, tps: number) => {
  const { records, failure } = await run(loadedFor(profile, seed, tps), { verification: 'none' });
  if (failure !== undefined) throw failure;
  const rows = Array.from({ length: records.rowCount() }, (_, row) => records.record(row));
  return rows.map(({ roundIndex, index, sender, label, intendedMs, effectiveGasPriceWei: paidWei }) => {
    const originMs = records.intendedMs(records.roundRows(roundIndex).from);
    return { roundIndex, index, sender, label, paidWei, offsetMs: intendedMs - originMs };
  });
};

test('the same seed gives the same arrivals and bids on every chain, to the microsecond and the wei', async () => {
  const cases = fc.tuple(fc.nat(), fc.constantFrom(5, 50));
  await fc.assert(
    fc.asyncProperty(cases, async ([seed, tps]) => {
      const [reference = [], ...others] = await Promise.all(
        profiles.map((profile) => arrivalsOn(profile, seed, tps)),
      );
      expect(reference.length).toBe(40);
      for (const arrivals of others) {
        expect(arrivals.map(withoutTime)).toEqual(reference.map(withoutTime));
        for (const [row, { offsetMs }] of arrivals.entries())
          expect(Math.abs(offsetMs - (reference[row]?.offsetMs ?? Number.NaN))).toBeLessThan(0.0021);
      }
    }),
    { numRuns: 4 },
  );
});

test.each(profiles)(
  'on $name L = λW, and nothing that was submitted gets lost or is counted twice',
  async (profile) => {
    const { result, records, blocks, failure } = await run(loadedFor(profile, 3, 5), {
      verification: 'none',
    });
    expect(failure).toBeUndefined();
    for (const [index, round] of result.rounds.entries()) {
      const { from, to } = records.roundRows(index);
      const rows = Array.from({ length: to - from }, (_, offset) => from + offset);
      expect(round.submitted).toBe(rows.length);
      expect(round.succeeded + round.failed + round.pending).toBe(round.submitted);
      const [starts, ends] = [rows.map(records.submittedMs), rows.map(records.finalMs)];
      const windowMs = Math.max(...ends) - Math.min(...starts);
      const systemMs = ends.reduce((sum, endMs, row) => sum + endMs - (starts[row] ?? Number.NaN), 0);
      expect((round.inFlight.mean ?? Number.NaN) / (systemMs / windowMs)).toBeCloseTo(1, 9);
    }
    const inBlocks = Array.from({ length: blocks.count() }, (_, index) => blocks.row(index).transactionCount);
    expect(inBlocks.reduce((sum, count) => sum + count, 0)).toBe(records.rowCount());
  },
);

test('another seed gives other arrivals', async () => {
  const [instant] = profiles as [ChainProfile];
  const [one, two] = [await arrivalsOn(instant, 1, 50), await arrivalsOn(instant, 2, 50)];
  expect(one.map(({ label }) => label)).not.toEqual(two.map(({ label }) => label));
});

test('others’ transactions are counted in the result, and the proof says what it takes as given', async () => {
  const busy = profiles.find(({ name }) => name === 'mainnet-busy') as ChainProfile;
  const { result, blocks, verification } = await run(loadedFor(busy, 1, 5), { verification: 'stock' });
  const rows = Array.from({ length: blocks.count() }, (_, index) => blocks.row(index).background);
  const { arrivedCount = 0, includedCount, waitingCount = 0, droppedCount = 0 } = result.background ?? {};
  expect(includedCount).toBe(rows.reduce((sum, row) => sum + (row?.transactionCount ?? 0), 0));
  expect(includedCount).toBe(arrivedCount - waitingCount - droppedCount);
  expect(arrivedCount).toBeGreaterThan(100);
  const reservedGas = rows.reduce((sum, row) => sum + (row?.gasUsed ?? 0n), 0n);
  expect(verification).toMatchObject({ verified: true, reservedGas });
});

const withoutTime = ({ offsetMs: _, ...arrival }: Awaited<ReturnType<typeof arrivalsOn>>[number]) => arrival;
