/**
 * What a node checks at its door, in geth's order (core/txpool/validation.go): the transaction by itself, then against
 * its sender's account. Whether the pool has room for it is the mempool's question.
 *
 * Not modelled: the size limit of 128 kB, blob transactions, and geth's rules for accounts with delegated code.
 */

import type { AccountState } from '../engine/engine.ts';
import { sharedCommon } from '../ethereum/common.ts';
import { keccak256Hex } from '../ethereum/crypto.ts';
import type { Hardfork } from '../ethereum/hardfork.ts';
import { decodeTransaction, type Transaction } from '../ethereum/transaction.ts';
import type { Hex } from '../units.ts';

/** Why a node refuses bytes at its door; `invalidTransaction` covers what does not decode or recover. */
export type RefusalReason =
  | 'invalidTransaction'
  | 'nonceTooLow'
  | 'insufficientFunds'
  | 'intrinsicGasTooLow'
  | 'blockGasLimitExceeded'
  | 'alreadyKnown'
  | 'replacementUnderpriced'
  | 'underpriced'
  | 'senderLimit'
  | 'poolFull';

export interface Refusal {
  readonly kind: 'refused';
  readonly reason: RefusalReason;
  readonly message: string;
}

/** How a node reads bytes. Tests put a table in place of the real rules, to do without signatures. */
export interface TransactionRules {
  /** Throws for what no node of the chain would accept. */
  decode(raw: Uint8Array): Transaction;
  hash(raw: Uint8Array): Hex;
}

export const ethereumRules = (chainId: number, hardfork: Hardfork): TransactionRules => {
  const common = sharedCommon(chainId, hardfork);
  return { decode: (raw) => decodeTransaction(raw, common), hash: keccak256Hex };
};

/** geth's DefaultConfig.PriceLimit: the least tip that the pool takes. */
export const leastTipWei = 1n;

export const refused = (reason: RefusalReason, message: string): Refusal => ({
  kind: 'refused',
  reason,
  message,
});

export const checkAlone = (transaction: Transaction, blockGasLimit: bigint): Refusal | undefined => {
  const { gasLimit, maxPriorityFeePerGasWei, messageGas } = transaction;
  const minimumGas = messageGas.floor > messageGas.intrinsic ? messageGas.floor : messageGas.intrinsic;
  if (gasLimit > blockGasLimit)
    return refused('blockGasLimitExceeded', `gas limit ${gasLimit} exceeds the block's ${blockGasLimit}`);
  if (gasLimit < minimumGas)
    return refused('intrinsicGasTooLow', `gas limit ${gasLimit} is below the intrinsic ${minimumGas}`);
  if (maxPriorityFeePerGasWei < leastTipWei)
    return refused(
      'underpriced',
      `a tip of ${maxPriorityFeePerGasWei} wei is below the least, ${leastTipWei}`,
    );
  return undefined;
};

/** `committedWei`: what the sender's other pending transactions can cost; a replaced one is not among them. */
export const checkAgainstAccount = (
  transaction: Transaction,
  account: AccountState,
  costWei: bigint,
  committedWei: bigint,
): Refusal | undefined => {
  if (transaction.nonce < account.nonce)
    return refused('nonceTooLow', `nonce ${transaction.nonce} is below the account's ${account.nonce}`);
  const neededWei = costWei + committedWei;
  if (neededWei > account.balanceWei)
    return refused('insufficientFunds', `balance ${account.balanceWei} wei does not cover ${neededWei}`);
  return undefined;
};

/**
 * geth's list.Add: both fees above the old ones, and at least `percent` above them, integer division. EIP-1559 leaves
 * the figure to the pool.
 */
export const outbids = (newcomer: Transaction, old: Transaction, percent: number): boolean => {
  const factor = 100n + BigInt(percent);
  const enough = (offeredWei: bigint, oldWei: bigint): boolean =>
    offeredWei > oldWei && offeredWei >= (oldWei * factor) / 100n;
  return (
    enough(newcomer.maxFeePerGasWei, old.maxFeePerGasWei) &&
    enough(newcomer.maxPriorityFeePerGasWei, old.maxPriorityFeePerGasWei)
  );
};
