import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createEventHeap, type QueuedEvent } from './event-heap.ts';

const nothing = () => {};

const byOrder = (a: QueuedEvent, b: QueuedEvent): number =>
  a.timeMs - b.timeMs || a.priority - b.priority || a.sequence - b.sequence;

/** Few distinct times and priorities, so that ties are common. */
const operation = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ timeMs: fc.nat(6), priority: fc.integer({ min: -1, max: 2 }) }),
  },
  { weight: 2, arbitrary: fc.constant('pop' as const) },
  { weight: 1, arbitrary: fc.record({ remove: fc.nat() }) },
  { weight: 1, arbitrary: fc.constant('clear' as const) },
);

test('heap = sorted array, over any sequence of push, pop, remove and clear', () => {
  fc.assert(
    fc.property(fc.array(operation, { maxLength: 200 }), (operations) => {
      const heap = createEventHeap();
      const pushed: QueuedEvent[] = [];
      let sorted: QueuedEvent[] = [];
      for (const step of operations) {
        if (step === 'clear') {
          heap.clear();
          sorted = [];
        } else if (step === 'pop') {
          expect(heap.pop()).toBe(sorted.shift());
        } else if ('remove' in step) {
          const victim = pushed[step.remove % Math.max(1, pushed.length)];
          if (victim === undefined) continue;
          heap.remove(victim);
          sorted = sorted.filter((event) => event !== victim);
        } else {
          const event = heap.push(step.timeMs, step.priority, nothing);
          pushed.push(event);
          sorted = [...sorted, event].sort(byOrder);
        }
        expect(heap.peek()).toBe(sorted[0]);
        expect(heap.size()).toBe(sorted.length);
      }
      while (sorted.length > 0) expect(heap.pop()).toBe(sorted.shift());
      expect(heap.pop()).toBeUndefined();
    }),
  );
});

test('events of one instant and one priority come out in the order in which they went in', () => {
  const heap = createEventHeap();
  const pushed = Array.from({ length: 100 }, () => heap.push(1, 0, nothing));
  expect(Array.from({ length: 100 }, () => heap.pop())).toEqual(pushed);
});

test('an event that has left can be removed again without harm', () => {
  const heap = createEventHeap();
  const first = heap.push(1, 0, nothing);
  const second = heap.push(2, 0, nothing);
  expect(heap.pop()).toBe(first);
  heap.remove(first);
  expect(heap.pop()).toBe(second);
});
