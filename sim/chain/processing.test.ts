import { expect, test } from 'vitest';
import { createVirtualScheduler } from '../kernel/virtual-scheduler.ts';
import { createExecutor } from './processing.ts';

/** Serves work of these amounts of gas, each asked for at its time; says when each began and ended. */
const serve = async (msPerGas: number, arrivals: readonly (readonly [timeMs: number, gas: bigint])[]) => {
  const scheduler = createVirtualScheduler();
  const executor = createExecutor(scheduler, msPerGas);
  const times: [startMs: number, endMs: number][] = [];
  for (const [index, [timeMs, gas]] of arrivals.entries())
    scheduler.at(timeMs, () =>
      executor.serve(() => {
        const startMs = scheduler.nowMs();
        const finish = (): void => {
          times[index] = [startMs, scheduler.nowMs()];
        };
        return { gas, finish };
      }),
    );
  await scheduler.run((process) => process.delay(1_000_000));
  return times;
};

test('work begins when all before it has ended, and takes gas × msPerGas', async () => {
  const times = await serve(0.01, [
    [0, 1_000n],
    [1, 500n],
    [2, 100n],
    [100, 100n],
  ]);
  expect(times).toEqual([
    [0, 10],
    [10, 15],
    [15, 16],
    [100, 101],
  ]);
});

test('with 0 ms per gas all work is done at the instant at which it is asked for', async () => {
  const times = await serve(0, [
    [5, 1_000n],
    [5, 1_000_000n],
    [7, 1n],
  ]);
  expect(times).toEqual([
    [5, 5],
    [5, 5],
    [7, 7],
  ]);
});

test('overload: the n-th of N at once ends at n × gas × msPerGas', async () => {
  const times = await serve(
    1e-5,
    Array.from({ length: 5_000 }, () => [3, 21_000n] as const),
  );
  expect(times.map(([, endMs]) => endMs)).toEqual(
    times.map((_, index) => expect.closeTo(3 + (index + 1) * 0.21, 3)),
  );
});
