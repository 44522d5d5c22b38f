/**
 * What an arrival at slots finds before it, as the probability that the next so many blocks have places for all of that
 * and for itself. The mathematics stands in `slot-latency.ts`, the summation in `slot-circle.ts`.
 */
import { type Circle, circleOf, fewerThan, type HalfCircle, splitAt, withWholeSlot } from './slot-circle.ts';
import { slotRoots } from './slot-roots.ts';
import { type SlotQueue, slotArrivals, slotBlockShares } from './slots.ts';

/** P(an arrival falls into a part of the slot, and so many blocks hold what it finds and itself). */
type Held = (blocks: number) => number;

export interface SlotBacklog {
  /** For the part of a slot before, and the part after, this share of it has gone by. */
  within(slotShare: number): { readonly early: Held; readonly late: Held };
}

/** So few full blocks make no difference to the digits that we promise. */
const negligible = 1e-10;
/** Where the values take a second or so: products, and points to sum over. */
const mostProducts = 5e7;
const mostPlacesAhead = 50_000;

/** Undefined where the values would take too many operations. */
export const createSlotBacklog = (queue: SlotQueue): SlotBacklog | undefined => {
  if (slotBlockShares(queue).fullRatio < negligible) return emptiedByEveryBlock;
  const arrivals = slotArrivals(queue);
  const roots = slotRoots(arrivals);
  const mostAhead = Math.min(mostPlacesAhead, mostProducts / (roots.length + 1));
  for (let blocks = 1; blocks * queue.batch <= mostAhead; blocks *= 2) {
    const circle = circleOf(arrivals, roots, 2 * blocks * queue.batch);
    // If these blocks hold what the latest arrival of a slot finds, more never matter.
    if (fewerThan(circle, withWholeSlot(circle), blocks * queue.batch) > 1 - 1e-8)
      return invertedOn(circle, blocks, queue.batch);
  }
  return undefined;
};

const emptiedByEveryBlock: SlotBacklog = {
  within: (slotShare) => ({ early: () => slotShare, late: () => 1 - slotShare }),
};

const invertedOn = (circle: Circle, mostBlocks: number, batch: number): SlotBacklog => {
  const held =
    (values: HalfCircle, part: number): Held =>
    (blocks) =>
      blocks > mostBlocks ? part : fewerThan(circle, values, blocks * batch);
  return {
    within: (slotShare) => {
      const { early, late } = splitAt(circle, slotShare);
      return { early: held(early, slotShare), late: held(late, 1 - slotShare) };
    },
  };
};
