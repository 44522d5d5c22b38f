/**
 * One node of a network: the blocks that it has seen, the best of them as its head, and its own mempool. When its head
 * moves, what the new blocks hold leaves the pool; when it moves to another branch, what the old ones held comes back.
 */
import { branchChange, type TreeBlock } from '../network/block-tree.ts';
import { createView } from '../network/view.ts';
import type { Background } from '../pool/background.ts';
import { createMempool, type Mempool } from '../pool/mempool.ts';
import type { ChainProfile } from '../profile/profile.ts';
import type { Hex } from '../units.ts';
import type { DropReason } from './chain.ts';
import type { Ledger } from './ledger.ts';
import { createTemplates, type Templates, templateOf } from './template.ts';

export interface Peer {
  readonly pool: Mempool;
  /** Of the blocks that it makes. */
  readonly templates: Templates;
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
  readonly profile: ChainProfile;
  readonly background: Background | undefined;
  readonly onDropped: (hash: Hex, reason: DropReason) => void;
}

export const createPeer = ({ genesis, ledger, profile, background, onDropped }: PeerOptions): Peer => {
  const view = createView(genesis);
  const account: Parameters<typeof createMempool>[0]['account'] = (address) =>
    ledger.account(view.head(), address);
  const pool = createMempool({ limits: profile.mempool, account, onDropped, background });
  const templates = createTemplates(templateOf(profile), pool);

  const follow = (from: TreeBlock, to: TreeBlock): void => {
    const { removed, added } = branchChange(from, to);
    const oldestFirst = removed.toReversed();
    const included = ledger.transactions(added);
    const ofOthers = ledger.background(added);
    if (removed.length === 0) pool.include(included, ofOthers);
    else
      pool.reorganise(ledger.transactions(oldestFirst), included, {
        returned: ledger.background(oldestFirst),
        included: ofOthers,
      });
  };

  return {
    pool,
    templates,
    head: view.head,
    hasSeen: view.hasSeen,
    announce: view.announce,
    take: (block) => {
      pool.catchUp();
      const before = view.head();
      if (!view.receive(block)) return false;
      follow(before, view.head());
      templates.begin();
      return true;
    },
  };
};
