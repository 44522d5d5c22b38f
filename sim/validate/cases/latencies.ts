/** What the cases of queueing share: arrivals, latencies in seconds, and figures of them. */
import { mean as meanOf, sampleStandardDeviation } from 'simple-statistics';
import { exponential, sampleMs } from '../../kernel/distributions.ts';
import { createRandom } from '../../kernel/random-stream.ts';
import { nearestRank } from '../../measure/quantile.ts';

export const evenly = (count: number, periodMs: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => index * periodMs);

export const poissonArrivals = (ratePerS: number, durationMs: number, seed: number): readonly number[] => {
  const random = createRandom(seed).fork('arrivals');
  const gaps = exponential(1000 / ratePerS);
  const times: number[] = [];
  for (let at = sampleMs(gaps, random); at < durationMs; at += sampleMs(gaps, random)) times.push(at);
  return times;
};

export interface Window {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Ascending; of what was sent in the window and ended. */
export const latenciesS = (
  arrivalsMs: readonly number[],
  endsMs: readonly number[],
  { fromMs, toMs }: Window,
): readonly number[] =>
  arrivalsMs
    .flatMap((sentMs, index) => {
      const endMs = endsMs[index] ?? Number.NaN;
      return sentMs < fromMs || sentMs >= toMs || Number.isNaN(endMs) ? [] : [(endMs - sentMs) / 1000];
    })
    .sort((a, b) => a - b);

/** Nearest rank. */
export const percentile = (sorted: readonly number[], perMille: number): number =>
  sorted[nearestRank(sorted.length, perMille) - 1] ?? Number.NaN;

export const figuresOf = (sorted: readonly number[]) => ({
  min: sorted[0] ?? Number.NaN,
  mean: meanOf([...sorted]),
  sd: sampleStandardDeviation([...sorted]),
  p50: percentile(sorted, 500),
  p95: percentile(sorted, 950),
  p99: percentile(sorted, 990),
  max: sorted.at(-1) ?? Number.NaN,
});
