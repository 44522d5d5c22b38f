/** Networks that execute: what must hold after any sequence of forks and reorganisations. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createFakeEngine } from '../engine/fake-engine.ts';
import { logNormal, uniform } from '../kernel/distributions.ts';
import { createRandom } from '../kernel/random-stream.ts';
import { createVirtualScheduler } from '../kernel/virtual-scheduler.ts';
import type { LinkProfile } from '../network/link-profile.ts';
import { createFakeTransactions, fakeAddress } from '../pool/fake-transactions.ts';
import type { ChainProfile } from '../profile/profile.ts';
import { branchOf, minersProfile, type NetworkOutcome, runNetwork } from '../testing/network-experiment.ts';
import { createSimulatedChain } from './simulated.ts';

const accountCount = 4;
const balanceWei = 10n ** 18n;
const endMs = 400_000;

/** When which account sends, with what offset from its next nonce. */
const sends = fc.array(
  fc.record({
    atMs: fc.nat(300_000),
    account: fc.nat(accountCount - 1),
    wei: fc.integer({ min: 1, max: 50 }),
    valueWei: fc.integer({ min: 0, max: 1_000 }),
  }),
  { maxLength: 60, size: 'max' },
);

type Sends = typeof sends extends fc.Arbitrary<infer T> ? T : never;

const run = async (profile: ChainProfile, seed: number, plan: Sends) => {
  const { make, rules } = createFakeTransactions();
  const nonces = Array.from({ length: accountCount }, () => 0);
  const transactions = plan
    .toSorted((a, b) => a.atMs - b.atMs)
    .map(({ atMs, account, wei, valueWei }) => {
      const nonce = nonces[account] as number;
      nonces[account] = nonce + 1;
      const price = { maxFeePerGasWei: BigInt(wei), maxPriorityFeePerGasWei: BigInt(wei) };
      const to = fakeAddress((account + 1) % accountCount);
      return {
        atMs,
        transaction: make({ sender: fakeAddress(account), to, nonce, valueWei: BigInt(valueWei), ...price }),
      };
    });
  const engine = createFakeEngine({ hardfork: profile.hardfork });
  const outcome = await runNetwork({
    profile,
    engine,
    rules,
    seed,
    funds: nonces.map((_, account) => [fakeAddress(account), balanceWei] as const),
    sends: transactions.map(({ atMs, transaction }) => ({ atMs, raw: transaction.raw })),
    endMs,
  });
  return { engine, lastSendMs: transactions.at(-1)?.atMs ?? 0, ...outcome };
};

const addresses = (profile: ChainProfile) =>
  Array.from({ length: accountCount }, (_, account) => fakeAddress(account)).concat(
    Array.from(
      { length: profile.network?.nodeCount ?? 0 },
      (_, node) =>
        `0x${(BigInt('0xfeefeefeefeefeefeefeefeefeefeefeefeefee0') + BigInt(node)).toString(16)}` as const,
    ),
  );

/** The same blocks on a fresh engine that has never seen another branch. */
const replay = async ({ canonical }: NetworkOutcome, profile: ChainProfile) => {
  const engine = createFakeEngine({ hardfork: profile.hardfork });
  for (let account = 0; account < accountCount; account += 1) engine.fund(fakeAddress(account), balanceWei);
  for (const { environment, transactions } of canonical) {
    const open = await engine.openBlock(environment);
    for (const { transaction, receipt } of transactions)
      expect(await open.execute(transaction)).toEqual({ kind: 'executed', receipt });
    await open.seal();
  }
  return engine;
};

const links: readonly LinkProfile[] = [
  { kind: 'constant', delayMs: 0 },
  { kind: 'constant', delayMs: 6_000 },
  { kind: 'drawn', delay: uniform(0, 30_000) },
  { kind: 'drawn', delay: logNormal(3_000, 1.5) },
];

/** On as many nodes; proof of work is what the profile has. */
const consensuses: Record<string, (nodeCount: number) => Partial<ChainProfile>> = {
  'proof of work': () => ({}),
  slots: () => ({ producer: { kind: 'slots', intervalMs: 8_000, missRatio: 0.1 } }),
  clique: (signerCount) => ({ producer: { kind: 'clique', signerCount, periodS: 5, wiggleMs: 500 } }),
  qbft: (validatorCount) => ({
    producer: {
      kind: 'qbft',
      validatorCount,
      quorum: Math.ceil((2 * validatorCount) / 3),
      silent: [],
      periodS: 2,
      requestTimeoutMs: 4_000,
    },
  }),
};

const networks = fc.record({
  nodeCount: fc.integer({ min: 1, max: 5 }),
  link: fc.constantFrom(...links),
  confirmations: fc.integer({ min: 1, max: 4 }),
  seed: fc.nat(100_000),
});

