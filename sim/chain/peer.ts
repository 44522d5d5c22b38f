/**
 * One node of a network: the blocks that it has seen, the best of them as its head, and its own mempool. When its head
 * moves, what the new blocks hold leaves the pool; when it moves to another branch, what the old ones held comes back.
 */
import { branchChange, type TreeBlock } from '../network/block-tree.ts';
import { createView } from '../network/view.ts';
import type { Hex } from '../units.ts';
import type { DropReason } from './chain.ts';
import type { Ledger } from './ledger.ts';
import { createMempool, type Mempool } from './mempool.ts';
import type { MempoolProfile } from './profile.ts';

export interface Peer {
  readonly pool: Mempool;
  head(): TreeBlock;
  hasSeen(block: TreeBlock): boolean;
  /** The block exists and is on its way. */
  announce(block: TreeBlock): void;
  /** The block has come and was executed. Returns whether it is the head now. */
  take(block: TreeBlock): boolean;
}

export interface PeerOptions {
  readonly genesis: TreeBlock;
  readonly ledger: Ledger;
  readonly limits: MempoolProfile;
  readonly onDropped: (hash: Hex, reason: DropReason) => void;
}

export const createPeer = ({ genesis, ledger, limits, onDropped }: PeerOptions): Peer => {
  const view = createView(genesis);
  const account: Parameters<typeof createMempool>[0]['account'] = (address) =>
    ledger.account(view.head(), address);
  const pool = createMempool({ limits, account, onDropped });

  const follow = (from: TreeBlock, to: TreeBlock): void => {
    const { removed, added } = branchChange(from, to);
    const included = ledger.transactions(added);
    if (removed.length === 0) pool.include(included);
    else pool.reorganise(ledger.transactions(removed.toReversed()), included);
  };

  return {
    pool,
    head: view.head,
    hasSeen: view.hasSeen,
    announce: view.announce,
    take: (block) => {
      const before = view.head();
      if (!view.receive(block)) return false;
      follow(before, view.head());
      return true;
    },
  };
};
