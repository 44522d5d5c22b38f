import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createHeap } from './heap.ts';

const before = (a: number, b: number): boolean => a < b;

test('popping a heap of any elements = sorting them', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), fc.array(fc.integer()), (initial, pushed) => {
      const heap = createHeap(before, [...initial]);
      for (const value of pushed) heap.push(value);
      const popped = Array.from({ length: heap.size() }, () => heap.pop());
      expect(popped).toEqual([...initial, ...pushed].sort((a, b) => a - b));
      expect(heap.pop()).toBeUndefined();
    }),
  );
});

test('replaceTop = pop and push', () => {
  fc.assert(
    fc.property(fc.array(fc.integer(), { minLength: 1 }), fc.integer(), (initial, value) => {
      const [one, other] = [createHeap(before, [...initial]), createHeap(before, [...initial])];
      one.replaceTop(value);
      other.pop();
      other.push(value);
      expect(Array.from(initial, () => one.pop())).toEqual(Array.from(initial, () => other.pop()));
    }),
  );
});
