/**
 * The chain as a client sees it that polls instead of subscribing: it asks for each of its transactions one interval
 * after it has handed it over, and every interval from then on. What happened in between it learns at once at that
 * moment, in its last state: an inclusion that was taken back before anybody asked has never been.
 *
 * Learned at = submitted + ⌈(happened − submitted) / interval⌉ · interval, so half an interval later on average. Asking
 * takes neither time nor the node's processing. Blocks are told of at once: they are nobody's transactions.
 */
import type { Scheduler } from '../kernel/scheduler.ts';
import type { Hex } from '../units.ts';
import type { Chain, ChainListener, DropReason, Inclusion } from './chain.ts';
import { createSettling } from './settling.ts';

interface Watch {
  readonly submittedMs: number;
  /** What the node would answer now. */
  included: Inclusion | undefined;
  isConfirmed: boolean;
  dropped: DropReason | undefined;
  /** What the client knows. */
  knownInclusion: Inclusion | undefined;
  knowsConfirmation: boolean;
  /** There is something to learn at the next poll. */
  isArmed: boolean;
}

export const pollingClient = (
  chain: Chain,
  scheduler: Pick<Scheduler, 'nowMs' | 'at'>,
  intervalMs: number,
): Chain => {
  const watches = new Map<Hex, Watch>();
  const listeners: ChainListener[] = [];
  const { horizonBlocks = 0 } = chain.info;
  const settling = createSettling(horizonBlocks, (hash) => {
    if (watches.get(hash)?.knowsConfirmation) watches.delete(hash);
  });
  let lastDepth = 0;

  const nextPollMs = ({ submittedMs }: Watch): number => {
    const polls = Math.ceil((scheduler.nowMs() - submittedMs) / intervalMs);
    return submittedMs + Math.max(1, polls) * intervalMs;
  };

  /** Something has happened to one of the client's transactions. */
  const change = (hash: Hex, apply: (watch: Watch) => void): void => {
    const watch = watches.get(hash);
    if (watch === undefined) return;
    apply(watch);
    if (watch.isArmed) return;
    watch.isArmed = true;
    scheduler.at(nextPollMs(watch), () => poll(hash, watch));
  };

  const poll = (hash: Hex, watch: Watch): void => {
    watch.isArmed = false;
    const { included, isConfirmed, dropped, knownInclusion } = watch;
    const timeMs = scheduler.nowMs();
    if (knownInclusion !== undefined && knownInclusion !== included) {
      watch.knownInclusion = undefined;
      watch.knowsConfirmation = false;
      for (const listener of listeners)
        listener.onReorganised?.({ timeMs, depth: lastDepth, hashes: [hash] });
    }
    if (included !== undefined && watch.knownInclusion === undefined) {
      watch.knownInclusion = included;
      for (const listener of listeners) listener.onIncluded?.({ ...included, timeMs });
    }
    if (isConfirmed && !watch.knowsConfirmation) {
      watch.knowsConfirmation = true;
      for (const listener of listeners) listener.onConfirmed?.({ hash, timeMs });
    }
    if (dropped !== undefined) {
      // Where branches compete, what the client's node has dropped may yet be in one.
      if (horizonBlocks === 0) watches.delete(hash);
      else watch.dropped = undefined;
      for (const listener of listeners) listener.onDropped?.({ hash, timeMs, reason: dropped });
    } else if (watch.knowsConfirmation) forgetLater(hash, watch);
  };

  const forgetLater = (hash: Hex, { knownInclusion }: Watch): void => {
    if (horizonBlocks === 0 || knownInclusion === undefined) watches.delete(hash);
    else settling.landed(hash, knownInclusion.blockNumber);
  };

  chain.subscribe({
    onIncluded: (event) =>
      change(event.hash, (watch) => {
        watch.included = event;
      }),
    onConfirmed: ({ hash }) =>
      change(hash, (watch) => {
        watch.isConfirmed = true;
      }),
    onDropped: ({ hash, reason }) =>
      change(hash, (watch) => {
        watch.dropped = reason;
      }),
    onReorganised: ({ depth, hashes }) => {
      lastDepth = depth;
      for (const hash of hashes)
        change(hash, (watch) => {
          watch.included = undefined;
          watch.isConfirmed = false;
        });
    },
    onBlock: (block) => {
      settling.reached(block.number);
      for (const listener of listeners) listener.onBlock?.(block);
    },
  });

  return {
    ...chain,
    submit: async (raw) => {
      const submittedMs = scheduler.nowMs();
      const submission = await chain.submit(raw);
      if (submission.kind === 'accepted') watches.set(submission.hash, watchFrom(submittedMs));
      return submission;
    },
    subscribe: (listener) => void listeners.push(listener),
  };
};

const watchFrom = (submittedMs: number): Watch => ({
  submittedMs,
  included: undefined,
  isConfirmed: false,
  dropped: undefined,
  knownInclusion: undefined,
  knowsConfirmation: false,
  isArmed: false,
});
