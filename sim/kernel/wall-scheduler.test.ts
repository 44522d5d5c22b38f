import { expect, test } from 'vitest';
import { testScheduler } from './scheduler.conformance.ts';
import { createWallScheduler } from './wall-scheduler.ts';

testScheduler('wall clock', createWallScheduler);

test('other processes go on while one does real work', async () => {
  const scheduler = createWallScheduler();
  const order: string[] = [];
  await scheduler.run(async (process) => {
    const gate = Promise.withResolvers<void>();
    const worker = scheduler.spawn(async () => {
      await gate.promise;
      order.push('work is done');
    });
    await process.delay(2);
    order.push('time went on');
    gate.resolve();
    await process.join(worker);
  });
  expect(order).toEqual(['time went on', 'work is done']);
});

test('an answer from outside wakes a process although nothing is queued', async () => {
  const answer = await createWallScheduler().run((process) =>
    process.suspend<string>((wake) => void setTimeout(() => wake('answer'), 2)),
  );
  expect(answer).toBe('answer');
});

test('time starts with run, and lateness is not handed on: the n-th event keeps its absolute time', async () => {
  const scheduler = createWallScheduler();
  expect(scheduler.nowMs()).toBe(0);
  const latenesses: number[] = [];
  for (let index = 1; index <= 5; index += 1) {
    scheduler.at(index, () => {
      latenesses.push(scheduler.nowMs() - index);
      // Each event takes longer than the gap to the next, so all but the first are late and follow at once.
      const untilMs = scheduler.nowMs() + 2;
      while (scheduler.nowMs() < untilMs);
    });
  }
  await scheduler.run((process) => process.delay(6));
  expect(latenesses).toHaveLength(5);
  expect(latenesses.every((lateness) => lateness >= 0)).toBe(true);
});
