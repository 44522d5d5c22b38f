/** What every node does around a block, whoever decides that there is one. */
import type { InvalidReason } from '../engine/engine.ts';
import type { SealedBlock } from '../ethereum/block.ts';
import { nextBaseFeeWei } from '../ethereum/fees.ts';
import { bytesToHex } from '../ethereum/hex.ts';
import type { RandomStream } from '../kernel/random.ts';
import type { Hex } from '../units.ts';
import type { InvalidTransaction } from './block-builder.ts';
import type { BlockSummary, DropReason } from './chain.ts';
import type { Head } from './genesis.ts';
import type { Mempool } from './mempool.ts';

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

/** What turned out to be invalid when the block was filled leaves the pool. */
export const dropInvalid = (pool: Mempool, invalid: readonly InvalidTransaction[]): void => {
  for (const { transaction, reason } of invalid) pool.drop(transaction, dropReason(reason));
};

const dropReason = (reason: InvalidReason): DropReason =>
  reason === 'nonceTooLow' || reason === 'insufficientFunds' ? reason : 'invalid';

/** `pool`: what is left in it is part of the summary. */
export const summarise = (
  { environment, hash, gasUsed, transactions }: SealedBlock,
  timeMs: number,
  pool: Mempool,
): BlockSummary => ({
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

export const drawHash = (random: RandomStream): Hex => {
  const bytes = new DataView(new ArrayBuffer(32));
  for (let offset = 0; offset < 32; offset += 4) bytes.setUint32(offset, random.uint32());
  return bytesToHex(new Uint8Array(bytes.buffer));
};
