/** What gates of others get wrong, each as a test, and what this one promises beyond that. */
import { describe, expect, test } from 'vitest';
import type { Baseline } from './baseline.ts';
import { type JudgementOptions, judge, judgeWithout } from './judgement.ts';
import type { MetricValue } from './metric.ts';
import { everyMetric, selectionOf } from './selection.ts';

const baselineOf = (metrics: Record<string, MetricValue>, rest: Partial<Baseline> = {}): Baseline => ({
  scenario: 'x',
  conditions: { hardfork: 'osaka' },
  subject: 'one',
  metrics: new Map(Object.entries(metrics)),
  replications: new Map(),
  ...rest,
});

const options: JudgementOptions = {
  tolerances: {},
  selects: everyMetric,
  demand: 'no regression',
  method: 'exact',
};

const before = baselineOf({ 'rounds/a/gas/mean': 100n, 'rounds/a/latencyMs/p95': 50, 'rounds/b/failed': 0 });

const judged = (now: Record<string, MetricValue>, changed: Partial<JudgementOptions> = {}) => {
  const current = baselineOf({ ...Object.fromEntries(before.metrics), ...now });
  const { exitCode, changes } = judge(before, current, { ...options, ...changed });
  const verdicts = changes
    .filter(({ verdict }) => verdict !== 'same')
    .map(({ metric, verdict }) => [metric, verdict]);
  return { exitCode, verdicts };
};

describe('the gate', () => {
  test('passes what is the same, under a tolerance of zero too', () => {
    const tolerances = { '*': { rel: 0, abs: 0 } };
    expect(judged({}, { tolerances })).toEqual({ exitCode: 0, verdicts: [] });
  });

  test('fails a regression by a single unit of gas', () => {
    expect(judged({ 'rounds/a/gas/mean': 101n })).toEqual({
      exitCode: 1,
      verdicts: [['rounds/a/gas/mean', 'regressed']],
    });
  });

  test('takes the binary dust of a rate for no change, and what went beyond the horizon for one', () => {
    const before = baselineOf({ 'rounds/a/sendRateTps': 114.200023070713, 'rounds/a/latencyMs/p99': 5 });
    const now = {
      'rounds/a/sendRateTps': 114.200023070714,
      'rounds/a/latencyMs/p99': Number.POSITIVE_INFINITY,
    };
    expect(judge(before, baselineOf(now), options).changes).toMatchObject([
      { metric: 'rounds/a/latencyMs/p99', verdict: 'regressed' },
      { metric: 'rounds/a/sendRateTps', verdict: 'same' },
    ]);
  });

  test('fails when a metric was removed', () => {
    const current = baselineOf({ 'rounds/a/gas/mean': 100n });
    const { exitCode, changes } = judge(before, current, options);
    expect(exitCode).toBe(1);
    expect(changes.filter(({ verdict }) => verdict === 'removed')).toHaveLength(2);
  });

  test('passes an improvement and what is new, but not under --strict', () => {
    for (const now of [{ 'rounds/a/gas/mean': 99n }, { 'rounds/c/failed': 0 }]) {
      expect(judged(now).exitCode).toBe(0);
      expect(judged(now, { demand: 'strict' }).exitCode).toBe(1);
    }
  });

  test('calls a change of a count a regression, whichever way it goes', () => {
    expect(judged({ 'rounds/b/failed': 1 }).exitCode).toBe(1);
    const direction = { '*/failed': { direction: 'lower' } } as const;
    expect(judged({ 'rounds/b/failed': 1 }, { tolerances: direction }).verdicts).toEqual([
      ['rounds/b/failed', 'improved'],
    ]);
  });

  test('tells of drift that is tolerated, warns without failing, and leaves alone what is switched off', () => {
    const slower = { 'rounds/a/latencyMs/p95': 51 };
    const under = (tolerance: object) => judged(slower, { tolerances: { '*latencyMs*': tolerance } });
    expect(under({ rel: 0.02 })).toEqual({
      exitCode: 0,
      verdicts: [['rounds/a/latencyMs/p95', 'tolerated']],
    });
    expect(under({ rel: 0.019 }).exitCode).toBe(1);
    expect(under({ level: 'warn' })).toEqual({
      exitCode: 0,
      verdicts: [['rounds/a/latencyMs/p95', 'regressed']],
    });
    expect(under({ level: 'off' })).toEqual({ exitCode: 0, verdicts: [] });
  });

  test('compares nothing under another condition, names it, and shows what is another', () => {
    const current = baselineOf(
      { ...Object.fromEntries(before.metrics), 'rounds/a/gas/mean': 90n },
      { conditions: { hardfork: 'prague' } },
    );
    expect(judge(before, current, options)).toMatchObject({
      verdict: 'not-comparable',
      exitCode: 4,
      differences: [{ field: 'hardfork', baseline: 'osaka', current: 'prague' }],
      changes: [{ verdict: 'not-comparable' }, { verdict: 'same' }, { verdict: 'same' }],
    });
  });

  test('is no silent pass where only a condition is another', () => {
    const current = { ...before, conditions: { hardfork: 'osaka', seed: 2 } };
    expect(judge(before, current, options)).toMatchObject({
      exitCode: 4,
      differences: [{ field: 'seed', baseline: null, current: 2 }],
    });
  });

  test('passes a scenario that was written anew only where all its figures stayed, and says so', () => {
    const rewritten = { conditions: { hardfork: 'osaka', scenarioHash: 'new' } };
    const judgedAnew = (now: Record<string, MetricValue>, changed: Partial<JudgementOptions> = {}) =>
      judge(
        { ...before, conditions: { hardfork: 'osaka', scenarioHash: 'old' } },
        baselineOf({ ...Object.fromEntries(before.metrics), ...now }, rewritten),
        { ...options, demand: 'strict', ...changed },
      );
    expect(judgedAnew({})).toMatchObject({
      verdict: 'passed',
      exitCode: 0,
      differences: [{ field: 'scenarioHash', baseline: 'old', current: 'new' }],
    });
    const others: Record<string, MetricValue>[] = [{ 'rounds/a/gas/mean': 99n }, { 'rounds/c/failed': 0 }];
    for (const now of others) {
      expect(judgedAnew(now)).toMatchObject({ verdict: 'not-comparable', exitCode: 4 });
      // What a filter leaves out, or a tolerance forgives, is a difference all the same.
      const forgiving = { selects: selectionOf('b'), tolerances: { '*': { rel: 0.5 } } };
      expect(judgedAnew(now, forgiving)).toMatchObject({ verdict: 'not-comparable' });
    }
  });

  test('compares across a change of the contracts, which is what it is for', () => {
    const current = { ...before, subject: 'two' };
    expect(judge(before, current, options)).toMatchObject({ exitCode: 0, isSubjectChanged: true });
  });

  test('asks for a baseline where there is none', () => {
    expect(judgeWithout(before, options)).toMatchObject({ verdict: 'no-baseline', exitCode: 4 });
  });

  test('looks at what a filter selects, by a whole name or a part of it', () => {
    const worse = { 'rounds/a/gas/mean': 101n };
    expect(judged(worse, { selects: selectionOf('b') }).exitCode).toBe(0);
    expect(selectionOf('a')('rounds/a#2/failed')).toBe(true);
    expect(selectionOf('a#2')('rounds/a/failed')).toBe(false);
    for (const glob of ['a', 'gas', 'rounds/a/*', '*mean'])
      expect(judged(worse, { selects: selectionOf(glob) }).exitCode).toBe(1);
  });
});
