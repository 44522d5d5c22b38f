import { msPerS, quantiseMs } from '../units.ts';
import type { RateController } from './rate-controller.ts';
import { positive } from './rate-parameters.ts';

/** An interval is kept up with when this share of the calls started in it has ended in it (earlier ones count too). */
const keepUpRatio = 0.9;

export interface MaximumRateOptions {
  readonly startTps: number;
  readonly stepTps: number;
  /** Should span several blocks: a shorter interval sees bursts of completions, not a rate. */
  readonly sampleIntervalMs: number;
}

/**
 * Hunts for the rate up to which completions keep up with sends. Open loop within an interval; at its end the rate
 * rises by `stepTps` where the interval was kept up with, else falls by as much, never below `startTps`. So it
 * climbs to the knee and then swings about it. What a round under it measures is a ramp and a search, not a steady
 * state: its mean rate is below the capacity; read the capacity from throughput over time. (Caliper's controller of
 * this name climbs on 1/mean latency, which is no throughput.)
 */
export const maximumRate = ({ startTps, stepTps, sampleIntervalMs }: MaximumRateOptions): RateController =>
  Object.freeze({
    kind: 'maximum-rate',
    targetTps: undefined,
    parameters: Object.freeze({ startTps, stepTps, sampleIntervalMs, keepUpRatio }),
    problems: [
      ...positive('startTps', startTps),
      ...positive('stepTps', stepTps),
      ...positive('sampleIntervalMs', sampleIntervalMs),
    ],
    begin: (_random, { startMs }) => {
      let rateTps = startTps;
      let sinceMs = startMs;
      let sinceIndex = 0;
      let sinceCompleted = 0;
      return {
        due: (index, load) => {
          const dueMs = sinceMs + ((index - sinceIndex) * msPerS) / rateTps;
          if (dueMs - sinceMs >= sampleIntervalMs) {
            const keptUp = load.completedCount - sinceCompleted >= keepUpRatio * (index - sinceIndex);
            rateTps = keptUp ? rateTps + stepTps : Math.max(startTps, rateTps - stepTps);
            sinceMs = dueMs;
            sinceIndex = index;
            sinceCompleted = load.completedCount;
          }
          return { kind: 'at', timeMs: quantiseMs(dueMs) };
        },
      };
    },
  } satisfies RateController);
