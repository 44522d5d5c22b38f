import { describe, expect, test } from 'vitest';
import { judgeThresholds, parseThresholds } from './threshold.ts';

const metrics = new Map<string, number | bigint>([
  ['rounds/a/latencyMs/mean', 100],
  ['rounds/a/latencyMs/p50', 90],
  ['rounds/a/latencyMs/p95', 200],
  ['rounds/a/latencyMs/p999', Number.POSITIVE_INFINITY],
  ['rounds/b/latencyMs/p95', 300],
  ['rounds/a/gas/mean', 2n ** 60n],
  ['rounds/a/gas/count', 10],
  ['rounds/a/failed', 0],
  ['rounds/a/throughputTps', 12.5],
]);

const verdictsOf = (glob: string, text: string) => {
  const { thresholds, problems } = parseThresholds({ [glob]: [text] });
  expect(problems).toEqual([]);
  return judgeThresholds(thresholds, metrics).map(({ verdict }) => verdict);
};

describe('a threshold', () => {
  test.each([
    ['rounds/a/latencyMs', 'p(95)<=200', ['passed']],
    ['rounds/a/latencyMs', 'p(95)<200', ['failed']],
    ['rounds/a/latencyMs', ' avg < 100.5 ', ['passed']],
    ['rounds/a/latencyMs', 'med==90', ['passed']],
    ['rounds/a/latencyMs', 'p(99.9)<1000000', ['failed']],
    ['latencyMs', 'p(95)<250', ['passed', 'failed']],
    ['rounds/*/latencyMs', 'p(95)<400', ['passed', 'passed']],
    ['gas', 'avg<1152921504606846977', ['passed']],
    ['gas', 'count>=10', ['passed']],
    ['failed', 'count<1', ['passed']],
    ['throughputTps', 'value>12', ['passed']],
    ['failed', 'value!=0', ['failed']],
  ])('of %s: %s', (glob, text, verdicts) => {
    expect(verdictsOf(glob, text)).toEqual(verdicts);
  });

  test('that meets no figure fails', () => {
    const { thresholds } = parseThresholds({ 'rounds/z/latencyMs': ['p(95)<2000'], failed: ['avg<1'] });
    expect(judgeThresholds(thresholds, metrics)).toEqual([
      { metric: 'rounds/z/latencyMs', threshold: 'p(95)<2000', value: null, verdict: 'failed' },
      { metric: 'failed', threshold: 'avg<1', value: null, verdict: 'failed' },
    ]);
  });

  test('that says nothing is a problem with its place, each of them', () => {
    const { problems } = parseThresholds({ gas: ['avg<', 'p(80)<1', 'avg<1'], failed: ['rate<0.1'] });
    expect(problems.map(({ path, received }) => [path, received])).toEqual([
      ["thresholds['gas'][0]", "'avg<'"],
      ["thresholds['gas'][1]", "'p(80)<1'"],
      ["thresholds['failed'][0]", "'rate<0.1'"],
    ]);
  });
});
