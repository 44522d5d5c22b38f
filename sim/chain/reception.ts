/** What becomes of bytes that a client hands to a node: decoded, checked by themselves, pooled. */
import type { Transaction } from '../ethereum/transaction.ts';
import { checkAlone, refused, type TransactionRules } from '../pool/admission.ts';
import type { Mempool } from '../pool/mempool.ts';
import type { Submission } from './chain.ts';

export interface Door {
  readonly rules: TransactionRules;
  readonly blockGasLimit: bigint;
  readonly pool: Mempool;
}

export interface Reception {
  readonly submission: Submission;
  /** Undefined where the bytes are none. */
  readonly transaction: Transaction | undefined;
}

export const receive = (raw: Uint8Array, { rules, blockGasLimit, pool }: Door): Reception => {
  const transaction = decode(raw, rules);
  if (transaction instanceof Error) {
    const refusal = refused('invalidTransaction', transaction.message);
    return { submission: { ...refusal, hash: rules.hash(raw) }, transaction: undefined };
  }
  const outcome = checkAlone(transaction, blockGasLimit) ?? pool.add(transaction);
  return { submission: { ...outcome, hash: transaction.hash }, transaction };
};

const decode = (raw: Uint8Array, rules: TransactionRules): Transaction | Error => {
  try {
    return rules.decode(raw);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
};
