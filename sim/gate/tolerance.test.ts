import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isWithin, relativeChange, toleranceOf } from './tolerance.ts';

describe('a tolerance', () => {
  test('of zero takes equal values and nothing else', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(isWithin(value, value, { rel: 0, abs: 0 })).toBe(true);
      }),
    );
    expect(isWithin(38_712n, 38_713n, { rel: 0, abs: 0 })).toBe(false);
    expect(isWithin(2n ** 60n, 2n ** 60n + 1n, { rel: 0, abs: 0 })).toBe(false);
  });

  test('includes its bound, whatever binary fractions make of it', () => {
    for (const [baseline, current] of [
      [100, 102],
      [0.1, 0.102],
      [0.3, 0.306],
      [1483.183, 1512.84666],
    ] as const)
      expect(isWithin(baseline, current, { rel: 0.02, abs: 0 })).toBe(true);
    expect(isWithin(100, 102.0001, { rel: 0.02, abs: 0 })).toBe(false);
  });

  test('is divided by the baseline, not by what there is now', () => {
    expect([relativeChange(100, 150), relativeChange(150, 100), relativeChange(0, 3)]).toEqual([
      0.5,
      -0.333333333333333,
      null,
    ]);
  });

  test('takes whichever of rel and abs is wider; of a baseline of zero only abs says anything', () => {
    expect(isWithin(10, 13, { rel: 0.1, abs: 3 })).toBe(true);
    expect(isWithin(0, 3, { rel: 10, abs: 0 })).toBe(false);
    expect(isWithin(0, 3, { rel: 0, abs: 3 })).toBe(true);
  });

  test('never takes a figure that went beyond the horizon', () => {
    const infinite = Number.POSITIVE_INFINITY;
    expect(isWithin(100, infinite, { rel: 1000, abs: 1000 })).toBe(false);
    expect(isWithin(infinite, 100, { rel: 0.5, abs: 1000 })).toBe(false);
    expect(isWithin(infinite, infinite, { rel: 0, abs: 0 })).toBe(true);
  });
});

describe('of several globs', () => {
  const tolerances = {
    'rounds/*/latencyMs/p95': { rel: 0.1 },
    '*latencyMs*': { rel: 0.02, level: 'warn' },
    '*': { abs: 1 },
    'rounds/GetMS/latencyMs/*': { rel: 0.05 },
  } as const;

  test('the most specific holds, alone', () => {
    expect(toleranceOf('rounds/GetMS/latencyMs/p50', tolerances)).toMatchObject({
      rel: 0.05,
      level: 'error',
    });
    expect(toleranceOf('rounds/GetMS/latencyMs/p95', tolerances)).toMatchObject({ rel: 0.05 });
    expect(toleranceOf('rounds/Other/latencyMs/p95', tolerances)).toMatchObject({ rel: 0.1 });
    expect(toleranceOf('rounds/Other/latencyMs/p50', tolerances)).toMatchObject({ rel: 0.02, level: 'warn' });
    expect(toleranceOf('rounds/Other/gas/mean', tolerances)).toMatchObject({ rel: 0, abs: 1 });
  });

  test('none leaves a metric exact, with the direction that it has by itself', () => {
    const directionOf = (metric: string) => toleranceOf(metric, {}).direction;
    expect(toleranceOf('rounds/a/gas/mean', {})).toEqual({
      rel: 0,
      abs: 0,
      direction: 'higher',
      level: 'error',
    });
    expect(directionOf('rounds/gas/throughputTps')).toBe('lower');
    expect(directionOf('rounds/gas/submitted')).toBe('both');
    expect(directionOf('rounds/a/gas/count')).toBe('both');
    expect(directionOf('rounds/a/labels/gas/feeWei/mean')).toBe('higher');
    expect(directionOf('contracts/latencyMs/deployedBytes')).toBe('higher');
  });
});
