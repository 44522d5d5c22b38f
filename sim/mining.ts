/**
 * How a study mines headers. Replication r of mining meets the same chance as the chain of a simulation's replication r:
 * the same miners make the same finds at the same instants there.
 */
import { createRandom } from './kernel/random-stream.ts';
import { createVirtualScheduler } from './kernel/virtual-scheduler.ts';
import { branchOf } from './network/block-tree.ts';
import { countBlocks } from './network/counts.ts';
import { type HeaderTime, mineHeaders, raceHeaders } from './network/headers.ts';
import { replicationSeed } from './replication/seeds.ts';
import type { StudyContext } from './study/study.ts';

export const createMining = (seed: number): Pick<StudyContext, 'mine' | 'race'> => ({
  mine: async ({ miners, replication = 0, ...plan }) => {
    const tree = await mineHeaders(miners, plan, freshTime(seed, replication));
    const blocks = branchOf(tree.heaviest()).map(({ timeMs, difficulty, producer }) => ({
      timeMs,
      difficulty: Number(difficulty),
      producer,
    }));
    return { counts: countBlocks(tree), blocks };
  },
  race: ({ miners, links, replication = 0 }) => raceHeaders(miners, links, freshTime(seed, replication)),
});

const freshTime = (seed: number, replication: number): HeaderTime => ({
  scheduler: createVirtualScheduler(),
  random: createRandom(replicationSeed(seed, replication)).fork('chain'),
});
