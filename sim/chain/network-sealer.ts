/**
 * Executes a node's block on the block that it extends: brings the engine there, fills the block with the best that waits
 * in the node's own pool, and seals it. Each node has a beneficiary of its own, so that no two blocks have the same hash.
 */
import type { Engine } from '../engine/engine.ts';
import type { BlockEnvironment } from '../ethereum/block.ts';
import { isAtLeast } from '../ethereum/hardfork.ts';
import type { RandomStream } from '../kernel/random.ts';
import type { TreeBlock } from '../network/block-tree.ts';
import type { BlockOrder } from '../network/consensus.ts';
import { createOrdering } from '../pool/ordering.ts';
import type { ChainProfile } from '../profile/profile.ts';
import { fillBlock } from './block-builder.ts';
import { beneficiaryOf, type Head, zeroHash } from './genesis.ts';
import type { Ledger } from './ledger.ts';
import type { Peer } from './peer.ts';
import { baseFeeAfter, drawHash, dropInvalid, type FilledBlock, gasLimitAfter } from './sealing.ts';
import { emptyTemplate } from './template.ts';

export interface SealerOptions {
  readonly profile: ChainProfile;
  readonly engine: Engine;
  readonly ledger: Ledger;
  readonly genesisHead: Head;
  readonly random: RandomStream;
}

export type Seal = (parent: TreeBlock, peer: Peer, order: BlockOrder) => Promise<FilledBlock>;

export const createSealer = ({ profile, engine, ledger, genesisHead, random }: SealerOptions): Seal => {
  const { hardfork } = profile;
  const isStake = isAtLeast(hardfork, 'paris');
  const randao = random.fork('prev-randao');

  const environmentOn = (head: Head, order: BlockOrder): BlockEnvironment => ({
    number: head.number + 1,
    parentHash: head.hash,
    timestampS: genesisHead.timestampS + BigInt(order.timestampS),
    gasLimit: gasLimitAfter(head, profile),
    baseFeePerGasWei: baseFeeAfter(head),
    beneficiary: beneficiaryOf(order.producer),
    difficulty: isStake ? 0n : order.difficulty, // EIP-3675
    prevRandao: isStake ? drawHash(randao) : zeroHash,
  });

  return async (parent, { pool, templates }, order) => {
    const { lines, crowd } = order.contents === 'nothing' ? emptyTemplate : templates.current();
    await ledger.checkout(parent);
    const environment = environmentOn(ledger.head(parent), order);
    const open = await engine.openBlock(environment);
    const ordering = createOrdering(lines, environment.baseFeePerGasWei, crowd);
    const { invalid, background } = await fillBlock(open, environment.gasLimit, ordering);
    const sealed = await open.seal();
    dropInvalid(pool, invalid);
    return { sealed, background };
  };
};
