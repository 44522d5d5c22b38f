import { describe, expect, test } from 'vitest';
import type { ExactCase, Expectation, SampledCase } from './case.ts';
import { judgeCase } from './verdict.ts';

const description = {
  id: 'X1',
  group: 'g',
  title: 't',
  parameters: {},
  source: 's',
  length: 'short',
} as const;
const expecting = (expected: number, more: Partial<Expectation> = {}): Expectation => ({
  figure: 'mean',
  unit: 's',
  expected,
  decimals: 2,
  ...more,
});
const exact = (expectation: Expectation): ExactCase => ({
  ...description,
  kind: 'exact',
  expectations: [expectation],
  observe: () => ({}),
});
const sampled = (expected: number): SampledCase => ({
  ...description,
  kind: 'sampled',
  expectations: [expecting(expected)],
  observe: () => ({}),
});
const spread = (centre: number, deviation: number) =>
  Array.from({ length: 20 }, (_, index) => ({ mean: centre + (index % 2 === 0 ? deviation : -deviation) }));

describe('an exact case', () => {
  test('passes when the printed digits agree, and fails by the last of them', () => {
    expect(judgeCase(exact(expecting(6.05)), [{ mean: 6.0499999999 }]).verdict).toBe('passed');
    expect(judgeCase(exact(expecting(6.05)), [{ mean: 6.06 }]).figures[0]?.reason).toBe('differs');
  });

  test('may have a tolerance instead', () => {
    const within = exact(expecting(0, { tolerance: 0.005 }));
    expect(judgeCase(within, [{ mean: 0.0049 }]).verdict).toBe('passed');
    expect(judgeCase(within, [{ mean: 0.0051 }]).verdict).toBe('failed');
  });

  test('fails when the figure was not observed', () => {
    expect(judgeCase(exact(expecting(1)), [{}]).verdict).toBe('failed');
  });
});

describe('a sampled case', () => {
  // Deviation 1 in 20 replications: a standard error of 1 / √19.
  test('passes within four standard errors', () => {
    expect(judgeCase(sampled(100), spread(100.9, 1)).verdict).toBe('passed');
    expect(judgeCase(sampled(100), spread(101, 1)).figures[0]?.reason).toBe('differs');
  });

  test('fails when its error is too large to tell anything', () => {
    expect(judgeCase(sampled(100), spread(100, 6)).verdict).toBe('passed');
    expect(judgeCase(sampled(100), spread(100, 7)).figures[0]?.reason).toBe('imprecise');
  });

  test('fails when a replication lacks the figure', () => {
    expect(judgeCase(sampled(100), [...spread(100, 1), {}]).verdict).toBe('failed');
  });
});
