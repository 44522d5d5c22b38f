import { describe, expect, test } from 'vitest';
import { type Baseline, baselineText, readBaseline } from './baseline.ts';

const baseline: Baseline = {
  scenario: 'x',
  conditions: { hardfork: 'osaka', seed: 1 },
  subject: 'ab',
  metrics: new Map<string, number | bigint>([
    ['rounds/b/latencyMs/p99', Number.POSITIVE_INFINITY],
    ['rounds/a/gas/total', 2n ** 64n],
    ['rounds/a/failed', 0],
  ]),
  replications: new Map([['rounds/a/failed', [0, null, 2]]]),
};

describe('a baseline', () => {
  test('is read back as it was written', () => {
    expect(readBaseline(baselineText(baseline), 'x.json')).toEqual(baseline);
  });

  test('has sorted keys, a metric a line, exact amounts as text, a schema version, and ends with a newline', () => {
    expect(baselineText(baseline)).toBe(`{
  "conditions": {
    "hardfork": "osaka",
    "seed": 1
  },
  "metrics": {
    "rounds/a/failed": 0,
    "rounds/a/gas/total": "18446744073709551616",
    "rounds/b/latencyMs/p99": "> horizon"
  },
  "replications": {
    "rounds/a/failed": [0,null,2]
  },
  "scenario": "x",
  "schemaVersion": 1,
  "subject": "ab"
}
`);
  });

  test.each([
    ['no JSON', 'nothing', '(file)'],
    [
      'another schema',
      baselineText(baseline).replace('"schemaVersion": 1', '"schemaVersion": 9'),
      'schemaVersion',
    ],
    ['no metric', '{"schemaVersion":1,"scenario":"x","conditions":{},"metrics":{}}', 'metrics'],
    [
      'a metric that is no number',
      '{"schemaVersion":1,"scenario":"x","conditions":{},"metrics":{"a":"fast"}}',
      'metrics.a',
    ],
  ])('of %s is unreadable, with the place named', (_name, text, path) => {
    let thrown: unknown;
    try {
      readBaseline(text, 'results/x/baseline.json');
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toMatchObject({ code: 'BASELINE_UNREADABLE', exitCode: 4, problems: [{ path }] });
  });
});
