/** Stores and chains that fail half-way: nothing is released that is not logged, and nothing that was acknowledged is lost. */
import { expect, test } from 'vitest';
import type { UsageCommitment } from './chain-view.ts';
import { createMemoryStore } from './testing/memory-store.ts';
import { askOutcome } from './testing/requests.ts';
import { consented, createWorld, people, word } from './testing/world.ts';
import { readUsageLog } from './usage-history.ts';
import { createUsageLog } from './usage-log.ts';

const broken = () => Promise.reject(new Error('the disk is full'));

test.each([
  ['6 unavailable', { nonces: { useOnce: broken, forget: broken } }],
  ['13 unavailable', { blobs: { get: broken, put: broken, delete: broken } }],
  ['14 unavailable', { log: { append: broken, read: async () => [], length: async () => 0 } }],
] as const)('a store that fails: %s, and the server lives', async (expected, part) => {
  const world = await createWorld();
  const { wanted } = await consented(world);
  const store = world.stores[0] as ReturnType<typeof createMemoryStore>;
  const server = await world.serverOf(people.archive, world.keys.archive, { store: { ...store, ...part } });
  expect(await askOutcome({ ...world, server }, wanted)).toBe(expected);
  expect(await askOutcome(world, wanted)).toBe('served'); // the same chain and keys, with the store mended
});

const usage = (number: number) => ({
  ...{ requestHash: word(number), sp: people.alice.address, ms: people.maria.address, recordId: word(1) },
  ...{ version: 1, contentHash: word(2), ops: 1, purpose: 1, servedAt: 1_800_000_000 },
});

test('a restarted server goes on with the log, its hash chain and its open batch', async () => {
  const { log } = createMemoryStore();
  const sent: UsageCommitment[] = [];
  const writer = { commitUsage: async (commitment: UsageCommitment) => void sent.push(commitment) };
  const parts = { log, writer, mode: 'hashChain', batchSize: 2 } as const;
  const first = await createUsageLog(parts);
  for (const number of [1, 2, 3]) await first.record(usage(number));
  const second = await createUsageLog(parts);
  await second.record(usage(4));
  await second.flush();
  expect(sent.map(({ batch, count }) => [batch, count])).toEqual([
    [0, 2],
    [1, 2],
  ]);
  expect((await readUsageLog(log)).head).toBe(sent[1]?.root);
});

test('a commitment that the chain refuses is sent again, and the accesses stay logged', async () => {
  const { log } = createMemoryStore();
  const sent: UsageCommitment[] = [];
  let isDown = true;
  const writer = {
    commitUsage: async (commitment: UsageCommitment) => {
      if (isDown) throw new Error('no connection');
      sent.push(commitment);
    },
  };
  const usageLog = await createUsageLog({ log, writer, mode: 'merkleBatch', batchSize: 1 });
  await usageLog.record(usage(1));
  await usageLog.record(usage(2));
  await expect(usageLog.flush()).rejects.toThrow('no connection');
  expect(sent).toEqual([]);
  isDown = false;
  await usageLog.flush();
  expect(sent.map(({ batch, count }) => [batch, count])).toEqual([
    [0, 1],
    [1, 1],
  ]);
  await usageLog.flush();
  expect(sent).toHaveLength(2);
});
