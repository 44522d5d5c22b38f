/**
 * What every scheduler must do, whatever its clock. Times are a few milliseconds and no test depends on how late a
 * wall clock is: only orders that hold under any delay are asserted.
 */
import { describe, expect, test } from 'vitest';
import { type Process, priorities, type Scheduler } from './scheduler.ts';

const failing = async (): Promise<never> => {
  throw new Error('broken');
};

const events = (createScheduler: () => Scheduler): void => {
  test('events run by time, then by priority, then in the order of their registration', async () => {
    const scheduler = createScheduler();
    const order: string[] = [];
    const log = (name: string) => () => void order.push(name);
    scheduler.at(3, log('late'));
    scheduler.at(1, log('observer'), priorities.observer);
    scheduler.at(1, log('first'));
    scheduler.at(1, log('second'));
    scheduler.at(1, log('block'), priorities.block);
    await scheduler.run((process) => process.delay(5));
    expect(order).toEqual(['block', 'first', 'second', 'observer', 'late']);
  });

  test('no event runs before its time, and the clock never goes back', async () => {
    const scheduler = createScheduler();
    const seen: number[] = [];
    for (const timeMs of [4, 0.25, 2.5, 1]) {
      scheduler.at(timeMs, () => {
        expect(scheduler.nowMs()).toBeGreaterThanOrEqual(timeMs);
        seen.push(scheduler.nowMs());
      });
    }
    await scheduler.run((process) => process.delay(5));
    expect(seen).toHaveLength(4);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  });

  test('an event of the past runs now, after the events already due', async () => {
    const scheduler = createScheduler();
    const order: string[] = [];
    await scheduler.run(async (process) => {
      await process.delay(2);
      scheduler.at(scheduler.nowMs(), () => void order.push('due'));
      scheduler.at(scheduler.nowMs() - 1, () => void order.push('past'));
      await process.delay(1);
    });
    expect(order).toEqual(['due', 'past']);
  });

  test('a cancelled event does not run; cancelling it again, or after it ran, does nothing', async () => {
    const scheduler = createScheduler();
    const order: string[] = [];
    const cancelled = scheduler.at(1, () => void order.push('cancelled'));
    const kept = scheduler.at(1, () => void order.push('kept'));
    cancelled.cancel();
    cancelled.cancel();
    await scheduler.run((process) => process.delay(2));
    kept.cancel();
    expect(order).toEqual(['kept']);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY])('the time %d is refused', async (timeMs) => {
    const scheduler = createScheduler();
    const refusal = expect.objectContaining({ code: 'SCHEDULER_TIME_INVALID' });
    expect(() => scheduler.at(timeMs, () => {})).toThrow(refusal);
    await expect(scheduler.run((process) => process.delay(timeMs))).rejects.toThrow(refusal);
  });
};

