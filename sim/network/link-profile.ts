/** The links of a network as plain data, and what must hold of it. */
import type { Problem } from '../errors.ts';
import { type Distribution, problemsOf } from '../kernel/distribution-data.ts';

export type LinkProfile =
  /** The same delay to everybody: what the closed forms assume. */
  | { readonly kind: 'constant'; readonly delayMs: number }
  /** A quantile curve: for every message and receiver a fresh draw, end to end. */
  | { readonly kind: 'drawn'; readonly delay: Distribution }
  | RegionLinks;

/** Gossip over a random graph, see `gossip`. */
export interface RegionLinks {
  readonly kind: 'regions';
  /** The region of each node, as an index into the matrix. */
  readonly regionOfNode: readonly number[];
  /** Mean latency from region to region. */
  readonly latencyMs: readonly (readonly number[])[];
  /** Latencies are Pareto distributed around their mean; the larger the shape, the closer. */
  readonly paretoShape: number;
  /** Of each region's nodes: one copy leaves after the other. */
  readonly uplinkBitsPerS: readonly number[];
  /** How many others a node talks to at least. */
  readonly peerCount: number;
}

/** A rule about the value at a path. */
export interface Rule {
  readonly path: string;
  readonly received: unknown;
  readonly expected: string;
  readonly holds: boolean;
}

export const broken = (rules: readonly Rule[]): Problem[] =>
  rules
    .filter(({ holds }) => !holds)
    .map(({ path, expected, received }) => ({ path, expected, received: String(received) }));

export const isWhole = (value: number, least: number, most = Number.MAX_SAFE_INTEGER): boolean =>
  Number.isInteger(value) && value >= least && value <= most;

const duration = (path: string, received: number): Rule => ({
  path,
  received,
  expected: 'milliseconds, 0 or more',
  holds: Number.isFinite(received) && received >= 0,
});

const positive = (path: string, received: number, above: number): Rule => ({
  path,
  received,
  expected: `a finite number above ${above}`,
  holds: Number.isFinite(received) && received > above,
});

const listed = (path: string, length: number, expected: number, of: string): Rule => ({
  path,
  received: `a list of ${length}`,
  expected: `a list of ${expected}, one per ${of}`,
  holds: length === expected,
});

/** Paths are inside the links. */
export const problemsOfLinks = (links: LinkProfile, nodeCount: number): readonly Problem[] => {
  switch (links.kind) {
    case 'constant':
      return broken([duration('delayMs', links.delayMs)]);
    case 'drawn':
      return problemsOf(links.delay).map((problem) => ({ ...problem, path: `delay.${problem.path}` }));
    case 'regions':
      return broken(regionRules(links, nodeCount));
  }
};

const regionRules = (links: RegionLinks, nodeCount: number): readonly Rule[] => {
  const { regionOfNode, latencyMs, uplinkBitsPerS, paretoShape, peerCount } = links;
  const regionCount = latencyMs.length;
  return [
    listed('regionOfNode', regionOfNode.length, nodeCount, 'node'),
    ...regionOfNode.map((received, node) => ({
      path: `regionOfNode[${node}]`,
      received,
      expected: `a region, 0 to ${regionCount - 1}`,
      holds: isWhole(received, 0, regionCount - 1),
    })),
    ...latencyMs.flatMap((row, from) => [
      listed(`latencyMs[${from}]`, row.length, regionCount, 'region'),
      ...row.map((received, to) => duration(`latencyMs[${from}][${to}]`, received)),
    ]),
    listed('uplinkBitsPerS', uplinkBitsPerS.length, regionCount, 'region'),
    ...uplinkBitsPerS.map((received, region) => positive(`uplinkBitsPerS[${region}]`, received, 0)),
    // The mean is infinite up to shape 1.
    positive('paretoShape', paretoShape, 1),
    {
      path: 'peerCount',
      received: peerCount,
      expected: 'a whole number of at least 1',
      holds: isWhole(peerCount, 1),
    },
  ];
};
