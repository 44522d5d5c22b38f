/**
 * What a pool drops because of a block is told after that block: clients hear first what was taken back or included, and
 * then what has lost its place by it.
 */
import type { Hex } from '../units.ts';
import type { DropReason } from './chain.ts';

export interface HeldDrops {
  tell(hash: Hex, reason: DropReason): void;
  /** A block is about to be told of: once for each call of `after`. */
  hold(): void;
  /** Tells of the block, then of what was held unless another block is still to come. */
  after(tellBlock: () => void): void;
}

export const createDrops = (emit: (hash: Hex, reason: DropReason) => void): HeldDrops => {
  let held: [Hex, DropReason][] = [];
  let blockCount = 0;
  return {
    tell: (hash, reason) => {
      if (blockCount > 0) held.push([hash, reason]);
      else emit(hash, reason);
    },
    hold: () => {
      blockCount += 1;
    },
    after: (tellBlock) => {
      tellBlock();
      blockCount -= 1;
      if (blockCount > 0) return;
      const due = held;
      held = [];
      for (const [hash, reason] of due) emit(hash, reason);
    },
  };
};
