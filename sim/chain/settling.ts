/**
 * Remembers, for transactions in blocks, when no reorganisation can reach them any more: as soon as the chain is the
 * horizon ahead of their block, `settle` is called for each, once.
 */
import type { Hex } from '../units.ts';

export interface Settling {
  /** Its block has this number, as things stand. */
  landed(hash: Hex, blockNumber: number): void;
  /** The chain has a block of this number. */
  reached(blockNumber: number): void;
}

export const createSettling = (horizonBlocks: number, settle: (hash: Hex) => void): Settling => {
  const byBlock = new Map<number, Hex[]>();
  return {
    landed: (hash, blockNumber) => {
      const hashes = byBlock.get(blockNumber);
      if (hashes === undefined) byBlock.set(blockNumber, [hash]);
      else hashes.push(hash);
    },
    reached: (newest) => {
      if (byBlock.size === 0) return;
      for (const [blockNumber, hashes] of byBlock) {
        if (blockNumber > newest - horizonBlocks) continue;
        byBlock.delete(blockNumber);
        hashes.forEach(settle);
      }
    },
  };
};
