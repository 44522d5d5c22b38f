import { type Block, createBlock } from '@ethereumjs/block';
import type { Common } from '@ethereumjs/common';
import { RLP } from '@ethereumjs/rlp';
import type { TypedTransaction } from '@ethereumjs/tx';
import { bigIntToUnpaddedBytes } from '@ethereumjs/util';
import type { Address, Hex } from '../units.ts';
import { keccak256Hex } from './crypto.ts';
import type { Receipt } from './receipt.ts';
import type { Transaction } from './transaction.ts';

/** What a block's producer decides before any transaction runs. */
export interface BlockEnvironment {
  readonly number: number;
  readonly parentHash: Hex;
  readonly timestampS: bigint;
  readonly gasLimit: bigint;
  /** EIP-1559; undefined before London. */
  readonly baseFeePerGasWei: bigint | undefined;
  readonly beneficiary: Address;
  /** Proof of work's difficulty; 0 from Paris on. */
  readonly difficulty: bigint;
  /** EIP-4399's randomness; zero before Paris. */
  readonly prevRandao: Hex;
}

export interface IncludedTransaction {
  readonly transaction: Transaction;
  readonly receipt: Receipt;
}

/**
 * A block that became part of the chain. `hash` is the hash of its header with the fields that were not computed
 * (state, transactions, receipts and requests roots, bloom) at their empty values; `computeRoots` fills them in.
 */
export interface SealedBlock {
  readonly environment: BlockEnvironment;
  readonly hash: Hex;
  /** Reserved gas included. */
  readonly gasUsed: bigint;
  readonly transactions: readonly IncludedTransaction[];
  /** Absent: none. */
  readonly reservedGas?: ReservedGas;
}

/** Gas of a block that was used by transactions which nobody executed. */
export interface ReservedGas {
  readonly total: bigint;
  /** How much of it came before each of the block's transactions. */
  readonly before: readonly bigint[];
}

/**
 * The library's block of this environment. Every root, the bloom and the gas used are at their empty values; the beacon
 * root (EIP-4788) is zero, because there is no beacon chain, and there are no withdrawals (EIP-4895) and no uncles.
 */
export const createBlockFrom = (
  environment: BlockEnvironment,
  common: Common,
  transactions: readonly TypedTransaction[] = [],
): Block => {
  const { number, timestampS, gasLimit, beneficiary, baseFeePerGasWei } = environment;
  const header = {
    number,
    gasLimit,
    timestamp: timestampS,
    parentHash: environment.parentHash,
    coinbase: beneficiary,
    difficulty: environment.difficulty,
    mixHash: environment.prevRandao,
    ...(baseFeePerGasWei === undefined ? {} : { baseFeePerGas: baseFeePerGasWei }),
  };
  const block = createBlock({ header }, { common });
  block.transactions.push(...transactions);
  return block;
};

/** Yellow Paper §4.4.3: gasUsed is the eleventh field of a header. */
const gasUsedIndex = 10;

/** The hash of a block's header once its gas is known; the fields that are not computed stay empty. */
export const headerHash = ({ header }: Block, gasUsed: bigint): Hex => {
  const fields = header.raw();
  fields[gasUsedIndex] = bigIntToUnpaddedBytes(gasUsed);
  return keccak256Hex(RLP.encode(fields));
};
