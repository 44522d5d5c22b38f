import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Hex } from '../units.ts';
import { createBranches } from './branches.ts';
import { createUndoJournal } from './undo-journal.ts';

const keys = ['a', 'b', 'c', 'd'];

/** What the next block writes, and on which of the blocks so far. */
const block = fc.record({
  parent: fc.nat(1_000),
  writes: fc.array(fc.tuple(fc.constantFrom(...keys), fc.option(fc.nat(9), { nil: undefined })), {
    maxLength: 6,
  }),
});

const hashOf = (index: number): Hex => `0x${index}`;

/** A tree of blocks that write to two maps, and what these hold after each of them. */
const grow = (
  blocks: readonly { parent: number; writes: [string, number | undefined][] }[],
  horizon: number,
) => {
  const journal = createUndoJournal(horizon);
  const maps = [new Map<string, number>(), new Map<string, number>()] as const;
  const reapplied: number[] = [];
  const branches = createBranches({
    journal,
    genesis: 'genesis',
    horizon,
    onReapplied: (number) => void reapplied.push(number),
  });
  const contents = () => maps.map((map) => new Map(map));
  const tree = [{ hash: hashOf(0), number: 0, contents: contents() }];
  for (const [index, { parent: choice, writes }] of blocks.entries()) {
    const parent = tree[choice % tree.length] as (typeof tree)[number];
    if (index > 0) branches.checkout(parent.hash);
    for (const [position, [key, value]] of writes.entries())
      journal.write(maps[position % 2] as Map<string, number>, key, value);
    const hash = hashOf(index + 1);
    journal.seal(parent.number + 1);
    branches.advance(hash, index === 0 ? hashOf(0) : parent.hash, hash);
    tree.push({ hash, number: parent.number + 1, contents: contents() });
  }
  return { branches, tree, maps, contents, reapplied };
};

describe('branches', () => {
  test('contents(checkout(block)) = contents when it was sealed, for any tree and any order of visits', () => {
    fc.assert(
      fc.property(
        fc.array(block, { minLength: 1, maxLength: 20 }),
        fc.array(fc.nat(1_000), { maxLength: 20 }),
        (blocks, visits) => {
          const { branches, tree, contents } = grow(blocks, 100);
          for (const visit of visits) {
            const target = tree[visit % tree.length] as (typeof tree)[number];
            branches.checkout(target.hash);
            expect(contents()).toEqual(target.contents);
            expect(branches.number()).toBe(target.number);
            expect(branches.head()).toBe(target.number === 0 ? 'genesis' : target.hash);
          }
        },
      ),
    );
  });

  test('look(block) = what a checkout of it would show, without going there', () => {
    fc.assert(
      fc.property(
        fc.array(block, { minLength: 1, maxLength: 20 }),
        fc.array(fc.nat(1_000), { maxLength: 5 }),
        (blocks, visits) => {
          const { branches, tree, maps, contents } = grow(blocks, 100);
          for (const visit of visits) {
            branches.checkout((tree[visit % tree.length] as (typeof tree)[number]).hash);
            const before = contents();
            for (const { hash, contents: expected } of tree)
              for (const key of keys) expect(branches.look(hash, maps[0], key)).toBe(expected[0]?.get(key));
            expect(contents()).toEqual(before);
          }
        },
      ),
    );
  });

  test('what is done again is told of, in order', () => {
    const writes: [string, number | undefined][] = [['a', 1]];
    const { branches, reapplied } = grow(
      [0, 1, 2].map((parent) => ({ parent, writes })),
      10,
    );
    branches.checkout(hashOf(1));
    branches.checkout(hashOf(3));
    expect(reapplied).toEqual([2, 3]);
  });

  test('a block beyond the horizon is not held any more, whichever branch it is on', () => {
    const writes: [string, number | undefined][] = [['a', 1]];
    // 1 ← 2 ← 3 ← 4 ← 5, and 6 on 2, which is undone.
    const { branches } = grow(
      [0, 1, 2, 3, 4].map((parent) => ({ parent, writes })),
      3,
    );
    const unknown = expect.objectContaining({ code: 'BLOCK_UNKNOWN' });
    expect(() => branches.checkout(hashOf(1))).toThrow(unknown);
    expect(() => branches.look(hashOf(1), new Map(), 'a')).toThrow(unknown);
    branches.checkout(hashOf(2));
    branches.checkout(hashOf(5));
    expect(branches.number()).toBe(5);
  });
});
