/**
 * A binary heap of any elements: the one that comes `before` all others is on top. Whoever removes elements from the
 * middle does so lazily, by skipping stale ones at the top. `before` must be a total order, or ties depend on history.
 * Source: J. W. J. Williams, Algorithm 232, CACM 7(6), 1964; bottom-up construction by R. W. Floyd, Algorithm 245.
 */
export interface Heap<T> {
  size(): number;
  peek(): T | undefined;
  push(element: T): void;
  pop(): T | undefined;
  /** Puts another element in the place of the top one: a pop and a push at the price of one. */
  replaceTop(element: T): void;
}

/** Takes over `elements`, in any order, in linear time. */
export const createHeap = <T>(before: (a: T, b: T) => boolean, elements: T[] = []): Heap<T> => {
  const siftUp = (element: T, from: number): void => {
    let slot = from;
    while (slot > 0) {
      const parentSlot = (slot - 1) >> 1;
      const parent = elements[parentSlot] as T;
      if (!before(element, parent)) break;
      elements[slot] = parent;
      slot = parentSlot;
    }
    elements[slot] = element;
  };

  const siftDown = (element: T, from: number): void => {
    const { length } = elements;
    let slot = from;
    for (let child = 2 * slot + 1; child < length; child = 2 * slot + 1) {
      const right = child + 1;
      if (right < length && before(elements[right] as T, elements[child] as T)) child = right;
      const first = elements[child] as T;
      if (!before(first, element)) break;
      elements[slot] = first;
      slot = child;
    }
    elements[slot] = element;
  };

  for (let slot = (elements.length >> 1) - 1; slot >= 0; slot -= 1) siftDown(elements[slot] as T, slot);

  return {
    size: () => elements.length,
    peek: () => elements[0],
    push: (element) => {
      elements.push(element);
      siftUp(element, elements.length - 1);
    },
    pop: () => {
      const top = elements[0];
      const last = elements.pop();
      if (elements.length > 0 && last !== undefined) siftDown(last, 0);
      return top;
    },
    replaceTop: (element) => siftDown(element, 0),
  };
};
