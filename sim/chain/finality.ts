/**
 * Confirmations by depth: a transaction is confirmed when its block is the k-th newest; k = 1 means at inclusion.
 * Holds the hashes of the k − 1 newest blocks and nothing else. A reorganisation would have to take blocks back: the
 * place for it is here.
 */
import type { Hex } from '../units.ts';

export interface Finality {
  /** The next block has come, with these transactions. Returns those of the block that it makes final. */
  extend(hashes: readonly Hex[]): readonly Hex[];
}

export const createFinality = (confirmations: number): Finality => {
  const waiting: (readonly Hex[])[] = Array.from({ length: confirmations - 1 }, () => []);
  let oldest = 0;
  return {
    extend: (hashes) => {
      if (waiting.length === 0) return hashes;
      const final = waiting[oldest] ?? [];
      waiting[oldest] = hashes;
      oldest = (oldest + 1) % waiting.length;
      return final;
    },
  };
};
