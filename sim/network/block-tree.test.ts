import fc from 'fast-check';
import { expect, test } from 'vitest';
import { branchChange, branchOf, type TreeBlock } from './block-tree.ts';
import { treeOf } from './sample-trees.ts';

const choices = fc.array(fc.nat(1_000), { minLength: 1, maxLength: 40 });

test('branch(from) − removed + added = branch(to), and nothing is removed that is common', () => {
  fc.assert(
    fc.property(choices, fc.nat(), fc.nat(), (parents, a, b) => {
      const { blocks } = treeOf(parents);
      const [from, to] = [blocks[a % blocks.length], blocks[b % blocks.length]] as [TreeBlock, TreeBlock];
      const { removed, added } = branchChange(from, to);
      const kept = branchOf(from).slice(0, branchOf(from).length - removed.length);
      expect([...kept, ...removed.toReversed()]).toEqual(branchOf(from));
      expect([...kept, ...added]).toEqual(branchOf(to));
      const isFree = (block: TreeBlock) => !added.includes(block);
      expect(removed.every(isFree)).toBe(true);
    }),
  );
});

test('the heaviest block has the most difficulty up to it, and is the first made of equals', () => {
  fc.assert(
    fc.property(choices, fc.array(fc.bigInt(1n, 3n), { minLength: 40 }), (parents, difficulties) => {
      const { tree, blocks } = treeOf(parents, (index) => difficulties[index] as bigint);
      const sum = (block: TreeBlock): bigint =>
        branchOf(block).reduce((total, { difficulty }) => total + difficulty, 1n);
      const best = blocks.reduce((found, block) => (sum(block) > sum(found) ? block : found));
      expect(tree.heaviest()).toBe(best);
    }),
  );
});
