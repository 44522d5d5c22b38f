/**
 * Replacements on a chain that forks: wallets raise bids while miners hold different versions of a transaction on different
 * branches. Whatever happens, every call is accounted for once, no nonce is used twice, and stock ethereumjs agrees.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { uniform } from './kernel/distributions.ts';
import { resolveBid } from './load/bid.ts';
import { poissonRate } from './load/poisson-rate.ts';
import type { Workload } from './load/workload.ts';
import type { ReceiptProfile } from './profile/profile.ts';
import { run } from './run.ts';
import { minersProfile } from './testing/network-experiment.ts';
import { weiPerEther } from './units.ts';

const userCount = 6;
const txCount = 60;

const workload: Workload = ({ account, send, index }) =>
  send({ from: account('user', index % userCount), to: account('user', 0), gasLimit: 21_000n });

/** Blocks of four about every 10 s, links of up to 12 s, and twice as many transactions as fit. */
const loadedFor = (seed: number, minerCount: number, receipts: ReceiptProfile) => {
  const profile = minersProfile(minerCount, { kind: 'drawn', delay: uniform(0, 12_000) });
  const client = { preparationMs: 1, receiptMs: 0, workerCount: 1, receipts };
  const bid = resolveBid(
    { gasPriceWei: uniform(1e9, 3e9), bumpAfterMs: 8_000, bumpRatio: 1.3, maxBumps: 4 },
    profile.mempool.priceBumpPercent,
  );
  return {
    file: 'replaced.ts',
    description: undefined,
    sourceHash: '',
    prices: undefined,
    parameters: {},
    thresholds: [],
    tolerances: {},
    profile: { ...profile, client },
    scenario: {
      name: 'replaced',
      seed,
      accounts: { user: { count: userCount, balanceWei: weiPerEther, bid } },
      contracts: [],
      setup: undefined,
      client,
      rounds: [
        {
          label: 'transfer',
          workload,
          rate: poissonRate(0.8),
          txCount,
          durationMs: undefined,
          timeoutMs: 250_000,
          pauseMs: 0,
          tolerate: [],
        },
      ],
    },
  };
};

const receiptKinds: readonly ReceiptProfile[] = [
  { kind: 'subscription' },
  { kind: 'polling', intervalMs: 3_000 },
];

describe.each(receiptKinds)('a client that learns by $kind', (receipts) => {
  test('submitted = succeeded + failed + pending, and no nonce is included twice', async () => {
    let [replacements, reorganisations] = [0, 0];
    const property = fc.asyncProperty(fc.nat(), fc.integer({ min: 2, max: 4 }), async (seed, minerCount) => {
      const { result, records, blocks, failure, verification } = await run(
        loadedFor(seed, minerCount, receipts),
        {
          verification: 'stock',
        },
      );
      expect(failure).toBeUndefined();
      expect(verification).toMatchObject({ verified: true });
      const [round] = result.rounds;
      expect(records.rowCount()).toBe(txCount);
      expect((round?.succeeded ?? 0) + (round?.failed ?? 0) + (round?.pending ?? 0)).toBe(txCount);
      expect(round?.failed).toBe(0);
      const rows = Array.from({ length: txCount }, (_, row) => records.record(row));
      const included = rows.filter(({ includedMs }) => includedMs !== undefined);
      const nonces = included.map(({ sender, nonce }) => `${sender} ${nonce}`);
      expect(new Set(nonces).size).toBe(nonces.length);
      expect(new Set(included.map(({ hash }) => hash)).size).toBe(included.length);
      // A client that polls has yet to hear of the newest blocks.
      const inBlocks = Array.from(
        { length: blocks.count() },
        (_, index) => blocks.row(index).transactionCount,
      );
      const total = inBlocks.reduce((sum, count) => sum + count, 0);
      if (receipts.kind === 'subscription') expect(included.length).toBe(total);
      else expect(included.length).toBeLessThanOrEqual(total);
      replacements += round?.replacements ?? 0;
      reorganisations += round?.network?.reorganisations.count ?? 0;
    });
    await fc.assert(property, { numRuns: 4 });
    expect(replacements).toBeGreaterThan(50);
    expect(reorganisations).toBeGreaterThan(2);
  });
});
