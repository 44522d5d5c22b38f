/**
 * Why a transaction may not be part of a block, found before the library looks: its errors are sentences, not codes.
 * The library makes all its own checks nevertheless.
 */
import type { BlockEnvironment } from '../ethereum/block.ts';
import { type Hardfork, isAtLeast } from '../ethereum/hardfork.ts';
import type { Transaction } from '../ethereum/transaction.ts';
import type { AccountRecord } from '../state/account-store.ts';
import type { InvalidReason } from './engine.ts';

export interface Admission {
  readonly transaction: Transaction;
  readonly sender: AccountRecord | undefined;
  readonly environment: BlockEnvironment;
  /** Of the block so far. */
  readonly gasUsed: bigint;
  readonly hardfork: Hardfork;
}

/** In the order in which geth finds them: state of the sender first, then the block, then the price. */
export const invalidReason = ({
  transaction,
  sender,
  environment,
  gasUsed,
  hardfork,
}: Admission): InvalidReason | undefined => {
  const { envelope, gasLimit, maxFeePerGasWei, valueWei, messageGas } = transaction;
  const nonce = sender?.nonce ?? 0n;
  if (envelope.nonce < nonce) return 'nonceTooLow';
  if (envelope.nonce > nonce) return 'nonceTooHigh';
  if (sender !== undefined && !mayOriginate(sender, hardfork)) return 'senderNotExternallyOwned';
  if (gasLimit > environment.gasLimit - gasUsed) return 'blockGasLimitExceeded';
  if (gasLimit < messageGas.intrinsic || gasLimit < messageGas.floor) return 'intrinsicGasTooLow';
  if (maxFeePerGasWei < (environment.baseFeePerGasWei ?? 0n)) return 'feeBelowBaseFee';
  if ((sender?.balanceWei ?? 0n) < gasLimit * maxFeePerGasWei + valueWei) return 'insufficientFunds';
  return undefined;
};

/** EIP-7702 §Delegation indicator: code that starts so names the code to run, and its account may still send. */
const delegationIndicator = [0xef, 0x01, 0x00];

/** EIP-3607: an account with code sends nothing; since EIP-7702 code that only delegates does not count. */
const mayOriginate = ({ code: { bytes } }: AccountRecord, hardfork: Hardfork): boolean =>
  bytes.length === 0 ||
  (isAtLeast(hardfork, 'prague') && delegationIndicator.every((byte, index) => bytes[index] === byte));
