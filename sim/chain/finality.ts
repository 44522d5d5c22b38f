/**
 * Confirmations by depth: a transaction is confirmed when its block is the k-th newest; k = 1 means at inclusion.
 * Holds the hashes of the k newest blocks and nothing else. A reorganisation takes blocks back: what it takes was
 * not final after all, where it reaches deeper than k − 1, and what it leaves is not told of again.
 */
import type { Hex } from '../units.ts';

export interface Finality {
  /** The next block has come, with these transactions. Returns those of the block that it makes final. */
  extend(hashes: readonly Hex[]): readonly Hex[];
  /** The newest blocks are no longer part of the chain. */
  retract(blockCount: number): void;
}

const none: readonly Hex[] = [];

export const createFinality = (confirmations: number): Finality => {
  /** By height modulo k. */
  const newest: (readonly Hex[])[] = Array.from({ length: confirmations }, () => none);
  let height = 0;
  let finalHeight = 0;
  return {
    extend: (hashes) => {
      height += 1;
      newest[height % confirmations] = hashes;
      const deepHeight = height - confirmations + 1;
      if (deepHeight <= finalHeight) return none;
      finalHeight = deepHeight;
      return newest[deepHeight % confirmations] ?? none;
    },
    retract: (blockCount) => {
      height -= blockCount;
      finalHeight = Math.min(finalHeight, height);
    },
  };
};
