/**
 * What a wallet does about a transaction that is not included: some time after its last submission it signs another of
 * the same nonce that offers more, as often as its bid says. It is the node that replaces; one that it does not take
 * leaves the former where it was, and ends the matter, unless the nonce has just been used.
 */
import type { Submission } from '../chain/chain.ts';
import type { Scheduler } from '../kernel/scheduler.ts';
import type { Bump } from '../load/bid.ts';
import { type Fees, raisedFees } from './fees.ts';

export interface BumpingOptions {
  readonly scheduler: Scheduler;
  readonly bump: Bump;
  /** Of the first submission. */
  readonly fees: Fees;
  /** `included`: nothing to do now, though its block may still be taken back. */
  readonly state: () => 'waiting' | 'included' | 'over';
  /** When a client worker will have prepared another one. */
  readonly preparedMs: (nowMs: number) => number;
  readonly resubmit: (fees: Fees) => Promise<Submission>;
}

/** Begins at the submission; returns how to end it. */
export const startBumping = (options: BumpingOptions): (() => void) => {
  const { scheduler, bump, state, preparedMs, resubmit } = options;
  let { fees } = options;
  let count = 0;
  let isOver = false;

  const wait = (): void => {
    timer = scheduler.at(scheduler.nowMs() + bump.afterMs, prepare);
  };
  const prepare = (): void => {
    if (state() === 'included') wait();
    else if (state() === 'waiting') timer = scheduler.at(preparedMs(scheduler.nowMs()), replace);
  };
  const replace = async (): Promise<void> => {
    if (state() !== 'waiting') return prepare();
    const higher = raisedFees(fees, bump.ratio);
    const answer = await resubmit(higher);
    if (answer.kind === 'accepted') {
      fees = higher;
      count += 1;
    } else if (answer.reason !== 'nonceTooLow') return;
    if (count < bump.maxCount && !isOver) wait();
  };

  let timer = scheduler.at(scheduler.nowMs() + bump.afterMs, prepare);
  return () => {
    isOver = true;
    timer.cancel();
  };
};
