/**
 * What the clients of one node hear of the chain, as that node's head moves: first what was taken back, if it has gone over
 * to another branch, then each block that it took on, with its transactions and what it confirms.
 */
import type { Scheduler } from '../kernel/scheduler.ts';
import { branchChange, type TreeBlock } from '../network/block-tree.ts';
import type { Mempool } from '../pool/mempool.ts';
import type { ChainListener } from './chain.ts';
import { createFinality } from './finality.ts';
import type { Ledger } from './ledger.ts';
import { summarise } from './sealing.ts';

export interface Publication {
  /** The node holds this block to be the newest. */
  publish(head: TreeBlock): void;
}

export interface PublicationOptions {
  readonly genesis: TreeBlock;
  readonly clock: Pick<Scheduler, 'nowMs'>;
  readonly ledger: Ledger;
  /** The node's own. */
  readonly pool: Mempool;
  readonly listeners: readonly ChainListener[];
  readonly confirmations: number;
  readonly hasBackground: boolean;
  /** When the profile's share of all nodes has the block. */
  readonly spreadMs: (block: TreeBlock) => number;
}

export const createPublication = (options: PublicationOptions): Publication => {
  const { genesis, clock, ledger, pool, listeners, spreadMs } = options;
  const finality = createFinality(options.confirmations);
  let published = genesis;

  const takeBack = (removed: readonly TreeBlock[], timeMs: number): void => {
    const depth = removed.length;
    const hashes = ledger.transactions(removed.toReversed()).map(({ hash }) => hash);
    finality.retract(depth);
    for (const listener of listeners) listener.onReorganised?.({ timeMs, depth, hashes });
  };

  const tell = (block: TreeBlock, timeMs: number): void => {
    const filled = ledger.filled(block);
    const { sealed } = filled;
    const common = { timeMs, blockNumber: block.number, spreadMs: spreadMs(block) };
    for (const { transaction, receipt } of sealed.transactions) {
      const event = { ...common, hash: transaction.hash, receipt };
      for (const listener of listeners) listener.onIncluded?.(event);
    }
    const summary = summarise(filled, block.timeMs, pool, options.hasBackground);
    for (const listener of listeners) listener.onBlock?.(summary);
    for (const hash of finality.extend(sealed.transactions.map(({ transaction }) => transaction.hash)))
      for (const listener of listeners) listener.onConfirmed?.({ hash, timeMs });
  };

  return {
    publish: (head) => {
      const timeMs = clock.nowMs();
      const { removed, added } = branchChange(published, head);
      published = head;
      if (removed.length > 0) takeBack(removed, timeMs);
      for (const block of added) tell(block, timeMs);
    },
  };
};
