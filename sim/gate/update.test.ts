import { describe, expect, test } from 'vitest';
import type { Baseline } from './baseline.ts';
import { everyMetric, selectionOf } from './selection.ts';
import { updatedBaseline } from './update.ts';

const baselineOf = (metrics: Record<string, number>, hardfork = 'osaka'): Baseline => ({
  scenario: 'x',
  conditions: { hardfork },
  subject: '',
  metrics: new Map(Object.entries(metrics)),
  replications: new Map(Object.entries(metrics).map(([name, value]) => [name, [value, value]])),
});

const former = baselineOf({ 'rounds/a/failed': 1, 'rounds/b/failed': 1 });
const current = baselineOf({ 'rounds/a/failed': 2, 'rounds/b/failed': 2, 'rounds/c/failed': 2 });
const metricsOf = (baseline: Baseline | undefined) => Object.fromEntries(baseline?.metrics ?? []);

describe('an update', () => {
  test('of all replaces the baseline', () => {
    expect(updatedBaseline(former, current, 'all', everyMetric)).toEqual(current);
  });

  test('of what is new leaves the rest as it was', () => {
    expect(metricsOf(updatedBaseline(former, current, 'new', everyMetric))).toEqual({
      'rounds/a/failed': 1,
      'rounds/b/failed': 1,
      'rounds/c/failed': 2,
    });
  });

  test('by a filter leaves the entries of others alone, their replications too', () => {
    const updated = updatedBaseline(former, current, 'all', selectionOf('a'));
    expect(metricsOf(updated)).toEqual({ 'rounds/a/failed': 2, 'rounds/b/failed': 1 });
    expect(Object.fromEntries(updated?.replications ?? [])).toEqual({
      'rounds/a/failed': [2, 2],
      'rounds/b/failed': [1, 1],
    });
  });

  test('by a filter drops what it selects and the run no longer has', () => {
    const updated = updatedBaseline(former, baselineOf({ 'rounds/b/failed': 1 }), 'all', selectionOf('a'));
    expect(metricsOf(updated)).toEqual({ 'rounds/b/failed': 1 });
  });

  test('never mixes figures of different conditions', () => {
    const elsewhere = baselineOf({ 'rounds/a/failed': 2 }, 'prague');
    expect(updatedBaseline(former, elsewhere, 'all', selectionOf('a'))).toBeUndefined();
    expect(updatedBaseline(former, elsewhere, 'new', everyMetric)).toBeUndefined();
    expect(updatedBaseline(former, elsewhere, 'all', everyMetric)).toEqual(elsewhere);
  });

  test('of none is none', () => {
    expect(updatedBaseline(former, current, 'none', everyMetric)).toBe(former);
  });
});