const processes = (createScheduler: () => Scheduler): void => {
  test('run gives what main gives, and passes on what it throws', async () => {
    expect(await createScheduler().run(async () => 42)).toBe(42);
    await expect(createScheduler().run(failing)).rejects.toThrow('broken');
    const failingAtOnce = () => {
      throw new Error('broken at once');
    };
    await expect(createScheduler().run(failingAtOnce)).rejects.toThrow('broken at once');
  });

  test('a process starts at the instant of spawn, once its creator waits', async () => {
    const scheduler = createScheduler();
    const order: string[] = [];
    await scheduler.run(async (process) => {
      const child = scheduler.spawn(async () => void order.push('child'));
      order.push('parent');
      await process.join(child);
      order.push('parent again');
    });
    expect(order).toEqual(['parent', 'child', 'parent again']);
  });

  test('suspend gives the first value of wake and ignores the others', async () => {
    const scheduler = createScheduler();
    const value = await scheduler.run(async (process) => {
      const woken = await process.suspend<string>((wake) => {
        scheduler.at(1, () => {
          wake('first');
          wake('second');
        });
      });
      await process.delay(1);
      return woken;
    });
    expect(value).toBe('first');
  });

  test('a woken process resumes after the events already due', async () => {
    const scheduler = createScheduler();
    const order: string[] = [];
    await scheduler.run(async (process) => {
      await process.suspend<void>((wake) => {
        scheduler.at(1, () => wake());
        scheduler.at(1, () => void order.push('due'));
      });
      order.push('woken');
    });
    expect(order).toEqual(['due', 'woken']);
  });

  test('a process can wake another', async () => {
    const scheduler = createScheduler();
    const order: string[] = [];
    await scheduler.run(async (process) => {
      let wakeChild: (value: string) => void = () => {};
      const child = scheduler.spawn(async (own) => {
        const value = await own.suspend<string>((wake) => {
          wakeChild = wake;
        });
        order.push(value);
      });
      await process.delay(1);
      wakeChild('hello');
      order.push('waker goes on');
      await process.join(child);
    });
    expect(order).toEqual(['waker goes on', 'hello']);
  });

  test('what register throws comes out of suspend', async () => {
    const run = createScheduler().run((process) =>
      process.suspend(() => {
        throw new Error('not registered');
      }),
    );
    await expect(run).rejects.toThrow('not registered');
  });

  test('join gives what another process gives, and throws what it throws', async () => {
    const scheduler = createScheduler();
    const result = await scheduler.run(async (process) => {
      const child = scheduler.spawn(async (own) => {
        await own.delay(2);
        return 'done';
      });
      await expect(process.join(scheduler.spawn(failing))).rejects.toThrow('broken');
      return [await process.join(child), await process.join(child)];
    });
    expect(result).toEqual(['done', 'done']);
  });

  test('a process can wait for several things at once', async () => {
    const scheduler = createScheduler();
    const wait = (process: Process) => (durationMs: number) =>
      process.delay(durationMs).then(() => durationMs);
    const results = await scheduler.run(async (process) => [
      await Promise.all([3, 1, 2].map(wait(process))),
      await Promise.race([30_000, 1].map(wait(process))),
    ]);
    expect(results).toEqual([[3, 1, 2], 1]);
  });

  test('a process that ends while it still waits for something holds up nobody', async () => {
    const scheduler = createScheduler();
    await scheduler.run(async (process) => {
      void scheduler.spawn((own) => Promise.race([own.delay(2), own.delay(1)]));
      for (let step = 0; step < 4; step += 1) await process.delay(1);
    });
  });
};

const endings = (createScheduler: () => Scheduler): void => {
  test('what is queued when main ends is discarded', async () => {
    const scheduler = createScheduler();
    const order: string[] = [];
    void scheduler.spawn(async (process) => {
      await process.delay(30_000);
      order.push('process');
    });
    scheduler.at(30_000, () => void order.push('event'));
    await scheduler.run((process) => process.delay(1));
    expect(order).toEqual([]);
    expect(scheduler.nowMs()).toBeLessThan(30_000);
  });

  test('an action that throws, or whose promise rejects, rejects run', async () => {
    for (const action of [failing, () => expect.fail('broken')]) {
      const scheduler = createScheduler();
      scheduler.at(1, action);
      await expect(scheduler.run((process) => process.delay(30_000))).rejects.toThrow('broken');
    }
  });

  test('a process that throws with nobody looking rejects run', async () => {
    const scheduler = createScheduler();
    const run = scheduler.run(async (process) => {
      void scheduler.spawn(failing);
      await process.delay(30_000);
    });
    await expect(run).rejects.toThrow('broken');
  });

  test('a process whose failure is looked at does not', async () => {
    const scheduler = createScheduler();
    const reasons: string[] = [];
    await scheduler.run(async (process) => {
      void scheduler.spawn(failing).catch((reason: Error) => void reasons.push(reason.message));
      await process.delay(1);
    });
    expect(reasons).toEqual(['broken']);
  });

  test('stop rejects run with its reason before the next event', async () => {
    const scheduler = createScheduler();
    const order: string[] = [];
    scheduler.at(1, () => scheduler.stop(new Error('interrupted')));
    scheduler.at(1, () => void order.push('next'));
    await expect(scheduler.run((process) => process.delay(30_000))).rejects.toThrow('interrupted');
    expect(order).toEqual([]);
  });

  test('stop before run lets nothing run', async () => {
    const scheduler = createScheduler();
    scheduler.stop(new Error('never mind'));
    await expect(scheduler.run(async () => expect.fail('ran'))).rejects.toThrow('never mind');
  });

  test('a scheduler runs once', async () => {
    const scheduler = createScheduler();
    await scheduler.run(async () => {});
    const refusal = expect.objectContaining({ code: 'SCHEDULER_USED' });
    await expect(scheduler.run(async () => {})).rejects.toThrow(refusal);
  });
};

export function testScheduler(name: string, createScheduler: () => Scheduler): void {
  describe(`${name}: events`, () => events(createScheduler));
  describe(`${name}: processes`, () => processes(createScheduler));
  describe(`${name}: endings`, () => endings(createScheduler));
}
