import { msPerS, quantiseMs } from '../units.ts';
import type { RateController } from './rate-controller.ts';
import { positive } from './rate-parameters.ts';

/**
 * Open loop at a constant rate: call n is due at start + n/tps. The schedule is absolute (k6's constant arrival
 * rate), so a late call delays nothing behind it and no gap is rounded.
 */
export const fixedRate = (tps: number): RateController =>
  Object.freeze({
    kind: 'fixed-rate',
    targetTps: tps,
    parameters: Object.freeze({ tps }),
    problems: positive('tps', tps),
    begin: (_random, { startMs }) => ({
      due: (index) => ({ kind: 'at', timeMs: quantiseMs(startMs + (index * msPerS) / tps) }),
    }),
  } satisfies RateController);
