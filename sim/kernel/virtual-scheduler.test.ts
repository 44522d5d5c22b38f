import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleepWall } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quantiseMs } from '../units.ts';
import { testScheduler } from './scheduler.conformance.ts';
import type { Process, Scheduler } from './scheduler.ts';
import { createVirtualScheduler } from './virtual-scheduler.ts';

testScheduler('virtual clock', createVirtualScheduler);

describe('time', () => {
  test('jumps to each event, on the grid of 1 µs', async () => {
    const scheduler = createVirtualScheduler();
    const times = await scheduler.run(async (process) => {
      const seen = [process.nowMs()];
      for (const durationMs of [0.1, 0.2, 1e6, 0.000_4, 0.000_6, 0, -5]) {
        await process.delay(durationMs);
        seen.push(process.nowMs());
      }
      return seen;
    });
    expect(times).toEqual([
      0, 0.1, 0.3, 1_000_000.3, 1_000_000.3, 1_000_000.301, 1_000_000.301, 1_000_000.301,
    ]);
  });

  test('times of resumption = running sums of delays, merged in order, for any number of processes', async () => {
    const delays = fc.array(fc.array(fc.nat({ max: 5000 }), { maxLength: 8 }), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(delays, async (plan) => {
        const scheduler = createVirtualScheduler();
        const seen: number[] = [];
        const walk = (microseconds: readonly number[]) => async (process: Process) => {
          for (const step of microseconds) {
            await process.delay(step / 1000);
            seen.push(process.nowMs());
          }
        };
        await scheduler.run((process) =>
          process.join(Promise.all(plan.map((steps) => scheduler.spawn(walk(steps))))),
        );
        const sums = plan.flatMap((steps) =>
          steps.map((_, index) => steps.slice(0, index + 1).reduce((sum, step) => sum + step, 0)),
        );
        expect(seen).toEqual(sums.toSorted((a, b) => a - b).map((sum) => quantiseMs(sum / 1000)));
      }),
    );
  });

  test('what follows from an event through promises, however deep, belongs to its instant', async () => {
    const scheduler = createVirtualScheduler();
    const answer = Promise.withResolvers<number>();
    const deep = async (depth: number): Promise<number> =>
      depth === 0 ? await answer.promise : await deep(depth - 1);
    scheduler.at(1, () => answer.resolve(7));
    scheduler.at(1, () => {});
    scheduler.at(2, () => {});
    const result = await scheduler.run(async (process) => [await process.join(deep(200)), process.nowMs()]);
    expect(result).toEqual([7, 1]);
  });

  test('the events of one instant do not overlap', async () => {
    const scheduler = createVirtualScheduler();
    const order: string[] = [];
    const pausing = (name: string) => async () => {
      for (const step of [1, 2, 3]) {
        order.push(`${name}${step}`);
        await Promise.resolve();
      }
    };
    await scheduler.run((process) =>
      process.join(Promise.all([scheduler.spawn(pausing('a')), scheduler.spawn(pausing('b'))])),
    );
    expect(order).toEqual(['a1', 'a2', 'a3', 'b1', 'b2', 'b3']);
  });
});

describe('real work', () => {
  const work = () => sleepWall(3);

  test('inside a process freezes time', async () => {
    const scheduler = createVirtualScheduler();
    const order: string[] = [];
    await scheduler.run(async (process) => {
      const worker = scheduler.spawn(async (own) => {
        await readFile(new URL(import.meta.url));
        await work();
        order.push(`worked until ${own.nowMs()}`);
      });
      await process.delay(1);
      order.push(`time is ${process.nowMs()}`);
      await process.join(worker);
    });
    expect(order).toEqual(['worked until 0', 'time is 1']);
  });

  test('inside an action freezes time', async () => {
    const scheduler = createVirtualScheduler();
    const order: string[] = [];
    scheduler.at(1, async () => {
      await work();
      order.push('action');
    });
    scheduler.at(1, () => void order.push('next'));
    await scheduler.run((process) => process.delay(2));
    expect(order).toEqual(['action', 'next']);
  });

  test('of any duration leaves the order of everything as it is without', async () => {
    const trace = async (worksFor: (step: number) => number): Promise<string[]> => {
      const scheduler = createVirtualScheduler();
      const order: string[] = [];
      const body = (name: number) => async (process: Process) => {
        for (let step = 1; step <= 4; step += 1) {
          const wallMs = worksFor(name * step);
          if (wallMs > 0) await sleepWall(wallMs);
          order.push(`${name} at ${process.nowMs()}`);
          await process.delay((name * step) % 3);
        }
      };
      await scheduler.run((process) =>
        process.join(Promise.all([1, 2, 3, 4].map((name) => scheduler.spawn(body(name))))),
      );
      return order;
    };
    expect(await trace((step) => step % 5)).toEqual(await trace(() => 0));
  });

  test('is interrupted by stop', async () => {
    const scheduler = createVirtualScheduler();
    setTimeout(() => scheduler.stop(new Error('interrupted')), 2);
    await expect(scheduler.run(() => new Promise(() => {}))).rejects.toThrow('interrupted');
  });

  test('a run that is never idle still lets Node serve signals and timers', async () => {
    const scheduler = createVirtualScheduler();
    setTimeout(() => scheduler.stop(new Error('interrupted')), 2);
    const run = scheduler.run(async (process) => {
      for (;;) await process.delay(1);
    });
    await expect(run).rejects.toThrow('interrupted');
  });
});

