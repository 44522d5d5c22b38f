import { msPerS, quantiseMs } from '../units.ts';
import type { RateController } from './rate-controller.ts';
import { positive } from './rate-parameters.ts';

/**
 * Open loop with exponential gaps of mean 1/tps: the arrivals of many independent clients, which constant spacing
 * would hide the queueing of. The first call is due at the start, as in every controller; the gaps are drawn in order
 * from the round's stream and summed unrounded, so that rounding to the 1 µs grid does not accumulate.
 */
export const poissonRate = (tps: number): RateController =>
  Object.freeze({
    kind: 'poisson-rate',
    targetTps: tps,
    parameters: Object.freeze({ tps }),
    problems: positive('tps', tps),
    begin: (random, { startMs }) => {
      let drawnIndex = 0;
      let offsetMs = 0;
      return {
        due: (index) => {
          for (; drawnIndex < index; drawnIndex++) {
            // Inverse transform; log1p(-u) is finite because u < 1.
            offsetMs -= (Math.log1p(-random.uniform()) * msPerS) / tps;
          }
          return { kind: 'at', timeMs: quantiseMs(startMs + offsetMs) };
        },
      };
    },
  } satisfies RateController);
