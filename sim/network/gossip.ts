/**
 * Gossip: whoever gets a message for the first time sends it on to all its peers but the one that it came from. The
 * copies leave one after another, because an uplink is one wire (`uplink`). On its way a copy takes the latency of its pair
 * of regions, Pareto distributed.
 *
 * Model and its limits. Peers are a random graph: a ring through all nodes in random order, so that everybody can be
 * reached, and random links besides. A message's whole way is computed when it is sent, as the shortest paths from
 * its origin (Dijkstra, 1959), and its copies take the first gaps that uplinks have: of two messages that overlap at a
 * relay the one that was sent first goes first, even if it gets there a little later. Checks before relaying take no
 * time.
 */
import { sampleMs } from '../kernel/distributions.ts';
import type { RandomStream } from '../kernel/random.ts';
import { msPerS, quantiseMs } from '../units.ts';
import type { Arrivals, Links } from './channel.ts';
import type { RegionLinks } from './link-profile.ts';
import { createUplink, type Uplink } from './uplink.ts';

const bitsPerByte = 8;

export const createGossip = (profile: RegionLinks, nodeCount: number, random: RandomStream): Links => {
  const { regionOfNode, latencyMs, uplinkBitsPerS, paretoShape } = profile;
  const peers = randomGraph(nodeCount, profile.peerCount, random.fork('peers'));
  const uplinks = Array.from({ length: nodeCount }, createUplink);
  const regionOf = (node: number): number => regionOfNode[node] as number;

  const meanHopMs = (from: number, to: number): number =>
    (latencyMs[regionOf(from)] as readonly number[])[regionOf(to)] as number;
  const hopMs = (meanMs: number, stream: RandomStream): number =>
    meanMs === 0 ? 0 : sampleMs({ kind: 'pareto', meanMs, shape: paretoShape }, stream);
  /** Of a Pareto distribution, as a share of its mean. */
  const leastRatio = (paretoShape - 1) / paretoShape;

  /** Sends copies on; what arrives earlier than what was known so far is an improvement. */
  const relay = (from: number, byteCount: number, way: Way, stream: RandomStream): void => {
    const copyMs = (byteCount * bitsPerByte * msPerS) / (uplinkBitsPerS[regionOf(from)] as number);
    const uplink = uplinks[from] as Uplink;
    let leavesMs = way.arrivalMs[from] as number;
    for (const to of peers[from] as readonly number[]) {
      if (to === way.cameFrom[from]) continue;
      leavesMs = uplink.take(leavesMs, copyMs) + copyMs;
      const known = way.arrivalMs[to] as number;
      const meanMs = meanHopMs(from, to);
      if (leavesMs + meanMs * leastRatio >= known) continue;
      const arrivalMs = quantiseMs(leavesMs + hopMs(meanMs, stream));
      if (arrivalMs >= known) continue;
      way.arrivalMs[to] = arrivalMs;
      way.cameFrom[to] = from;
    }
  };

  const send = (origin: number, timeMs: number, byteCount: number, stream: RandomStream): Arrivals => {
    const way = {
      arrivalMs: new Float64Array(nodeCount).fill(Number.POSITIVE_INFINITY),
      cameFrom: new Int32Array(nodeCount).fill(-1),
    };
    way.arrivalMs[origin] = timeMs;
    for (const uplink of uplinks) uplink.forget(timeMs);
    const isSettled = new Uint8Array(nodeCount);
    for (let node = earliest(way, isSettled); node >= 0; node = earliest(way, isSettled)) {
      isSettled[node] = 1;
      relay(node, byteCount, way, stream);
    }
    return (node) => way.arrivalMs[node] as number;
  };

  return {
    channel: (label) => {
      const stream = random.fork(label);
      return { send: (origin, timeMs, byteCount) => send(origin, timeMs, byteCount, stream) };
    },
  };
};

interface Way {
  readonly arrivalMs: Float64Array;
  readonly cameFrom: Int32Array;
}

/** Networks here have tens of nodes: looking at all of them is as fast as a heap. */
const earliest = ({ arrivalMs }: Way, isSettled: Uint8Array): number => {
  let found = -1;
  for (let node = 0; node < arrivalMs.length; node += 1) {
    if (isSettled[node] === 1) continue;
    if (found < 0 || (arrivalMs[node] as number) < (arrivalMs[found] as number)) found = node;
  }
  return found;
};

/** Each node's peers in ascending order: at least `peerCount` of them, or all others. */
const randomGraph = (nodeCount: number, peerCount: number, random: RandomStream): readonly number[][] => {
  const peers = Array.from({ length: nodeCount }, () => new Set<number>());
  const join = (a: number, b: number): void => {
    if (a === b) return;
    peers[a]?.add(b);
    peers[b]?.add(a);
  };
  const ring = shuffled(nodeCount, random);
  for (const [index, node] of ring.entries()) join(node, ring[(index + 1) % nodeCount] as number);
  const wanted = Math.min(peerCount, nodeCount - 1);
  for (const [node, own] of peers.entries()) while (own.size < wanted) join(node, random.integer(nodeCount));
  return peers.map((own) => [...own].sort((a, b) => a - b));
};

/** Fisher and Yates. */
const shuffled = (count: number, random: RandomStream): readonly number[] => {
  const items = Array.from({ length: count }, (_, index) => index);
  for (let last = count - 1; last > 0; last -= 1) {
    const other = random.integer(last + 1);
    [items[last], items[other]] = [items[other] as number, items[last] as number];
  }
  return items;
};
