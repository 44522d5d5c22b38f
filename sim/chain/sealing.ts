/** What every node does around a block, whoever decides that there is one. */
import type { InvalidReason } from '../engine/engine.ts';
import type { SealedBlock } from '../ethereum/block.ts';
import { nextBaseFeeWei } from '../ethereum/fees.ts';
import { nextGasLimit } from '../ethereum/gas-limit.ts';
import { bytesToHex } from '../ethereum/hex.ts';
import type { RandomStream } from '../kernel/random.ts';
import type { BackgroundTransaction } from '../pool/background.ts';
import type { Mempool } from '../pool/mempool.ts';
import type { ChainProfile } from '../profile/profile.ts';
import type { Hex } from '../units.ts';
import type { InvalidTransaction } from './block-builder.ts';
import type { BlockSummary, DropReason } from './chain.ts';
import type { Head } from './genesis.ts';

export const headOf = ({ environment, hash, gasUsed }: SealedBlock): Head => ({
  ...environment,
  hash,
  gasUsed,
});

/** Of the block after it; undefined before London. */
export const baseFeeAfter = (head: Head): bigint | undefined => {
  const { baseFeePerGasWei } = head;
  return baseFeePerGasWei === undefined ? undefined : nextBaseFeeWei({ ...head, baseFeePerGasWei });
};

/** Of the block after it: the nearest to what its producers want. */
export const gasLimitAfter = ({ gasLimit }: Head, { gasLimitTarget }: ChainProfile): bigint =>
  gasLimitTarget === undefined ? gasLimit : nextGasLimit(gasLimit, gasLimitTarget);

/** What turned out to be invalid when the block was filled leaves the pool. */
export const dropInvalid = (pool: Mempool, invalid: readonly InvalidTransaction[]): void => {
  for (const { transaction, reason } of invalid) pool.drop(transaction, dropReason(reason));
};

const dropReason = (reason: InvalidReason): DropReason =>
  reason === 'nonceTooLow' || reason === 'insufficientFunds' ? reason : 'invalid';

/** A block with those of others' transactions whose gas it has. */
export interface FilledBlock {
  readonly sealed: SealedBlock;
  readonly background: readonly BackgroundTransaction[];
}

/** `pool`: what is left in it is part of the summary. */
export const summarise = (
  { sealed, background }: FilledBlock,
  timeMs: number,
  pool: Mempool,
  hasBackground: boolean,
): BlockSummary => ({
  number: sealed.environment.number,
  hash: sealed.hash,
  timeMs,
  timestampS: sealed.environment.timestampS,
  transactionCount: sealed.transactions.length,
  gasUsed: sealed.gasUsed,
  gasLimit: sealed.environment.gasLimit,
  baseFeePerGasWei: sealed.environment.baseFeePerGasWei,
  pendingCount: pool.pendingCount,
  queuedCount: pool.queuedCount,
  ...(hasBackground && {
    background: {
      transactionCount: background.length,
      gasUsed: sealed.reservedGas?.total ?? 0n,
      pendingCount: pool.crowd.count(),
    },
  }),
});

export const drawHash = (random: RandomStream): Hex => {
  const bytes = new DataView(new ArrayBuffer(32));
  for (let offset = 0; offset < 32; offset += 4) bytes.setUint32(offset, random.uint32());
  return bytesToHex(new Uint8Array(bytes.buffer));
};
