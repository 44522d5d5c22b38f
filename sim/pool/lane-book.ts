/**
 * The lanes of all senders at one node, with what is counted over them. Whatever is done to a lane is done through
 * `change`, so that all sums and indices follow.
 */
import type { Address } from '../units.ts';
import { createLaneLimits, type LaneLimits } from './pool-limits.ts';
import { SenderLane } from './sender-lane.ts';

export interface LaneBook extends Pick<LaneLimits, 'mostPending' | 'leastActiveQueued'> {
  pendingCount(): number;
  queuedCount(): number;
  get(sender: Address): SenderLane | undefined;
  /** Every lane with waiting transactions, in order of arrival. */
  all(): Iterable<SenderLane>;
  /** The sender's lane; an empty one, at this nonce, joins the others when something is put into it. */
  open(sender: Address, nonce: number): SenderLane;
  change<T>(lane: SenderLane, act: () => T): T;
}

export const createLaneBook = (guaranteedPerSender: number): LaneBook => {
  const lanes = new Map<Address, SenderLane>();
  const { changed, mostPending, leastActiveQueued } = createLaneLimits(guaranteedPerSender);
  let pendingCount = 0;
  let queuedCount = 0;

  const change = <T>(lane: SenderLane, act: () => T): T => {
    const pendingBefore = lane.pendingCount;
    const queuedBefore = lane.queuedCount;
    const result = act();
    pendingCount += lane.pendingCount - pendingBefore;
    queuedCount += lane.queuedCount - queuedBefore;
    changed(lane, pendingBefore, queuedBefore);
    if (lane.pendingCount + lane.queuedCount === 0) lanes.delete(lane.sender);
    else if (pendingBefore + queuedBefore === 0) lanes.set(lane.sender, lane);
    return result;
  };

  return {
    mostPending,
    leastActiveQueued,
    pendingCount: () => pendingCount,
    queuedCount: () => queuedCount,
    get: (sender) => lanes.get(sender),
    all: () => lanes.values(),
    open: (sender, nonce) => lanes.get(sender) ?? new SenderLane(sender, nonce),
    change,
  };
};
