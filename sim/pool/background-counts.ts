/**
 * What has become of other people's transactions, as one node sees it. Each is in one of these places, so that the
 * arrived are the sum of the others.
 */
import type { Background } from './background.ts';
import type { Mempool } from './mempool.ts';

export interface BackgroundCounts {
  readonly arrivedCount: number;
  /** In blocks of the node's branch. */
  readonly includedCount: number;
  readonly waitingCount: number;
  /** Refused or evicted, by a full pool or at the door. */
  readonly droppedCount: number;
}

/** Undefined where there are none. */
export const countBackground = ({
  background,
  pool: { crowd },
}: {
  readonly background: Background | undefined;
  readonly pool: Pick<Mempool, 'crowd'>;
}): BackgroundCounts | undefined =>
  background && {
    arrivedCount: background.arrivedCount(),
    includedCount: crowd.includedCount(),
    waitingCount: crowd.count(),
    droppedCount: crowd.droppedCount() + background.refusedCount(),
  };
