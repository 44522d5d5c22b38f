import { BenchError, exitCodes } from '../errors.ts';
import type { Process } from '../kernel/scheduler.ts';
import type { SendRequest, WorkloadContext } from '../load/workload.ts';
import { msPerS } from '../units.ts';
import { createContext } from './context.ts';
import { placed } from './scenario-error.ts';
import type { Window } from './window.ts';
import type { World } from './world.ts';

/**
 * The scenario's own set-up, which may send any number of transactions, one after another or at once. Nothing there
 * may fail unnoticed, so its `send` rejects where a round's resolves with a failure: a set-up that expects one catches
 * it. Only so many of its sends go on at a time, so that a set-up of any size overflows no pool. It may take as long
 * as it needs; but a transaction that the chain has lost must not hang the run.
 */
export const runSetup = async (process: Process, world: World, window: Window): Promise<void> => {
  const { setup } = world.scenario;
  if (setup === undefined) return;
  const random = world.random.fork('set-up');
  const context = createContext({ ...world, window }, process, { index: 0, dueMs: undefined, random });
  try {
    await setup({ ...context, send: createGate(process, sendOrThrow(context)) });
  } catch (thrown) {
    throw placed('set-up', thrown);
  }
};

const sendOrThrow =
  (context: WorkloadContext): WorkloadContext['send'] =>
  async (request) => {
    const outcome = await context.send(request);
    if (outcome.status === 'succeeded') return outcome;
    throw new SetupError('SETUP_TRANSACTION_FAILED', `${describe(request)} failed: ${outcome.error}`);
  };

/** Below the pools of all shipped chain profiles, of which the smallest holds about 5,000. */
const mostAtOnce = 500;

/** Lets `mostAtOnce` sends through; the others wait for their turn, first come, first served. */
const createGate = (process: Process, send: WorkloadContext['send']): WorkloadContext['send'] => {
  const queue: (() => void)[] = [];
  let [freeCount, next] = [mostAtOnce, 0];
  const leave = (): void => {
    const admit = queue[next];
    if (admit === undefined) {
      freeCount += 1;
      return;
    }
    next += 1;
    admit();
  };
  return async (request) => {
    if (freeCount > 0) freeCount -= 1;
    else await process.suspend<void>((wake) => void queue.push(wake));
    return send(request).finally(leave);
  };
};

const describe = (request: SendRequest): string => {
  const sender = `account ${request.from.index} of '${request.from.label}'`;
  if (!('call' in request)) return `a message of ${sender}`;
  const values = (request.args ?? []).map(String).join(', ');
  return `${request.to}.${request.call}(${values}) of ${sender}`;
};

/** For how long the chain may be silent while something is sent. */
const patienceMs = 3_600 * msPerS;

/** Stops the run when sends were open and none ended from one look to the next; returns how to end the watch. */
export const watchProgress = ({ scheduler }: World, window: Window): (() => void) => {
  let [openBefore, endedBefore] = [0, 0];
  const look = (): void => {
    const [openCount, endedCount] = [window.openCount(), window.endedCount()];
    if (openBefore > 0 && openCount > 0 && endedCount === endedBefore)
      scheduler.stop(new SetupError('SETUP_STUCK', `set-up: ${openCount} transactions were never confirmed`));
    [openBefore, endedBefore] = [openCount, endedCount];
    timer = scheduler.at(scheduler.nowMs() + patienceMs, look);
  };
  let timer = scheduler.at(scheduler.nowMs() + patienceMs, look);
  return () => timer.cancel();
};

export class SetupError extends BenchError {
  override readonly name = 'SetupError';

  constructor(code: string, message: string) {
    super(message, {
      code,
      exitCode: exitCodes.scenarioFailed,
      hint: 'Set-up must leave the state that the rounds need; where a failure is expected, catch it there.',
    });
  }
}
