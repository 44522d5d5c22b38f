/**
 * How many transactions the system had in hand: from their submission to their end, or to the round's end when they
 * are pending. The mean is an average over time, found by walking through the instants, so that Little's law
 * (mean in flight = rate × mean delay) is a check of the other figures and not their definition.
 */
import type { RoundSamples } from './samples.ts';
import { tidy } from './tidy.ts';

export interface InFlight {
  /** Over T of `rates`; null when T is zero or nothing was handed over. */
  readonly mean: number | null;
  readonly peak: number;
  /** When half of the sending window had passed, and when the last one was handed over: did the backlog still grow? */
  readonly halfway: number;
  readonly atLastSend: number;
}

/** `windowMs` is T of `rates`. */
export const measureInFlight = (samples: RoundSamples, windowMs: number): InFlight => {
  const { submittedMs, finishedMs } = samples;
  const firstMs = submittedMs[0] ?? 0;
  const lastMs = submittedMs.at(-1) ?? 0;
  const countAt = (timeMs: number): number => countUpTo(submittedMs, timeMs) - countUpTo(finishedMs, timeMs);
  const { area, peak } = walk(submittedMs, finishedMs, firstMs + windowMs);
  return {
    mean: windowMs > 0 ? tidy(area / windowMs) : null,
    peak,
    halfway: countAt((firstMs + lastMs) / 2),
    atLastSend: countAt(lastMs),
  };
};

/** The integral of the count over time (in ms) and its greatest value; at equal instants arrivals come first. */
const walk = (arrivals: Float64Array, departures: Float64Array, endMs: number) => {
  let area = 0;
  let peak = 0;
  let departed = 0;
  let previousMs = arrivals[0] ?? endMs;
  const advance = (timeMs: number, count: number): void => {
    area += count * (timeMs - previousMs);
    previousMs = timeMs;
  };
  arrivals.forEach((arrivalMs, arrived) => {
    while ((departures[departed] ?? Number.POSITIVE_INFINITY) < arrivalMs)
      advance(departures[departed] as number, arrived - departed++);
    advance(arrivalMs, arrived - departed);
    peak = Math.max(peak, arrived + 1 - departed);
  });
  for (; departed < departures.length; departed += 1)
    advance(departures[departed] as number, arrivals.length - departed);
  advance(endMs, arrivals.length - departed);
  return { area, peak };
};

/** How many of the ascending instants are not after `timeMs`. */
const countUpTo = (sorted: Float64Array, timeMs: number): number => {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as number) <= timeMs) low = middle + 1;
    else high = middle;
  }
  return low;
};
