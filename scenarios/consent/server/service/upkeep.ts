/** Work that a server does now and then, whether anybody asks or not, on a scheduler of real time. */
import type { Scheduler } from '../../../../sim/index.ts';

export interface Upkeep {
  /** When what is under way has ended; nothing begins after it. */
  stop(): Promise<void>;
}

/** Every so often from now on, one after another; what fails is told, and tried again the next time. */
export const startUpkeep = (
  scheduler: Pick<Scheduler, 'run' | 'at' | 'nowMs'>,
  everyMs: number,
  work: () => Promise<void>,
  onFailure: (error: unknown) => void,
): Upkeep => {
  let underWay: Promise<void> = Promise.resolve();
  let hasEnded = false; // also before the scheduler's first turn
  let end = (): void => {
    hasEnded = true;
  };
  const plan = (): void => {
    scheduler.at(scheduler.nowMs() + everyMs, () => {
      underWay = work().catch(onFailure).then(plan);
      return underWay;
    });
  };
  const ended = scheduler.run(async (process) => {
    if (hasEnded) return;
    plan();
    await process.suspend<void>((wake) => {
      end = () => wake();
    });
  });
  return {
    stop: async () => {
      end();
      await underWay;
      await ended;
    },
  };
};
