import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { logNormal, pareto } from '../kernel/distributions.ts';
import { createRandom } from '../kernel/random-stream.ts';
import { type LinkProfile, problemsOfLinks, type RegionLinks } from './link-profile.ts';
import { createLinks } from './links.ts';

const arrivalsOf = (profile: LinkProfile, nodeCount: number, byteCount = 0, origin = 0, timeMs = 1_000) => {
  const arrivals = createLinks(profile, nodeCount, createRandom(1))
    .channel('blocks')
    .send(origin, timeMs, byteCount);
  return Array.from({ length: nodeCount }, (_, node) => arrivals(node));
};

/** `nodeCount` nodes in regions by turns; no spread to speak of. */
const regions = (nodeCount: number, changes: Partial<RegionLinks> = {}): RegionLinks => ({
  kind: 'regions',
  regionOfNode: Array.from({ length: nodeCount }, (_, node) => node % 2),
  latencyMs: [
    [10, 100],
    [100, 20],
  ],
  paretoShape: 1e9,
  uplinkBitsPerS: [8_000_000, 8_000_000],
  peerCount: nodeCount - 1,
  ...changes,
});

test('constant: everybody but the sender has it after the delay', () => {
  expect(arrivalsOf({ kind: 'constant', delayMs: 250.5 }, 3, 0, 1)).toEqual([1_250.5, 1_000, 1_250.5]);
});

describe('drawn', () => {
  const delaysOf = (profile: LinkProfile, count: number): number[] => {
    const channel = createLinks(profile, 2, createRandom(23)).channel('blocks');
    return Array.from({ length: count }, () => channel.send(0, 0, 0)(1)).sort((a, b) => a - b);
  };

  test('V23: a Pareto curve of shape 5 and mean 100 ms has the quantiles of that curve', () => {
    const delays = delaysOf({ kind: 'drawn', delay: pareto(100, 5) }, 40_000);
    for (const [share, quantileMs] of [
      [0.5, 91.9],
      [0.95, 145.6],
      [0.99, 201],
    ] as const)
      expect((delays[share * delays.length] as number) / quantileMs).toBeCloseTo(1, 1);
  });

  test('a log-normal curve has its median', () => {
    const delays = delaysOf({ kind: 'drawn', delay: logNormal(610, 1.15) }, 40_000);
    expect((delays[20_000] as number) / 610).toBeCloseTo(1, 1);
  });

  test('what a node gets depends neither on who else asks nor on other channels', () => {
    const profile: LinkProfile = { kind: 'drawn', delay: pareto(100, 5) };
    const askOnlyLast = () => {
      const links = createLinks(profile, 3, createRandom(1));
      links.channel('transactions').send(0, 0, 0)(2);
      const blocks = links.channel('blocks');
      return [0, 1, 2].map((time) => blocks.send(0, time, 0)(2));
    };
    const blocks = createLinks(profile, 3, createRandom(1)).channel('blocks');
    const askAll = [0, 1, 2].map((time) => {
      const arrivals = blocks.send(0, time, 0);
      arrivals(1);
      return arrivals(2);
    });
    expect(askOnlyLast()).toEqual(askAll);
  });
});

describe('regions', () => {
  test('a small message among peers takes the latency of the pair of regions', () => {
    expect(arrivalsOf(regions(4), 4).map(Math.round)).toEqual([1_000, 1_100, 1_010, 1_100]);
  });

  test('copies leave one after another: the k-th is through after k times its size over the uplink', () => {
    // 1,000 bytes at 8 Mbit/s: 1 ms a copy. All in one region, 10 ms apart: no relay is faster than the origin.
    const links = regions(6, { regionOfNode: [0, 0, 0, 0, 0, 0] });
    expect(arrivalsOf(links, 6, 1_000).map(Math.round)).toEqual([1_000, 1_011, 1_012, 1_013, 1_014, 1_015]);
  });

  test('a message waits for those before it on the same uplink, of whatever channel', () => {
    const links = createLinks(regions(2, { regionOfNode: [0, 0] }), 2, createRandom(1));
    expect(Math.round(links.channel('blocks').send(0, 0, 50_000)(1))).toBe(60);
    expect(Math.round(links.channel('transactions').send(0, 5, 1_000)(1))).toBe(61);
    expect(Math.round(links.channel('transactions').send(1, 5, 1_000)(0))).toBe(16);
  });

  test('with few peers it reaches everybody over several hops, never faster than over direct links', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 40 }), fc.nat(1_000), (nodeCount, seed) => {
        const profile = regions(nodeCount, { peerCount: 2, paretoShape: 5 });
        const arrivals = createLinks(profile, nodeCount, createRandom(seed)).channel('blocks').send(0, 0, 0);
        for (let node = 1; node < nodeCount; node += 1) {
          expect(arrivals(node)).toBeLessThan(Number.POSITIVE_INFINITY);
          // The least of a Pareto distribution of shape 5 is four fifths of its mean.
          expect(arrivals(node)).toBeGreaterThanOrEqual(0.8 * 10 - 1e-3);
        }
      }),
    );
  });
});

describe('problems', () => {
  test('all at once, each with its place', () => {
    const links = regions(3, {
      regionOfNode: [0, 2],
      latencyMs: [[10, -1], [5]],
      uplinkBitsPerS: [0],
      paretoShape: 1,
      peerCount: 0.5,
    });
    expect(problemsOfLinks(links, 3).map(({ path }) => path)).toEqual([
      'regionOfNode',
      'regionOfNode[1]',
      'latencyMs[0][1]',
      'latencyMs[1]',
      'uplinkBitsPerS',
      'uplinkBitsPerS[0]',
      'paretoShape',
      'peerCount',
    ]);
  });

  test('of delays below zero, constant or drawn', () => {
    expect(problemsOfLinks({ kind: 'constant', delayMs: -1 }, 2)).toEqual([
      { path: 'delayMs', expected: 'milliseconds, 0 or more', received: '-1' },
    ]);
    const delay = { kind: 'uniform', minMs: -5, maxMs: 5 } as const;
    expect(problemsOfLinks({ kind: 'drawn', delay }, 2)[0]?.path).toBe('delay.minMs');
    expect(problemsOfLinks(regions(4), 4)).toEqual([]);
  });
});
