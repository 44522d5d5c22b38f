/**
 * The queue of what is still to happen: a min-heap ordered by (timeMs, priority, sequence), so that events of one
 * instant and one priority run in the order in which they were queued, and the order is total on every machine.
 *
 * Model: one plain object per event and one array, of which slot i has its children at 4i + 1 … 4i + 4 (half the
 * levels of a binary heap). Each event knows its slot, so that cancelling takes O(log n) and leaves nothing behind:
 * a run that arms and cancels a deadline per transaction does not grow.
 * Sources: D. B. Johnson, Priority queues with update and finding minimum spanning trees, IPL 4(3), 1975 (d-heaps);
 * I. Wegener, Bottom-up heapsort, TCS 118, 1993 (a hole sinks to a leaf, and the last event rises from there).
 */

export type Action = () => void | Promise<void>;

export interface QueuedEvent {
  readonly timeMs: number;
  readonly priority: number;
  readonly sequence: number;
  readonly action: Action;
  /** Where it lies in the heap; `notQueued` once it has left. Only the heap writes it. */
  slot: number;
}

export interface EventHeap {
  size(): number;
  push(timeMs: number, priority: number, action: Action): QueuedEvent;
  peek(): QueuedEvent | undefined;
  pop(): QueuedEvent | undefined;
  /** Does nothing when the event has left already. */
  remove(event: QueuedEvent): void;
  clear(): void;
}

const notQueued = -1;
const arity = 4;

const isBefore = (a: QueuedEvent, b: QueuedEvent): boolean => {
  if (a.timeMs !== b.timeMs) return a.timeMs < b.timeMs;
  if (a.priority !== b.priority) return a.priority < b.priority;
  return a.sequence < b.sequence;
};

export function createEventHeap(): EventHeap {
  const events: QueuedEvent[] = [];
  let sequence = 0;

  const place = (event: QueuedEvent, slot: number): void => {
    events[slot] = event;
    event.slot = slot;
  };

  const siftUp = (event: QueuedEvent, from: number): void => {
    let slot = from;
    while (slot > 0) {
      const parentSlot = Math.floor((slot - 1) / arity);
      const parent = events[parentSlot] as QueuedEvent;
      if (!isBefore(event, parent)) break;
      place(parent, slot);
      slot = parentSlot;
    }
    place(event, slot);
  };

  /** The slot of the least of the children from `first` on. */
  const leastChild = (first: number): number => {
    const end = Math.min(first + arity, events.length);
    let least = first;
    for (let child = first + 1; child < end; child += 1) {
      if (isBefore(events[child] as QueuedEvent, events[least] as QueuedEvent)) least = child;
    }
    return least;
  };

  /** Lets the free slot sink to a leaf; what fills it rarely has to rise far again. */
  const sinkHole = (from: number): number => {
    let slot = from;
    for (let first = arity * slot + 1; first < events.length; first = arity * slot + 1) {
      const child = leastChild(first);
      place(events[child] as QueuedEvent, slot);
      slot = child;
    }
    return slot;
  };

  const remove = (event: QueuedEvent): void => {
    const { slot } = event;
    if (slot === notQueued) return;
    event.slot = notQueued;
    const last = events.pop() as QueuedEvent;
    if (last !== event) siftUp(last, sinkHole(slot));
  };

  return {
    size: () => events.length,
    push: (timeMs, priority, action) => {
      const event: QueuedEvent = { timeMs, priority, sequence, action, slot: events.length };
      sequence += 1;
      events.push(event);
      siftUp(event, event.slot);
      return event;
    },
    peek: () => events[0],
    pop: () => {
      const least = events[0];
      if (least !== undefined) remove(least);
      return least;
    },
    remove,
    clear: () => {
      for (const event of events) event.slot = notQueued;
      events.length = 0;
    },
  };
}
