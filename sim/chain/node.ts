/**
 * One node: its mempool, its newest block, its engine and its block builder. It decides what goes into a block; when
 * there is a block is the producer's business. A network will have several of these, each told of the others' blocks.
 *
 * Timestamps are the genesis timestamp + whole virtual seconds, later than the parent's by at least
 * `timestampStepS`: 1 as consensus requires, 0 on a chain that makes many blocks within a second, as development
 * chains allow.
 */
import type { Engine, InvalidReason, OpenBlock } from '../engine/engine.ts';
import type { BlockEnvironment, SealedBlock } from '../ethereum/block.ts';
import { nextBaseFeeWei } from '../ethereum/fees.ts';
import { isAtLeast } from '../ethereum/hardfork.ts';
import { bytesToHex } from '../ethereum/hex.ts';
import type { Transaction } from '../ethereum/transaction.ts';
import type { RandomStream } from '../kernel/random.ts';
import { type Address, type Hex, msPerS } from '../units.ts';
import { checkAlone, refused, type TransactionRules } from './admission.ts';
import { fillBlock, type InvalidTransaction } from './block-builder.ts';
import type { BlockSummary, DropReason, Submission } from './chain.ts';
import { beneficiary, difficulty, genesisHead, type Head, zeroHash } from './genesis.ts';
import { createMempool, type Mempool } from './mempool.ts';
import { createOrdering, type Ordering, onlyFirst } from './ordering.ts';
import type { ChainProfile } from './profile.ts';

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

  const nextBaseFee = (): bigint | undefined => {
    const { baseFeePerGasWei } = head;
    return baseFeePerGasWei === undefined ? undefined : nextBaseFeeWei({ ...head, baseFeePerGasWei });
  };

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
    head = { ...sealed.environment, hash: sealed.hash, gasUsed: sealed.gasUsed };
    pool.include(sealed.transactions.map(({ transaction }) => transaction));
    for (const { transaction, reason } of invalid) pool.drop(transaction, dropReason(reason));
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
      const transaction = decode(raw, rules);
      if (transaction instanceof Error) {
        const refusal = refused('invalidTransaction', transaction.message);
        return { submission: { ...refusal, hash: rules.hash(raw) }, sender: undefined };
      }
      const outcome =
        checkAlone(transaction, rules.minimumGas(transaction), blockGasLimit) ?? pool.add(transaction);
      return { submission: { ...outcome, hash: transaction.hash }, sender: transaction.sender };
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
      for (const { transaction, reason } of invalid) pool.drop(transaction, dropReason(reason));
      return undefined;
    },
  };
};

const decode = (raw: Uint8Array, rules: TransactionRules): Transaction | Error => {
  try {
    return rules.decode(raw);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
};

const dropReason = (reason: InvalidReason): DropReason =>
  reason === 'nonceTooLow' || reason === 'insufficientFunds' ? reason : 'invalid';

const summarise = (
  { environment, hash, gasUsed, transactions }: SealedBlock,
  timeMs: number,
  pool: Mempool,
) => ({
  number: environment.number,
  hash,
  timeMs,
  timestampS: environment.timestampS,
  transactionCount: transactions.length,
  gasUsed,
  gasLimit: environment.gasLimit,
  baseFeePerGasWei: environment.baseFeePerGasWei,
  pendingCount: pool.pendingCount,
  queuedCount: pool.queuedCount,
});

const drawHash = (random: RandomStream): Hex => {
  const bytes = new DataView(new ArrayBuffer(32));
  for (let offset = 0; offset < 32; offset += 4) bytes.setUint32(offset, random.uint32());
  return bytesToHex(new Uint8Array(bytes.buffer));
};
