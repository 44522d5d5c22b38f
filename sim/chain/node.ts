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
import type { TransactionRules } from '../pool/admission.ts';
import { type Background, backgroundOf } from '../pool/background.ts';
import { createMempool, type Mempool } from '../pool/mempool.ts';
import { createOrdering, type Ordering, onlyFirst } from '../pool/ordering.ts';
import type { ChainProfile } from '../profile/profile.ts';
import { type Address, type Hex, msPerS } from '../units.ts';
import { type Filling, fillBlock } from './block-builder.ts';
import type { BlockSummary, DropReason, Submission } from './chain.ts';
import { beneficiary, difficulty, genesisHead, type Head, zeroHash } from './genesis.ts';
import { receive } from './reception.ts';
import { baseFeeAfter, drawHash, dropInvalid, gasLimitAfter, headOf, summarise } from './sealing.ts';
import { createTemplates, templateOf } from './template.ts';

export interface ChainNode {
  readonly pool: Mempool;
  /** Undefined where we are alone. */
  readonly background: Background | undefined;
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
  readonly nowMs: () => number;
  readonly timestampStepS: bigint;
  readonly onDropped: (hash: Hex, reason: DropReason) => void;
}

export const createNode = (options: NodeOptions): ChainNode => {
  const { profile, engine, rules, timestampStepS, onDropped } = options;
  const { hardfork, mempool: limits } = profile;
  const randao = options.random.fork('prev-randao');
  const genesis = genesisHead(profile);
  let head = genesis;

  const nextBaseFee = (): bigint | undefined => baseFeeAfter(head);

  const background = backgroundOf(profile, {
    random: options.random.fork('background'),
    nowMs: options.nowMs,
    nextBaseFeeWei: nextBaseFee,
    gasLimit: () => head.gasLimit,
  });
  const pool = createMempool({ limits, account: engine.account, onDropped, background });
  const templates = createTemplates(templateOf(profile), pool);

  const environment = (timeMs: number): BlockEnvironment => {
    const nowS = genesis.timestampS + BigInt(Math.floor(timeMs / msPerS));
    const earliestS = head.timestampS + timestampStepS;
    return {
      number: head.number + 1,
      parentHash: head.hash,
      timestampS: nowS < earliestS ? earliestS : nowS,
      gasLimit: gasLimitAfter(head, profile),
      baseFeePerGasWei: nextBaseFee(),
      beneficiary,
      difficulty: difficulty(hardfork),
      prevRandao: isAtLeast(hardfork, 'paris') ? drawHash(randao) : zeroHash,
    };
  };

  const seal = async (open: OpenBlock, filling: Filling, timeMs: number): Promise<NewBlock> => {
    const sealed = await open.seal();
    head = headOf(sealed);
    pool.include(
      sealed.transactions.map(({ transaction }) => transaction),
      filling.background,
    );
    dropInvalid(pool, filling.invalid);
    templates.begin();
    const block = { sealed, background: filling.background };
    return { sealed, summary: summarise(block, timeMs, pool, background !== undefined) };
  };

  const fill = async (ordering: Ordering, timeMs: number) => {
    const block = environment(timeMs);
    const open = await engine.openBlock(block);
    return { open, filling: await fillBlock(open, block.gasLimit, ordering) };
  };

  return {
    pool,
    background,
    head: () => head,
    nextBaseFeeWei: nextBaseFee,
    submit: (raw) => {
      const { submission, transaction } = receive(raw, { rules, blockGasLimit: head.gasLimit, pool });
      return { submission, sender: transaction?.sender };
    },
    sealBest: async (timeMs) => {
      const { lines, crowd } = templates.current();
      const { open, filling } = await fill(createOrdering(lines, nextBaseFee(), crowd), timeMs);
      return seal(open, filling, timeMs);
    },
    sealNextOf: async (sender, timeMs) => {
      const lane = pool.lane(sender);
      const ordering = onlyFirst(createOrdering(lane === undefined ? [] : [lane], nextBaseFee()));
      if (ordering.peek() === undefined) return undefined;
      const { open, filling } = await fill(ordering, timeMs);
      if (filling.invalid.length === 0) return seal(open, filling, timeMs);
      await open.discard();
      dropInvalid(pool, filling.invalid);
      return undefined;
    },
  };
};