describe('deadlock', () => {
  test('a run in which nothing is queued is named a deadlock', async () => {
    const scheduler = createVirtualScheduler();
    const run = scheduler.run(async (process) => {
      await process.delay(12.5);
      await process.suspend(() => {});
    });
    await expect(run).rejects.toThrow(
      expect.objectContaining({
        code: 'SCHEDULER_DEADLOCK',
        message: 'Deadlock at 12.5 ms: the run has not ended, and no event is queued.',
      }),
    );
  });

  test('a process that awaits virtual time without join is named one, where Node would only exit', () => {
    const program = `
      import { createVirtualScheduler } from './virtual-scheduler.ts';
      const scheduler = createVirtualScheduler();
      await scheduler
        .run(() => scheduler.spawn(async (process) => process.delay(1)))
        .catch(({ code, hint }) => console.log(code, hint));`;
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
      cwd: import.meta.dirname,
      encoding: 'utf8',
    });
    expect(stdout).toMatch(/^SCHEDULER_DEADLOCK .*process\.join/);
  });
});

describe('memory', () => {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  /**
   * How many are still there once all that can be collected is. What is being compiled on another thread, or was found
   * in use by a marking under way, is held a little longer, so it takes turns; what leaks stays through all of them.
   */
  const countSurvivors = async (references: readonly WeakRef<object>[]): Promise<number> => {
    let survivors = references.length;
    for (let turn = 0; turn < 100 && survivors > 0; turn += 1) {
      await sleepWall(10);
      collect();
      survivors = references.filter((reference) => reference.deref() !== undefined).length;
    }
    return survivors;
  };

  /** Whether the thing that each process holds is collectable while the run goes on. */
  const survivors = (scheduler: Scheduler, body: (process: Process, held: object) => Promise<void>) => {
    // A frame of its own, gone before the collection, so that none of its registers holds the last object.
    const spawnHolder = (index: number): WeakRef<object> => {
      const held = { index };
      void scheduler.spawn((own) => body(own, held));
      return new WeakRef(held);
    };
    return scheduler.run(async (process) => {
      const references = Array.from({ length: 10 }, (_, index) => spawnHolder(index));
      await process.delay(1);
      return countSurvivors(references);
    });
  };

  test('a process that has ended is collectable', async () => {
    const ended = survivors(createVirtualScheduler(), async (process, held) => {
      await process.delay(0.5);
      expect(held).toBeDefined();
    });
    expect(await ended).toBe(0);
  });

  test('a process whose wake nobody holds is collectable', async () => {
    const abandoned = survivors(createVirtualScheduler(), async (process, held) => {
      await process.suspend(() => {});
      expect(held).toBeDefined();
    });
    expect(await abandoned).toBe(0);
  });

  test('what was still queued at the end is collectable', async () => {
    const scheduler = createVirtualScheduler();
    const queue = (held: object): WeakRef<object> => {
      scheduler.at(9, () => expect(held).toBeDefined());
      return new WeakRef(held);
    };
    const reference = queue({});
    await scheduler.run(async () => {});
    expect(await countSurvivors([reference])).toBe(0);
    expect(scheduler.nowMs()).toBe(0);
  });
});
