import type { RateController } from './rate-controller.ts';
import { count } from './rate-parameters.ts';

/**
 * Closed loop: as many calls in flight as `inFlight` says, the next one as soon as one of them ends. The system sets
 * the rate, so there is no target; and as a slow system slows its own load down, latency under it is no measure of
 * what independent clients would see.
 */
export const fixedLoad = (inFlight: number): RateController =>
  Object.freeze({
    kind: 'fixed-load',
    targetTps: undefined,
    parameters: Object.freeze({ inFlight }),
    problems: count('inFlight', inFlight),
    begin: (_random, { startMs }) => ({
      due: (_index, load) =>
        load.startedCount - load.completedCount < inFlight
          ? { kind: 'at', timeMs: Math.max(startMs, load.nowMs) }
          : { kind: 'blocked' },
    }),
  } satisfies RateController);
