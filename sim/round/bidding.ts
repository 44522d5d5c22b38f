import type { RandomStream } from '../kernel/random.ts';
import type { AccountBook } from '../load/accounts.ts';
import { type DrawnBid, drawBid } from '../load/bid.ts';

/**
 * The bids of one call: each account label draws from a stream of its own, forked from the call's, so that a call bids
 * the same whatever the chain makes of those before it, and other draws of the call are none the wiser.
 */
export const createBidding = (
  accounts: AccountBook,
  random: RandomStream,
): ((label: string) => DrawnBid | undefined) => {
  const streams = new Map<string, RandomStream>();
  return (label) => {
    const bid = accounts.bid(label);
    if (bid === undefined) return undefined;
    const stream = streams.get(label) ?? random.fork(`bids of ${label}`);
    streams.set(label, stream);
    return drawBid(bid, stream);
  };
};
