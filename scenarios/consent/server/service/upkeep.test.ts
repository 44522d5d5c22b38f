import { expect, test } from 'vitest';
import { createVirtualScheduler } from '../../../../sim/kernel/virtual-scheduler.ts';
import { createMemoryStore } from '../stores/memory.ts';
import { createEnding } from './ending.ts';
import { startUpkeep } from './upkeep.ts';

test('work is done every so often, goes on after a failure, and ends with the service', async () => {
  const scheduler = createVirtualScheduler();
  const atMs: number[] = [];
  const failures: unknown[] = [];
  const work = async (): Promise<void> => {
    atMs.push(scheduler.nowMs());
    if (atMs.length === 2) throw new Error('the disk is full');
    if (atMs.length === 4) void upkeep.stop();
  };
  const upkeep = startUpkeep(scheduler, 1_000, work, (error) => failures.push(error));
  await expect.poll(() => atMs.length).toBe(4);
  await upkeep.stop();
  expect(atMs).toEqual([1_000, 2_000, 3_000, 4_000]);
  expect(failures).toMatchObject([{ message: 'the disk is full' }]);
});

test('nonces do not pile up: what can be used no more is forgotten with each upkeep', async () => {
  const scheduler = createVirtualScheduler();
  const { nonces } = createMemoryStore();
  await nonces.useOnce('old', 1_000);
  await nonces.useOnce('young', 1_001);
  let isDone = false;
  const forget = async (): Promise<void> => {
    if (!isDone) await nonces.forget(scheduler.nowMs());
    isDone = true;
  };
  const upkeep = startUpkeep(scheduler, 1_000, forget, () => undefined);
  await expect.poll(() => isDone).toBe(true);
  await upkeep.stop();
  expect([await nonces.useOnce('old', 9_000), await nonces.useOnce('young', 9_000)]).toEqual([true, false]);
});

test('an ending closes the newest first, all of them, and says what failed first', async () => {
  const ending = createEnding();
  const closed: string[] = [];
  for (const name of ['store', 'chain', 'door'])
    ending.add(async () => {
      closed.push(name);
      if (name !== 'store') throw new Error(name);
    });
  await expect(ending.run()).rejects.toThrow('door');
  expect(closed).toEqual(['door', 'chain', 'store']);
  await ending.run();
  expect(closed).toHaveLength(3);
});

test('it ends as well when it is stopped before it has had a turn', async () => {
  const done: string[] = [];
  const work = async () => void done.push('work');
  await startUpkeep(createVirtualScheduler(), 1, work, () => {}).stop();
  expect(done).toEqual([]);
});
