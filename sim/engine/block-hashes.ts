/**
 * The hashes that BLOCKHASH may ask for, those of the 256 blocks before the open one (Yellow Paper §9.4, H_256). Every
 * block's environment names its parent's hash, so they are learned as blocks are opened, genesis included.
 */
import type { EVMMockBlockchainInterface } from '@ethereumjs/evm';
import type { BlockEnvironment } from '../ethereum/block.ts';
import { hexToBytes } from '../ethereum/hex.ts';
import type { Hex } from '../units.ts';

const reach = 256;

export interface BlockHashes extends EVMMockBlockchainInterface {
  learnParent(block: Pick<BlockEnvironment, 'number' | 'parentHash'>): void;
}

/** `undoBlocks`: how many blocks may be rolled back, after which BLOCKHASH must still reach as far. */
export const createBlockHashes = (undoBlocks: number): BlockHashes => {
  const hashes = new Map<number, Hex>();
  const blockHashes: BlockHashes = {
    learnParent: ({ number, parentHash }) => {
      hashes.set(number - 1, parentHash);
      hashes.delete(number - 1 - reach - undoBlocks);
    },
    getBlock: async (number) => {
      const hash = hashes.get(number);
      return { hash: () => (hash === undefined ? new Uint8Array(32) : hexToBytes(hash)) };
    },
    putBlock: async () => undefined,
    shallowCopy: () => blockHashes,
  };
  return blockHashes;
};
