import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type BlockTree, branchOf, createBlockTree, type TreeBlock } from './block-tree.ts';
import { selectUncles } from './uncles.ts';

const everything = () => true;

const child = (tree: BlockTree, parent: TreeBlock, uncles: readonly TreeBlock[] = []): TreeBlock =>
  tree.add({ parent, producer: 0, timeMs: 0, timestampS: parent.timestampS + 1, difficulty: 1n, uncles });

const chain = (tree: BlockTree, from: TreeBlock, length: number): TreeBlock => {
  let head = from;
  for (let count = 0; count < length; count += 1) head = child(tree, head);
  return head;
};

describe('a stale block', () => {
  test('is an uncle of the blocks one to six numbers above it, and of no later one', () => {
    const tree = createBlockTree(1n);
    const stale = child(tree, tree.genesis);
    for (let length = 1; length <= 6; length += 1)
      expect(selectUncles(chain(tree, tree.genesis, length), (block) => block === stale)).toEqual([stale]);
    expect(selectUncles(chain(tree, tree.genesis, 7), everything)).toEqual([]);
  });

  test('is named once, and only by a block whose maker has seen it', () => {
    const tree = createBlockTree(1n);
    const stale = child(tree, tree.genesis);
    const head = child(tree, tree.genesis);
    expect(selectUncles(head, () => false)).toEqual([]);
    expect(selectUncles(chain(tree, child(tree, head, [stale]), 2), everything)).toEqual([]);
  });

  test('whose parent is stale as well is no uncle', () => {
    const tree = createBlockTree(1n);
    const head = chain(tree, tree.genesis, 3);
    const stale = child(tree, tree.genesis);
    child(tree, stale);
    expect(selectUncles(head, everything)).toEqual([stale]);
  });

  test('gives way to older ones when there are more than two', () => {
    const tree = createBlockTree(1n);
    const head = child(tree, child(tree, tree.genesis));
    const late = child(tree, head.parent as TreeBlock);
    const early = [child(tree, tree.genesis), child(tree, tree.genesis)];
    expect(selectUncles(head, everything)).toEqual(early);
    expect(selectUncles(child(tree, head, early), everything)).toEqual([late]);
  });
});

test('on no branch is a block named twice, or one of its own, or more than two by one block', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(5), { minLength: 1, maxLength: 60 }), (backs) => {
      const tree = createBlockTree(1n);
      const blocks = [tree.genesis];
      for (const back of backs) {
        const parent = blocks[Math.max(0, blocks.length - 1 - back)] as TreeBlock;
        blocks.push(child(tree, parent, selectUncles(parent, everything)));
      }
      for (const tip of blocks) {
        const branch = branchOf(tip);
        const uncles = branch.flatMap((block) => block.uncles);
        expect(new Set([...uncles, ...branch]).size).toBe(uncles.length + branch.length);
        expect(branch.every((block) => block.uncles.length <= 2)).toBe(true);
      }
    }),
  );
});
