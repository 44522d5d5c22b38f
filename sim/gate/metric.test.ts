import { expect, test } from 'vitest';
import { summariseSample } from '../measure/sample-round.ts';
import { metricsOf, roundNames } from './metric.ts';

const round = summariseSample([
  { intendedMs: 0, delayMs: 100, gasUsed: 40_000n },
  { intendedMs: 10, delayMs: 300, gasUsed: 2n ** 53n, label: 'other/kind' },
]);

test('a run becomes a flat map of numbers that globs can name, exact amounts as bigints', () => {
  const metrics = metricsOf({
    rounds: [round],
    deployments: [{ name: 'store', gas: 100_000n, creationBytes: 300, deployedBytes: null }],
  });
  expect(metrics.get('rounds/GetMS/latencyMs/p95')).toBe(300);
  expect(metrics.get('rounds/GetMS/gas/max')).toBe(2n ** 53n);
  expect(metrics.get('rounds/GetMS/labels/other%2Fkind/gas/count')).toBe(1);
  expect(metrics.get('rounds/GetMS/failed')).toBe(0);
  expect(metrics.get('contracts/store/deploymentGas')).toBe(100_000n);
  expect(metrics.has('contracts/store/deployedBytes')).toBe(false);
});

test('what JSON made of a result has the same metrics', () => {
  const text = JSON.stringify({ rounds: [round] }, (_key, value) =>
    typeof value === 'bigint' ? value.toString() : value,
  );
  expect(metricsOf(JSON.parse(text))).toEqual(metricsOf({ rounds: [round] }));
});

test('a percentile that what is pending took is infinite, and what no sample has does not exist', () => {
  const pending = metricsOf({
    rounds: [summariseSample([{ intendedMs: 0, delayMs: 5 }, { intendedMs: 1 }])],
  });
  expect(pending.get('rounds/GetMS/latencyMs/p50')).toBe(5);
  expect(pending.get('rounds/GetMS/latencyMs/p99')).toBe(Number.POSITIVE_INFINITY);
  expect(pending.has('rounds/GetMS/latencyMs/stddev')).toBe(false);
});

test('rounds of one label are told apart, and no label can pass for another round or a part of the path', () => {
  expect(roundNames(['a', 'b', 'a', 'a/b', 'a#2', '100%', 'a'])).toEqual([
    'a',
    'b',
    'a#2',
    'a%2Fb',
    'a%232',
    '100%25',
    'a#3',
  ]);
});
