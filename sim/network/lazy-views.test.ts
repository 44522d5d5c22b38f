/** Lazy views are an optimisation and nothing else: they give the same blocks as an event per node and block. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { logNormal, uniform } from '../kernel/distributions.ts';
import type { BlockTree } from './block-tree.ts';
import { branchOf } from './block-tree.ts';
import { mineHeaders, runHeaders } from './headers.ts';
import type { LinkProfile } from './link-profile.ts';
import { proofOfWork } from './proof-of-work.ts';
import { freshTime, miners } from './sample-miners.ts';

const links: readonly LinkProfile[] = [
  { kind: 'constant', delayMs: 0 },
  { kind: 'constant', delayMs: 9_000 },
  { kind: 'drawn', delay: uniform(0, 40_000) },
  { kind: 'drawn', delay: logNormal(5_000, 2) }, // children that arrive long before their parents
  {
    kind: 'regions',
    regionOfNode: [0, 1, 0, 1],
    latencyMs: [
      [50, 3_000],
      [2_000, 50],
    ],
    paretoShape: 2,
    uplinkBitsPerS: [4_000, 40_000],
    peerCount: 2,
  },
];

const describeTree = (tree: BlockTree) =>
  branchOf(tree.heaviest()).map(({ index, producer, timeMs, difficulty, uncles }) => ({
    index,
    producer,
    timeMs,
    difficulty,
    uncles: uncles.map((uncle) => uncle.index),
  }));

test('the same seed makes the same tree, event by event or lazily', async () => {
  const property = fc.asyncProperty(
    fc.constantFrom(...links),
    fc.constantFrom('constant', 'byzantium'),
    fc.nat(10_000),
    async (link, difficultyRule, seed) => {
      const profile = miners([0.5, 0.3, 0.2, 0], { difficultyRule });
      const blockCount = 200;
      const lazy = await mineHeaders(profile, { links: link, blockCount }, freshTime(seed));
      const eager = await runHeaders(
        {
          nodeCount: 4,
          links: link,
          blockCount,
          genesisDifficulty: profile.genesisDifficulty,
          consensus: proofOfWork(profile),
        },
        freshTime(seed),
      );
      expect(describeTree(lazy)).toEqual(describeTree(eager));
    },
  );
  await fc.assert(property, { numRuns: 60 });
});
