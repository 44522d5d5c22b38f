/** The paired comparison against a system whose figures are skewed and hang together, as those of a queue do. */
import { describe, expect, test } from 'vitest';
import type { RandomStream } from '../kernel/random.ts';
import { createRandom } from '../kernel/random-stream.ts';
import { quantile } from '../measure/quantile.ts';
import type { ReplicatedMetrics } from './baseline.ts';
import { compareReplications, gateOptions, holm } from './replicated.ts';

/** Poisson arrivals into blocks of eight at exponential intervals; each of 100 then takes so much longer on average. */
const queueFigures = (seed: number, slowerRatio: number): Record<string, number> => {
  const random = createRandom(seed);
  const [arrivals, blocks, slowness] = ['arrivals', 'blocks', 'slowness'].map((label) => random.fork(label));
  const exponential = (stream: RandomStream | undefined, meanMs: number) =>
    -meanMs * Math.log(1 - (stream as RandomStream).uniform());
  let [arrivalMs, blockMs, freePlaces] = [0, 0, 0];
  const delaysMs: number[] = [];
  for (let index = 0; index < 100; index += 1) {
    arrivalMs += exponential(arrivals, 200);
    while (blockMs < arrivalMs || freePlaces === 0) {
      blockMs += exponential(blocks, 1000);
      freePlaces = 8;
    }
    freePlaces -= 1;
    delaysMs.push((blockMs - arrivalMs) * (1 + exponential(slowness, slowerRatio)));
  }
  const sorted = Float64Array.from(delaysMs).sort();
  const at = (perMille: number) => quantile(sorted, 0, perMille) as number;
  return {
    'rounds/a/latencyMs/mean': delaysMs.reduce((sum, delay) => sum + delay, 0) / delaysMs.length,
    'rounds/a/latencyMs/p50': at(500),
    'rounds/a/latencyMs/p95': at(950),
    'rounds/a/latencyMs/p99': at(990),
    'rounds/a/latencyMs/max': at(1000),
    'rounds/a/throughputTps': 100_000 / blockMs,
    'rounds/a/submitted': 100,
  };
};

const replications = (firstSeed: number, count: number, slowerRatio: number): ReplicatedMetrics => {
  const runs = Array.from({ length: count }, (_, index) => queueFigures(firstSeed + index, slowerRatio));
  return new Map(Object.keys(runs[0] ?? {}).map((name) => [name, runs.map((run) => run[name] as number)]));
};

const alarms = (baseline: ReplicatedMetrics, current: ReplicatedMetrics) =>
  compareReplications(baseline, current, gateOptions({})).filter(
    ({ verdict }) => verdict === 'regressed' || verdict === 'improved',
  );

describe('replications compared by pairs', () => {
  test.each([5, 10, 20])('raise a false alarm in at most 5 % of comparisons, with %i of them', (count) => {
    const comparisonCount = 300;
    let falseAlarmCount = 0;
    for (let index = 0; index < comparisonCount; index += 1) {
      const firstSeed = 2 * index * count;
      const [a, b] = [replications(firstSeed, count, 0), replications(firstSeed + count, count, 0)];
      if (alarms(a, b).length > 0) falseAlarmCount += 1;
    }
    expect(falseAlarmCount / comparisonCount).toBeLessThanOrEqual(0.05);
  });

  test('find a change of latency by 5 % that was planted, under the same chance, every time', () => {
    for (let firstSeed = 0; firstSeed < 1000; firstSeed += 20) {
      const found = alarms(replications(firstSeed, 20, 0), replications(firstSeed, 20, 0.05));
      const [mean] = found.filter(({ metric }) => metric.endsWith('latencyMs/mean'));
      expect(mean).toMatchObject({ verdict: 'regressed' });
    }
  });

  test('say the same of what is the same', () => {
    const same = replications(1, 10, 0);
    expect(compareReplications(same, same, gateOptions({})).every(({ verdict }) => verdict === 'same')).toBe(
      true,
    );
  });

  const pairOf = (before: number[], after: (number | null)[], metric = 'rounds/a/gas/mean') =>
    compareReplications(new Map([[metric, before]]), new Map([[metric, after]]), gateOptions({}))[0];

  test('tell a difference that is certain and does not matter from one that does', () => {
    expect(pairOf([100, 200, 300], [101, 201, 301])).toMatchObject({ verdict: 'tolerated', ratio: 0.005 });
    expect(pairOf([100, 200, 300], [110, 210, 310])).toMatchObject({ verdict: 'regressed', ratio: 0.05 });
    expect(pairOf([100, 200, 300], [90, 190, 290])).toMatchObject({ verdict: 'improved' });
  });

  test('give the interval of the mean difference, over the pairs that there are', () => {
    expect(pairOf([1, 2, 3, 4], [2, 4, 4, null])).toMatchObject({
      verdict: 'same',
      baseline: 2,
      difference: { n: 3, mean: 1.33333333333333, low: -0.100884243249823 },
    });
  });

  test('know what is new and what was removed', () => {
    const some = new Map([['rounds/a/failed', [0, 1]]]);
    expect(compareReplications(new Map(), some, gateOptions({}))[0]?.verdict).toBe('new');
    expect(compareReplications(some, new Map(), gateOptions({}))[0]?.verdict).toBe('removed');
  });
});

test("Holm's correction rejects in ascending order until one is kept (Holm 1979)", () => {
  expect(holm([0.01, 0.04, 0.03, 0.005])).toEqual([true, false, false, true]);
  expect(holm([0.05])).toEqual([true]);
  expect(holm([0.03, 0.03])).toEqual([false, false]);
  expect(holm([])).toEqual([]);
});
