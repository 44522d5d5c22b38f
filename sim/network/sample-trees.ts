/** Trees of blocks for tests, by a list of choices of parents. */
import { type BlockTree, createBlockTree, type TreeBlock } from './block-tree.ts';

/** Each choice picks one of the blocks there are, modulo how many, as the parent of the next. */
export const treeOf = (
  choices: readonly number[],
  difficultyOf: (index: number) => bigint = () => 1n,
): { readonly tree: BlockTree; readonly blocks: readonly TreeBlock[] } => {
  const tree = createBlockTree(1n);
  const blocks = [tree.genesis];
  for (const [index, choice] of choices.entries()) {
    const parent = blocks[choice % blocks.length] as TreeBlock;
    blocks.push(
      tree.add({
        parent,
        producer: index,
        timeMs: index,
        timestampS: parent.timestampS + 1,
        difficulty: difficultyOf(index),
        uncles: [],
      }),
    );
  }
  return { tree, blocks };
};
