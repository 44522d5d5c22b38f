/**
 * Transactions without signatures, for tests of the chain's rules: the "bytes" are a number, the rules a table.
 * Pairs with the fake engine, which never looks inside the envelope.
 */

import type { Transaction } from '../ethereum/transaction.ts';
import type { Address, Hex } from '../units.ts';
import type { TransactionRules } from './admission.ts';

export type FakeFields = Partial<Omit<Transaction, 'hash' | 'raw' | 'envelope'>>;

export interface FakeTransactions {
  readonly rules: TransactionRules;
  /** A new transaction; the hash counts. */
  make(fields?: FakeFields): Transaction;
}

const hexOf = (number: number, byteCount: number): Hex =>
  `0x${number.toString(16).padStart(2 * byteCount, '0')}`;

/** The n-th of as many accounts as a test likes. */
export const fakeAddress = (index: number): Address => hexOf(0x1000 + index, 20);

const transferGas = 21_000n;

export const createFakeTransactions = (): FakeTransactions => {
  const all: Transaction[] = [];
  const indexOf = (raw: Uint8Array): number => new DataView(raw.buffer).getUint32(0);

  const make = (fields: FakeFields = {}): Transaction => {
    const raw = new Uint8Array(4);
    new DataView(raw.buffer).setUint32(0, all.length);
    const transaction: Transaction = {
      sender: fakeAddress(0),
      nonce: 0,
      to: fakeAddress(1),
      valueWei: 0n,
      gasLimit: transferGas,
      maxFeePerGasWei: 10n,
      maxPriorityFeePerGasWei: 10n,
      messageGas: { intrinsic: transferGas, floor: 0n },
      ...fields,
      raw,
      hash: hexOf(all.length, 32),
      envelope: noEnvelope,
    };
    all.push(transaction);
    return transaction;
  };

  return {
    make,
    rules: {
      decode: (raw) => {
        const transaction = all[indexOf(raw)];
        if (transaction === undefined) throw new RangeError('no such fake transaction');
        return transaction;
      },
      hash: (raw) => hexOf(indexOf(raw), 32),
    },
  };
};

/** Whoever looks inside finds no data. */
const noEnvelope = Object.freeze({ data: new Uint8Array(0) }) as unknown as Transaction['envelope'];
