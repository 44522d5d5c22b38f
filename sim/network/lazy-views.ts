/**
 * What each node has seen, found out when somebody asks: no event per link, and no work for nodes that nobody asks. A
 * node's head is the heaviest block that has come by then, the first to come of equals; arrival times are pure
 * functions, so it is found by looking at the newest blocks until no older one can be heavier.
 *
 * To bound memory, a block that is followed by 4,096 others counts as having come everywhere.
 */
import type { TreeBlock } from './block-tree.ts';
import type { Arrivals } from './channel.ts';
import type { ViewOptions, Views } from './views.ts';

interface Made {
  readonly block: TreeBlock;
  readonly arrivals: Arrivals;
  /** The most difficulty up to any block that was made by then. */
  readonly mostTotal: bigint;
}

const memory = 4_096;

export const createLazyViews = ({ genesis, clock }: ViewOptions): Views => {
  /** In the order of making, without a gap. */
  let recent: Made[] = [];
  /** The heaviest of all before them. */
  let settled = genesis;

  const head = (node: number): TreeBlock => {
    const nowMs = clock.nowMs();
    let best = settled;
    let bestMs = Number.NEGATIVE_INFINITY;
    for (let index = recent.length - 1; index >= 0; index -= 1) {
      const { block, arrivals, mostTotal } = recent[index] as Made;
      if (mostTotal < best.totalDifficulty) break;
      if (block.totalDifficulty < best.totalDifficulty) continue;
      const arrivalMs = arrivals(node);
      if (arrivalMs > nowMs) continue;
      // From the newest to the oldest: of two that come in one instant the older was made first.
      if (block.totalDifficulty === best.totalDifficulty && arrivalMs > bestMs) continue;
      best = block;
      bestMs = arrivalMs;
    }
    return best;
  };

  const hasSeen = (node: number, block: TreeBlock): boolean => {
    const known = recent[block.index - (recent[0]?.block.index ?? 0)];
    if (known === undefined || known.arrivals(node) <= clock.nowMs()) return true;
    for (let child = block.newestChild; child !== undefined; child = child.elderSibling)
      if (hasSeen(node, child)) return true;
    return false;
  };

  return {
    head,
    hasSeen,
    made: (block, arrivals) => {
      const { totalDifficulty } = block;
      const before = recent.at(-1)?.mostTotal ?? settled.totalDifficulty;
      recent.push({ block, arrivals, mostTotal: totalDifficulty > before ? totalDifficulty : before });
      if (recent.length < 2 * memory) return;
      settled = recent.slice(0, memory).reduce(heavier, settled);
      recent = recent.slice(memory);
    },
  };
};

const heavier = (found: TreeBlock, { block }: Made): TreeBlock =>
  block.totalDifficulty > found.totalDifficulty ? block : found;
