import { msPerS, quantiseMs } from '../units.ts';
import type { LoadPlan, RateController } from './rate-controller.ts';
import { notNegative, unless } from './rate-parameters.ts';

/**
 * Open loop with a rate that changes linearly from `startTps` to `finishTps` over the round. Call n is due when the
 * integral of the RATE equals n (k6's ramping arrival rate): a·t + (b−a)·t²/(2T) = n. Caliper's controller of this
 * name interpolates the gap instead, which delivers 51 per second where 25 → 150 promises 87.5 on average.
 * A round by count lasts as long as its ramp needs to yield that many calls: T = 2N/(a+b).
 */
export const linearRate = (startTps: number, finishTps: number): RateController =>
  Object.freeze({
    kind: 'linear-rate',
    targetTps: (startTps + finishTps) / 2,
    parameters: Object.freeze({ startTps, finishTps }),
    problems: [
      ...notNegative('startTps', startTps),
      ...notNegative('finishTps', finishTps),
      ...unless(startTps !== 0 || finishTps !== 0, 'finishTps', 'above 0 where startTps is 0', finishTps),
    ],
    begin: (_random, plan) => {
      const slope = (finishTps - startTps) / rampS(plan, startTps + finishTps);
      return {
        due: (index) => ({
          kind: 'at',
          timeMs: quantiseMs(plan.startMs + msPerS * reachedAfterS(index, startTps, slope)),
        }),
      };
    },
  } satisfies RateController);

const rampS = (plan: LoadPlan, sumTps: number): number =>
  plan.durationMs === undefined ? (2 * (plan.txCount ?? 1)) / sumTps : plan.durationMs / msPerS;

/**
 * Solves a·t + k·t²/2 = n as t = 2n/(a + √(a² + 2kn)), the form without cancellation, which also covers k = 0. Past
 * the end of a ramp down to zero the root is clamped: such calls fall behind the ramp, outside its round.
 */
const reachedAfterS = (count: number, startTps: number, slope: number): number =>
  count === 0 ? 0 : (2 * count) / (startTps + Math.sqrt(Math.max(0, startTps ** 2 + 2 * slope * count)));
