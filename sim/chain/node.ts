/**
 * One node: its mempool, its newest block, its engine and its block builder. It decides what goes into a block; when
 * there is a block is the producer's business.
 *
 * Timestamps are the genesis timestamp + whole virtual seconds, later than the parent's by at least
 * `timestampStepS`: 1 as consensus requires, 0 on a chain that makes many blocks within a second, as development
 * chains allow.
 */
import type { Engine, OpenBlock } from '../engine/engine.ts';
import type { BlockEnvironment, SealedBlock } from '../ethereum/block.ts';
import { isAtLeast } from '../ethereum/hardfork.ts';
import type { RandomStream } from '../kernel/random.ts';
import { type Address, type Hex, msPerS } from '../units.ts';
import type { TransactionRules } from './admission.ts';
import { fillBlock, type InvalidTransaction } from './block-builder.ts';
import type { BlockSummary, DropReason, Submission } from './chain.ts';
import { beneficiary, difficulty, genesisHead, type Head, zeroHash } from './genesis.ts';
import { createMempool, type Mempool } from './mempool.ts';
import { createOrdering, type Ordering, onlyFirst } from './ordering.ts';
import type { ChainProfile } from './profile.ts';
import { receive } from './reception.ts';
import { baseFeeAfter, drawHash, dropInvalid, headOf, summarise } from './sealing.ts';

export interface ChainNode {
  readonly pool: Mempool;
  head(): Head;
  /** The base fee of the block after the newest; undefined before London. */
  nextBaseFeeWei(): bigint | undefined;
  /** Decodes, checks and pools. */
  submit(raw: Uint8Array): { readonly submission: Submission; readonly sender: Address | undefined };
  /** Seals a block of the best that waits, empty if nothing does. */
  sealBest(timeMs: number): Promise<NewBlock>;
  /** Seals a block of the sender's next transaction alone, if that one can be executed now. */
  sealNextOf(sender: Address, timeMs: number): Promise<NewBlock | undefined>;
}

export interface NewBlock {
  readonly sealed: SealedBlock;
  readonly summary: BlockSummary;
}

export interface NodeOptions {
  readonly profile: ChainProfile;
  readonly engine: Engine;
  readonly rules: TransactionRules;
  readonly random: RandomStream;
  readonly timestampStepS: bigint;
  readonly onDropped: (hash: Hex, reason: DropReason) => void;
}

export const createNode = (options: NodeOptions): ChainNode => {
  const { profile, engine, rules, timestampStepS, onDropped } = options;
  const { hardfork, blockGasLimit, mempool: limits } = profile;
  const randao = options.random.fork('prev-randao');
  const pool = createMempool({ limits, account: engine.account, onDropped });
  const genesis = genesisHead(profile);
  let head = genesis;

  const nextBaseFee = (): bigint | undefined => baseFeeAfter(head);

  const environment = (timeMs: number): BlockEnvironment => {
    const nowS = genesis.timestampS + BigInt(Math.floor(timeMs / msPerS));
    const earliestS = head.timestampS + timestampStepS;
    return {
      number: head.number + 1,
      parentHash: head.hash,
      timestampS: nowS < earliestS ? earliestS : nowS,
      gasLimit: blockGasLimit,
      baseFeePerGasWei: nextBaseFee(),
      beneficiary,
      difficulty: difficulty(hardfork),
      prevRandao: isAtLeast(hardfork, 'paris') ? drawHash(randao) : zeroHash,
    };
  };

  const seal = async (open: OpenBlock, invalid: InvalidTransaction[], timeMs: number): Promise<NewBlock> => {
    const sealed = await open.seal();
    head = headOf(sealed);
    pool.include(sealed.transactions.map(({ transaction }) => transaction));
    dropInvalid(pool, invalid);
    return { sealed, summary: summarise(sealed, timeMs, pool) };
  };

  const fill = async (ordering: Ordering, timeMs: number) => {
    const open = await engine.openBlock(environment(timeMs));
    return { open, invalid: await fillBlock(open, blockGasLimit, ordering) };
  };

  return {
    pool,
    head: () => head,
    nextBaseFeeWei: nextBaseFee,
    submit: (raw) => {
      const { submission, transaction } = receive(raw, { rules, blockGasLimit, pool });
      return { submission, sender: transaction?.sender };
    },
    sealBest: async (timeMs) => {
      const { open, invalid } = await fill(createOrdering(pool.lanes(), nextBaseFee()), timeMs);
      return seal(open, invalid, timeMs);
    },
    sealNextOf: async (sender, timeMs) => {
      const lane = pool.lane(sender);
      const ordering = onlyFirst(createOrdering(lane === undefined ? [] : [lane], nextBaseFee()));
      if (ordering.peek() === undefined) return undefined;
      const { open, invalid } = await fill(ordering, timeMs);
      if (invalid.length === 0) return seal(open, invalid, timeMs);
      await open.discard();
      dropInvalid(pool, invalid);
      return undefined;
    },
  };
};