const checkOutcome = async (profile: ChainProfile, outcome: Awaited<ReturnType<typeof run>>) => {
  const { engine, chain, canonical, sealed, included, confirmed, blocks, dropped, accepted, lastSendMs } =
    outcome;

  // The state is that of the canonical chain alone.
  await engine.checkout(chain.head().hash);
  const alone = await replay(outcome, profile);
  for (const address of addresses(profile)) expect(engine.account(address)).toEqual(alone.account(address));

  // On no branch is a transaction included twice, or a nonce left out.
  for (const { hash } of sealed) {
    const next = new Map<string, number>();
    for (const { transactions } of branchOf(sealed, hash))
      for (const { transaction } of transactions) {
        expect(transaction.nonce).toBe(next.get(transaction.sender) ?? 0);
        next.set(transaction.sender, transaction.nonce + 1);
      }
  }

  // What clients heard, less what was taken back, is the canonical chain; its last block may still be on its way to them.
  const told = canonical.slice(0, blocks.length);
  expect(canonical.length - blocks.length).toBeLessThanOrEqual(1);
  expect(blocks.map(({ hash }) => hash)).toEqual(told.map(({ hash }) => hash));
  const toldNumbers = told.flatMap(({ environment, transactions }) =>
    transactions.map(({ transaction }) => [transaction.hash, environment.number] as const),
  );
  expect(included).toEqual(new Map(toldNumbers));
  const deep = told.slice(0, Math.max(0, told.length - profile.confirmations + 1));
  expect(confirmed).toEqual(
    new Set(deep.flatMap(({ transactions }) => transactions.map(({ transaction }) => transaction.hash))),
  );

  // Nothing is lost: accepted = in the chain or dropped at the client's node + waiting there, as its newest block says
  // if that came after the last of them (Clique may stand still).
  const newest = blocks.at(-1);
  if (newest === undefined || newest.timeMs < lastSendMs) return;
  const settled = new Set([...included.keys(), ...dropped.keys()]);
  expect(settled.size + newest.pendingCount + newest.queuedCount).toBe(accepted.length);
};

describe.each(Object.entries(consensuses))(
  '%s, after any sequence of forks and reorganisations',
  (kind, changes) => {
    test('state = replay of the canonical chain alone; nothing is twice on a branch; clients heard that chain', async () => {
      let [reorganisations, takenBack] = [0, 0];
      await fc.assert(
        fc.asyncProperty(networks, sends, async ({ nodeCount, link, confirmations, seed }, plan) => {
          const profile = minersProfile(nodeCount, link, { confirmations, ...changes(nodeCount) });
          const outcome = await run(profile, seed, plan);
          reorganisations += outcome.depths.length;
          takenBack += outcome.takenBackCount;
          await checkOutcome(profile, outcome);
        }),
        { numRuns: 40 },
      );
      // Or else this would have shown little; and QBFT has none.
      if (kind === 'qbft') expect(reorganisations).toBe(0);
      else expect(Math.min(reorganisations, takenBack)).toBeGreaterThan(5);
    });
  },
);

describe('two nodes, 2 s apart', () => {
  const far: LinkProfile = { kind: 'constant', delayMs: 2_000 };
  /** The client's node makes no blocks; the other makes one every 10 s. */
  const profile = minersProfile(
    2,
    far,
    {
      producer: { kind: 'clique', signerCount: 1, periodS: 10, wiggleMs: 0 },
      node: { msPerGas: 1 / 21_000 },
    },
    { clientNode: 1, thresholdRatio: 1 },
  );
  const sendAt = (...times: number[]): Sends =>
    times.map((atMs) => ({ atMs, account: 0, wei: 1, valueWei: 0 }));

  test('a transaction that has not reached the maker of a block is for the next', async () => {
    const { canonical } = await run(profile, 1, sendAt(7_000, 9_000));
    expect(canonical.slice(0, 2).map(({ transactions }) => transactions.length)).toEqual([1, 1]);
  });

  test('clients hear of it when the block has come and was executed; the spread is when the slowest node has it', async () => {
    const heard: unknown[] = [];
    const { engine, make, rules } = {
      engine: createFakeEngine({ hardfork: profile.hardfork }),
      ...createFakeTransactions(),
    };
    const scheduler = createVirtualScheduler();
    const chain = createSimulatedChain({ profile, engine, rules, scheduler, random: createRandom(1) });
    chain.fund(fakeAddress(0), balanceWei);
    chain.subscribe({
      onIncluded: ({ timeMs, spreadMs, blockNumber }) => void heard.push({ timeMs, spreadMs, blockNumber }),
    });
    await scheduler.run(async (process) => {
      chain.start();
      await process.join(chain.submit(make().raw));
      await process.delay(15_000);
      expect((await process.join(chain.account(fakeAddress(0)))).nonce).toBe(1);
    });
    expect(heard).toEqual([{ timeMs: 12_001, spreadMs: 12_000, blockNumber: 1 }]);
  });

  test('what a client asks is answered from the branch that its node holds', async () => {
    const engine = createFakeEngine({ hardfork: profile.hardfork });
    const { make, rules } = createFakeTransactions();
    const scheduler = createVirtualScheduler();
    const chain = createSimulatedChain({ profile, engine, rules, scheduler, random: createRandom(1) });
    chain.fund(fakeAddress(0), balanceWei);
    const nonces: number[] = [];
    await scheduler.run(async (process) => {
      chain.start();
      await process.join(chain.submit(make().raw));
      for (const atMs of [11_000, 12_001]) {
        await process.delay(atMs - process.nowMs());
        nonces.push((await process.join(chain.account(fakeAddress(0)))).nonce);
        expect(chain.head().number).toBe(nonces.at(-1));
      }
    });
    expect(nonces).toEqual([0, 1]); // sealed at 10 s, known to this node at 12.001 s
  });
});

test('a node that is further behind than the horizon ends the run with what to change', async () => {
  const slow: LinkProfile = { kind: 'constant', delayMs: 100_000 };
  const profile = minersProfile(2, slow, {}, { horizonBlocks: 2 });
  await expect(run(profile, 3, [])).rejects.toMatchObject({ exitCode: 3, code: 'BLOCK_BEYOND_HORIZON' });
});

test('a producer that needs a network and has none is refused', () => {
  const { network: _, ...single } = minersProfile(2, { kind: 'constant', delayMs: 0 });
  const build = () =>
    createSimulatedChain({
      profile: single,
      engine: createFakeEngine(),
      scheduler: createVirtualScheduler(),
      random: createRandom(1),
    });
  expect(build).toThrow(expect.objectContaining({ code: 'NETWORK_MISSING' }));
});
