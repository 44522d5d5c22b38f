/**
 * Which stale blocks a new block names as its uncles (Yellow Paper §11.1): at most two, each the sibling of one of the
 * six blocks before the new one, and named by none of these. Of more than two the oldest go first, whose time runs out.
 */
import type { TreeBlock } from './block-tree.ts';

const mostUncles = 2;
const generationCount = 6;

/** `isKnown`: whether the new block's maker has seen a block. */
export const selectUncles = (
  head: TreeBlock,
  isKnown: (block: TreeBlock) => boolean,
): readonly TreeBlock[] => {
  let candidates: TreeBlock[] | undefined;
  let block = head;
  for (let generation = 0; generation < generationCount; generation += 1) {
    const { parent } = block;
    if (parent === undefined) break;
    // Most blocks are only children.
    if (parent.newestChild !== block || block.elderSibling !== undefined)
      candidates = [...siblingsOf(block, parent), ...(candidates ?? [])];
    block = parent;
  }
  if (candidates === undefined) return noUncles;
  const named = namedBefore(head);
  return candidates.filter((candidate) => !named.has(candidate) && isKnown(candidate)).slice(0, mostUncles);
};

const noUncles: readonly TreeBlock[] = [];

const siblingsOf = (block: TreeBlock, parent: TreeBlock): readonly TreeBlock[] => {
  const siblings: TreeBlock[] = [];
  for (let child = parent.newestChild; child !== undefined; child = child.elderSibling)
    if (child !== block) siblings.push(child);
  return siblings.reverse();
};

const namedBefore = (head: TreeBlock): ReadonlySet<TreeBlock> => {
  const named = new Set<TreeBlock>();
  let block: TreeBlock | undefined = head;
  for (let generation = 0; generation < generationCount && block !== undefined; generation += 1) {
    for (const uncle of block.uncles) named.add(uncle);
    block = block.parent;
  }
  return named;
};
