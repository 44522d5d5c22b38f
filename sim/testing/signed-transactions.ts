/**
 * Signed transactions and block environments for tests of engines: accounts by number, keys derived from it, and
 * everything that a test does not care about filled in.
 */
import { createFeeMarket1559Tx, createLegacyTx } from '@ethereumjs/tx';
import type { BlockEnvironment } from '../ethereum/block.ts';
import { sharedCommon } from '../ethereum/common.ts';
import { addressOf } from '../ethereum/crypto.ts';
import { type Hardfork, isAtLeast } from '../ethereum/hardfork.ts';
import { decodeTransaction, type Transaction } from '../ethereum/transaction.ts';
import type { Address, Hex } from '../units.ts';

export const testKey = (index: number): Uint8Array => {
  const key = new Uint8Array(32).fill(1);
  new DataView(key.buffer).setUint32(28, index);
  return key;
};

export const testAddress = (index: number): Address => addressOf(testKey(index));

export interface TestTransactionFields {
  readonly from?: number;
  readonly nonce?: number;
  readonly to?: Address | undefined;
  readonly valueWei?: bigint;
  readonly data?: Hex;
  readonly gasLimit?: bigint;
  readonly maxFeePerGasWei?: bigint;
  readonly maxPriorityFeePerGasWei?: bigint;
}

export interface TestRules {
  readonly chainId: number;
  readonly hardfork: Hardfork;
}

/** Where nothing else is said: the transfer of nothing from account 0 to account 1, at 10 gwei and a tip of 1. */
export const testTransaction = (
  { chainId, hardfork }: TestRules,
  { from = 0, ...fields }: TestTransactionFields,
): Transaction => {
  const common = sharedCommon(chainId, hardfork);
  const { nonce = 0, valueWei = 0n, data = '0x', gasLimit = 21_000n } = fields;
  const { maxFeePerGasWei = 10_000_000_000n, maxPriorityFeePerGasWei = 1n } = fields;
  const to = 'to' in fields ? fields.to : testAddress(1);
  const content = { nonce, value: valueWei, data, gasLimit, ...(to === undefined ? {} : { to }) };
  const fee = { maxFeePerGas: maxFeePerGasWei, maxPriorityFeePerGas: maxPriorityFeePerGasWei };
  const unsigned = isAtLeast(hardfork, 'london')
    ? createFeeMarket1559Tx({ ...content, ...fee }, { common })
    : createLegacyTx({ ...content, gasPrice: maxFeePerGasWei }, { common });
  return decodeTransaction(unsigned.sign(testKey(from)).serialize(), common);
};

export const testBeneficiary: Address = `0x${'be'.repeat(20)}`;

/** Block `number` of a chain with 30 M gas, a base fee of 1 gwei and a block every 12 s. */
export const testEnvironment = (
  { hardfork }: Pick<TestRules, 'hardfork'>,
  number: number,
  changes: Partial<BlockEnvironment> = {},
): BlockEnvironment => ({
  number,
  parentHash: `0x${number.toString(16).padStart(64, '0')}`,
  timestampS: 1_800_000_000n + 12n * BigInt(number),
  gasLimit: 30_000_000n,
  baseFeePerGasWei: isAtLeast(hardfork, 'london') ? 1_000_000_000n : undefined,
  beneficiary: testBeneficiary,
  difficulty: isAtLeast(hardfork, 'paris') ? 0n : 131_072n,
  prevRandao: `0x${'00'.repeat(32)}`,
  ...changes,
});
