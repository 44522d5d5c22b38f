/**
 * How a tree of blocks came out. Rates of stale blocks are published over two denominators: uncles per block of the main
 * chain (7.41 % for 20,750 uncles beside 280,000 blocks) and per all blocks (6.90 % of the same), so each name says which.
 */
import { type BlockTree, branchOf } from './block-tree.ts';

export interface ChainCounts {
  /** All that were made, genesis excluded: main + stale. */
  readonly madeCount: number;
  /** On the heaviest branch. */
  readonly mainCount: number;
  readonly staleCount: number;
  /** Stale blocks that a block of the main chain names as its uncles. */
  readonly uncleCount: number;
  readonly staleOfMadeRatio: number;
  readonly unclesPerMainRatio: number;
  /** Over main blocks and uncles together. */
  readonly unclesOfAllRatio: number;
  /** From one block of the main chain to the next. */
  readonly meanIntervalMs: number;
}

export const countBlocks = (tree: BlockTree): ChainCounts => {
  const main = branchOf(tree.heaviest());
  const uncleCount = main.reduce((sum, { uncles }) => sum + uncles.length, 0);
  return rates(tree.size() - 1, main.length, uncleCount, tree.heaviest().timeMs);
};

/** `lastMs`: when the newest block of the main chain was made. */
export const rates = (
  madeCount: number,
  mainCount: number,
  uncleCount: number,
  lastMs: number,
): ChainCounts => ({
  madeCount,
  mainCount,
  staleCount: madeCount - mainCount,
  uncleCount,
  staleOfMadeRatio: (madeCount - mainCount) / madeCount,
  unclesPerMainRatio: uncleCount / mainCount,
  unclesOfAllRatio: uncleCount / (mainCount + uncleCount),
  meanIntervalMs: lastMs / mainCount,
});
