import { expect, test } from 'vitest';
import { createDrops } from './held-drops.ts';

const set = () => {
  const told: string[] = [];
  return { told, drops: createDrops((hash, reason) => void told.push(`${hash} ${reason}`)) };
};

test('what is dropped between blocks is told at once', () => {
  const { told, drops } = set();
  drops.tell('0x1', 'evicted');
  expect(told).toEqual(['0x1 evicted']);
});

test('what a block drops is told after the block, and after any other that is still to be told of', () => {
  const { told, drops } = set();
  drops.hold();
  drops.tell('0x1', 'nonceTooLow');
  drops.hold();
  drops.tell('0x2', 'nonceTooLow');
  drops.after(() => void told.push('block 1'));
  drops.after(() => void told.push('block 2'));
  drops.tell('0x3', 'evicted');
  expect(told).toEqual(['block 1', 'block 2', '0x1 nonceTooLow', '0x2 nonceTooLow', '0x3 evicted']);
});
