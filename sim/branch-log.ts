/** Something kept of every sealed block of every branch, of which only one branch counts in the end: that of the clients' node. */
import type { SealedBlock } from './ethereum/block.ts';
import type { Hex } from './units.ts';

export interface BranchLog<T> {
  add(block: SealedBlock, kept: T): void;
  /** From genesis to the block with this hash. */
  branch(headHash: Hex): readonly T[];
}

export const createBranchLog = <T>(): BranchLog<T> => {
  const blocks = new Map<Hex, { readonly parentHash: Hex; readonly kept: T }>();
  return {
    add: ({ hash, environment: { parentHash } }, kept) => void blocks.set(hash, { parentHash, kept }),
    branch: (headHash) => {
      const branch: T[] = [];
      for (let block = blocks.get(headHash); block !== undefined; block = blocks.get(block.parentHash))
        branch.push(block.kept);
      return branch.reverse();
    },
  };
};
