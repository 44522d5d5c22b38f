/**
 * Slots: at every multiple of the interval one node, drawn anew, may make a block on its head. It misses its slot with
 * a given probability, and then nothing happens until the next. All blocks count alike, so the longest branch wins.
 *
 * What of proof of stake is not here: attestations and their weight (LMD-GHOST), finality by votes, proposer boost. Where
 * blocks reach everybody well within a slot, as on the main net, there are no forks for these to decide.
 */
import { priorities } from '../kernel/scheduler.ts';
import { after, type Consensus, type CreateConsensus, timestampAfter } from './consensus.ts';

export interface SlotsProfile {
  readonly kind: 'slots';
  readonly intervalMs: number;
  /** Of slots without a block. Absent: 0. */
  readonly missRatio?: number;
}

export const slots =
  ({ intervalMs, missRatio = 0 }: SlotsProfile): CreateConsensus =>
  (site): Consensus => {
    const { scheduler } = site;
    const proposers = site.random.fork('proposers');
    const misses = site.random.fork('missed-slots');

    const propose = (): void | Promise<void> => {
      const producer = proposers.integer(site.nodeCount);
      if (misses.uniform() < missRatio) return;
      const timestampS = timestampAfter(site.head(producer), scheduler.nowMs());
      return site.produce({ producer, timestampS, difficulty: 1n, uncles: [] });
    };

    const arm = (slot: number): void => {
      // What arrives at that very instant is for the next slot, as on a single node.
      scheduler.at(slot * intervalMs, () => after(propose(), () => arm(slot + 1)), priorities.block);
    };

    return { start: () => arm(Math.floor(scheduler.nowMs() / intervalMs) + 1), headChanged: () => {} };
  };
