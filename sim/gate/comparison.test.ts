import { expect, test } from 'vitest';
import type { Baseline } from './baseline.ts';
import { compareResults } from './comparison.ts';

const result = (
  seed: number,
  latency: readonly number[],
  metrics: Record<string, number> = {},
): Baseline => ({
  scenario: 'x',
  conditions: { seed },
  subject: '',
  metrics: new Map(
    Object.entries({
      'rounds/a/latencyMs/p999': latency[0] ?? 0,
      'contracts/c/deployedBytes': 9,
      ...metrics,
    }),
  ),
  replications: latency.length < 2 ? new Map() : new Map([['rounds/a/latencyMs/mean', latency]]),
});

test('single runs are compared metric by metric', () => {
  const { method, changes } = compareResults(result(1, [10]), result(1, [12]));
  expect(method).toBe('exact');
  expect(changes.map(({ metric, verdict, ratio }) => [metric, verdict, ratio])).toEqual([
    ['contracts/c/deployedBytes', 'same', 0],
    ['rounds/a/latencyMs/p999', 'regressed', 0.2],
  ]);
});

test('replications of one seed are compared by pairs, which see what chance alone would hide', () => {
  const [before, after] = [
    [10, 30, 90, 50],
    [11, 31, 91.5, 51],
  ];
  expect(compareResults(result(1, before), result(1, after))).toMatchObject({
    method: 'paired',
    changes: [{ verdict: 'regressed', difference: { n: 4 } }, { metric: 'contracts/c/deployedBytes' }],
  });
  expect(compareResults(result(1, before), result(2, after))).toMatchObject({
    method: 'independent',
    changes: [{ verdict: 'same' }, { metric: 'contracts/c/deployedBytes' }],
  });
});

test('beside replications, one run against another counts only where chance has no part', () => {
  const { changes } = compareResults(
    result(1, [1, 2]),
    result(1, [1, 2], { 'contracts/c/deployedBytes': 10 }),
  );
  expect(changes.map(({ metric, verdict }) => [metric, verdict])).toEqual([
    ['rounds/a/latencyMs/mean', 'same'],
    ['contracts/c/deployedBytes', 'regressed'],
  ]);
});
