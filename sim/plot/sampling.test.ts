/** What thinning may never do: invent a sample, lose an extreme, or say of a time what is not true of it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binWidth, columnOf, ecdf, spans, thin } from './sampling.ts';

const samples = fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 1, maxLength: 400 });
const sorted = samples.map((values) => Float64Array.from(values).sort());

describe('ecdf', () => {
  it('each point = (a sample, how many samples do not exceed it)', () => {
    fc.assert(
      fc.property(sorted, fc.integer({ min: 1, max: 50 }), (values, resolution) => {
        for (const { value, count } of ecdf(values, resolution)) {
          expect(values).toContain(value);
          expect(count).toBe(values.filter((other) => other <= value).length);
        }
      }),
    );
  });

  it('begins at the least sample, ends at the greatest, and is never off by more than a step of its resolution', () => {
    fc.assert(
      fc.property(sorted, fc.integer({ min: 1, max: 50 }), (values, resolution) => {
        const points = ecdf(values, resolution);
        expect(points[0]?.value).toBe(values[0]);
        expect(points.at(-1)).toEqual({ value: values.at(-1), count: values.length });
        const counts = [0, ...points.map(({ count }) => count)];
        const most = Math.ceil(values.length / Math.min(resolution, values.length));
        for (const [index, { value }] of points.entries()) {
          const below = values.filter((other) => other < value).length;
          expect(below - (counts[index] as number)).toBeLessThan(most);
        }
      }),
    );
  });

  it('has every distinct sample where these are few', () => {
    fc.assert(
      fc.property(sorted, (values) => {
        expect(ecdf(values, values.length).map(({ value }) => value)).toEqual([...new Set(values)]);
      }),
    );
  });
});

describe('thin', () => {
  const clouds = fc.array(fc.tuple(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 0, max: 50 })), {
    minLength: 1,
    maxLength: 600,
  });

  it('keeps the least and the greatest value of every column, and no more points than asked for', () => {
    fc.assert(
      fc.property(clouds, fc.integer({ min: 4, max: 100 }), (cloud, most) => {
        const [positions, values] = [cloud.map(([at]) => at), cloud.map(([, value]) => value)];
        const extent = { least: Math.min(...positions), greatest: Math.max(...positions) };
        const kept = thin(positions, values, extent, most);
        expect(new Set(kept).size).toBe(kept.length);
        expect(kept.length).toBeLessThanOrEqual(most);
        if (cloud.length <= most) expect(kept).toHaveLength(cloud.length);
        const columnCount = Math.floor(most / 4);
        const column = (index: number) => columnOf(positions[index] as number, extent, columnCount);
        for (const members of Map.groupBy(positions.keys(), column).values()) {
          const keptValues = kept
            .filter((index) => members.includes(index))
            .map((index) => values[index] as number);
          const allValues = members.map((index) => values[index] as number);
          expect(Math.min(...keptValues)).toBe(Math.min(...allValues));
          expect(Math.max(...keptValues)).toBe(Math.max(...allValues));
        }
      }),
    );
  });
});

describe('spans', () => {
  it('cover all numbers once, with their extremes and their mean', () => {
    fc.assert(
      fc.property(samples, fc.integer({ min: 1, max: 50 }), (values, most) => {
        const groups = spans(values, most);
        expect(groups.length).toBeLessThanOrEqual(most);
        expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(values.length);
        expect(Math.min(...groups.map(({ least }) => least))).toBe(Math.min(...values));
        expect(Math.max(...groups.map(({ greatest }) => greatest))).toBe(Math.max(...values));
        const sum = groups.reduce((total, { mean, count }) => total + mean * count, 0);
        expect(sum).toBeCloseTo(
          values.reduce((total, value) => total + value, 0),
          6,
        );
      }),
    );
  });
});

describe('binWidth', () => {
  it('is 1, 2 or 5 times a power of ten, and the least that makes no more bins than asked for', () => {
    expect([44_000, 100, 0.3, 0].map((length) => binWidth(length, 200))).toEqual([500, 0.5, 0.002, 1]);
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e9, noNaN: true }), (length) => {
        const width = binWidth(length, 200);
        expect(length / width).toBeLessThanOrEqual(200 * (1 + 1e-9));
        expect(length / width).toBeGreaterThan(200 / 2.5 - 1e-6);
      }),
    );
  });
});
