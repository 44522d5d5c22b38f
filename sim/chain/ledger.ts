/**
 * The blocks of a network with what they did, on whichever branch, and the one engine that all nodes share. Executing is
 * deterministic, so a block is executed once, on the block that it extends; whoever comes to hold it takes over what it
 * did. The engine stands on one block at a time and is moved to another when something is to be executed there.
 *
 * What is kept: receipts and places in the tree of the blocks within the horizon. A node that is further behind has lost
 * the thread, which ends the run.
 */
import type { AccountState, Engine } from '../engine/engine.ts';
import { BenchError, exitCodes } from '../errors.ts';
import type { Transaction } from '../ethereum/transaction.ts';
import type { TreeBlock } from '../network/block-tree.ts';
import type { BackgroundTransaction } from '../pool/background.ts';
import type { Address } from '../units.ts';
import type { Head } from './genesis.ts';
import { type FilledBlock, headOf } from './sealing.ts';

export interface Ledger {
  /** What the next block on this one is derived from. */
  head(block: TreeBlock): Head;
  filled(block: TreeBlock): FilledBlock;
  transactions(blocks: readonly TreeBlock[]): readonly Transaction[];
  /** Those of others. */
  background(blocks: readonly TreeBlock[]): readonly BackgroundTransaction[];
  account(block: TreeBlock, address: Address): AccountState;
  /** The engine's newest block is this one from now on. */
  checkout(block: TreeBlock): Promise<void>;
  /** The engine has just sealed this block. */
  record(block: TreeBlock, filled: FilledBlock): void;
}

export interface LedgerOptions {
  readonly engine: Engine;
  readonly genesis: TreeBlock;
  readonly genesisHead: Head;
  readonly horizonBlocks: number;
}

interface Entry {
  readonly head: Head;
  readonly filled: FilledBlock;
}

export const createLedger = ({ engine, genesis, genesisHead, horizonBlocks }: LedgerOptions): Ledger => {
  /** In the order of sealing. */
  const entries = new Map<TreeBlock, Entry>();
  let standing = genesis;

  const entry = (block: TreeBlock): Entry => {
    const found = entries.get(block);
    if (found === undefined) throw new LostBlockError(block.number, horizonBlocks);
    return found;
  };
  const head = (block: TreeBlock): Head => (block === genesis ? genesisHead : entry(block).head);
  const filled = (block: TreeBlock): FilledBlock => entry(block).filled;

  const forgetBelow = (number: number): void => {
    for (const block of entries.keys()) {
      if (block.number >= number) return;
      entries.delete(block);
    }
  };

  return {
    head,
    filled,
    transactions: (blocks) =>
      blocks.flatMap((block) => filled(block).sealed.transactions.map(({ transaction }) => transaction)),
    background: (blocks) => blocks.flatMap((block) => filled(block).background),
    account: (block, address) =>
      block === standing ? engine.account(address) : engine.account(address, head(block).hash),
    checkout: async (block) => {
      if (block === standing) return;
      await engine.checkout(head(block).hash);
      standing = block;
    },
    record: (block, result) => {
      entries.set(block, { head: headOf(result.sealed), filled: result });
      standing = block;
      forgetBelow(block.number - horizonBlocks);
    },
  };
};

export class LostBlockError extends BenchError {
  override readonly name = 'LostBlockError';

  constructor(number: number, horizonBlocks: number) {
    super(`A node needs block ${number}, which is beyond the last ${horizonBlocks} blocks that are kept.`, {
      code: 'BLOCK_BEYOND_HORIZON',
      exitCode: exitCodes.scenarioFailed,
      hint: 'The links are too slow for the rate of blocks, or the network has split: raise network.horizonBlocks of the chain.',
      problems: [
        {
          path: 'network.horizonBlocks',
          expected: 'more than any node is behind',
          received: `${horizonBlocks}`,
        },
      ],
    });
  }
}
