/**
 * One node's view of the tree: which blocks it has seen, and the best of them, which is its head. A block brings along
 * whatever its receiver lacks of its branch: a node that gets a block before its parent asks the sender for the parent.
 */
import type { TreeBlock } from './block-tree.ts';

export interface View {
  head(): TreeBlock;
  hasSeen(block: TreeBlock): boolean;
  /** The block exists and is on its way to this node. */
  announce(block: TreeBlock): void;
  /** It has come. Returns whether the head is another one now. */
  receive(block: TreeBlock): boolean;
}

export const createView = (genesis: TreeBlock): View => {
  /** Announced and not seen: few, however long the chain. */
  const unseen = new Set<TreeBlock>();
  let head = genesis;
  return {
    head: () => head,
    hasSeen: (block) => !unseen.has(block),
    announce: (block) => void unseen.add(block),
    receive: (block) => {
      for (let each: TreeBlock | undefined = block; each !== undefined && unseen.delete(each); )
        each = each.parent;
      if (block.totalDifficulty <= head.totalDifficulty) return false;
      head = block;
      return true;
    },
  };
};
