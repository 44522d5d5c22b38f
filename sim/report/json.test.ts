import { expect, it } from 'vitest';
import { createResult } from '../measure/result.ts';
import { summariseSample } from '../measure/sample-round.ts';
import { toJson } from './json.ts';

it('toJson keeps the order of keys, gives bigints as decimal strings, and ends with a newline', () => {
  expect(toJson({ b: 2n ** 64n, a: [1.5, null] })).toBe(
    '{\n  "b": "18446744073709551616",\n  "a": [\n    1.5,\n    null\n  ]\n}\n',
  );
});

it('result.json has the names that readers know', () => {
  const rounds = [summariseSample([{ intendedMs: 0, delayMs: 240 }])];
  const result = createResult({ scenario: { name: 'x' }, seed: 1, fingerprint: { schema: 1 }, rounds });
  const parsed = JSON.parse(toJson(result)) as typeof result;
  expect(Object.keys(parsed)).toEqual([
    'schemaVersion',
    'scenario',
    'seed',
    'fingerprint',
    'definitions',
    'rounds',
    'exitReason',
  ]);
  expect(parsed.rounds[0]).toMatchObject({
    label: 'GetMS',
    submitted: 1,
    succeeded: 1,
    failed: 0,
    pending: 0,
    targetRateTps: 300,
    sendRateTps: null,
    throughputTps: 4.16666666666667,
    latencyMs: {
      min: 240,
      mean: 240,
      max: 240,
      stddev: null,
      p50: 240,
      p90: 240,
      p95: 240,
      p99: 240,
      p999: 240,
    },
    labels: { GetMS: { gas: { count: 1, mean: '45000' }, feeWei: { total: '45000000315000' } } },
    exitReason: 'completed',
  });
});

it('a run ended as badly as the worst of its rounds', () => {
  const round = (exitReason: 'completed' | 'timeout') => summariseSample([], { exitReason });
  const rounds = [round('completed'), round('timeout'), round('completed')];
  const run = { scenario: {}, seed: 1, fingerprint: {}, rounds };
  expect([createResult(run).exitReason, createResult(run, 'interrupted').exitReason]).toEqual([
    'timeout',
    'interrupted',
  ]);
});
