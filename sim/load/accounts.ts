import { BenchError, exitCodes } from '../errors.ts';
import { addressOf, keccak256 } from '../ethereum/crypto.ts';
import type { Address } from '../units.ts';
import type { ResolvedBid } from './bid.ts';
import type { Account } from './workload.ts';

/**
 * Who sends: accounts by label, each one's key a hash of (seed, label, index), so that declaring a million accounts
 * costs nothing and using one costs its derivation once. Only the address is kept (a public key is dear to compute);
 * the key is one hash and is derived again for every signature. The keys are for simulated money only: whoever knows
 * the seed has them.
 */
export interface AccountDeclaration {
  readonly count: number;
  /** Each one's balance at genesis. */
  readonly balanceWei: bigint;
  /** Absent: the chain's quote. */
  readonly bid?: ResolvedBid;
}

export interface AccountBook {
  /** Throws `UnknownAccountError` for a label that is not declared and for an index outside its count. */
  account(label: string, index: number): Account;
  /** Throws `UnknownAccountError` for a label that is not declared. */
  accountCount(label: string): number;
  /** What the label's wallets bid; undefined where none is declared. Throws `UnknownAccountError` likewise. */
  bid(label: string): ResolvedBid | undefined;
  privateKey(account: Account): Uint8Array;
}

/** `onDerived` is called once per account, when it is first asked for: the moment to fund it. */
export const createAccountBook = (
  seed: number,
  declarations: Readonly<Record<string, AccountDeclaration>>,
  onDerived: (address: Address, balanceWei: bigint) => void = () => {},
): AccountBook => {
  const groups = new Map(
    Object.entries(declarations).map(([label, { count, balanceWei, bid }]) => [
      label,
      { count, balanceWei, bid, derived: new Array<Account | undefined>(count) },
    ]),
  );

  const groupOf = (label: string) => {
    const group = groups.get(label);
    if (group === undefined) throw unknownLabel(label, [...groups.keys()]);
    return group;
  };

  return {
    account: (label, index) => {
      const group = groupOf(label);
      const known = group.derived[index];
      if (known !== undefined) return known;
      if (!Number.isInteger(index) || index < 0 || index >= group.count)
        throw indexOutside(label, index, group.count);
      const address = addressOf(privateKeyOf(seed, label, index));
      const account = Object.freeze({ label, index, address });
      group.derived[index] = account;
      onDerived(address, group.balanceWei);
      return account;
    },
    accountCount: (label) => groupOf(label).count,
    bid: (label) => groupOf(label).bid,
    privateKey: ({ label, index }) => privateKeyOf(seed, label, index),
  };
};

/** SEC 2 §2.4.1: the order n of secp256k1; a private key is a whole number from 1 to n − 1. */
const curveOrder = Buffer.from('fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141', 'hex');
const zero = Buffer.alloc(32);

/** The label comes last, so that no two triples give the same text; what is no valid key is hashed again. */
const privateKeyOf = (seed: number, label: string, index: number): Uint8Array => {
  let key = keccak256(Buffer.from(`chronobench account ${seed}/${index}/${label}`));
  while (Buffer.compare(key, curveOrder) >= 0 || Buffer.compare(key, zero) === 0) key = keccak256(key);
  return key;
};

const unknownLabel = (label: string, known: readonly string[]) =>
  new UnknownAccountError(
    'ACCOUNT_LABEL_UNKNOWN',
    `the scenario declares no accounts labelled '${label}'`,
    known.length === 0 ? 'a scenario with accounts' : `one of ${known.map((text) => `'${text}'`).join(', ')}`,
    `'${label}'`,
  );

const indexOutside = (label: string, index: number, count: number) =>
  new UnknownAccountError(
    'ACCOUNT_INDEX_OUTSIDE',
    `there is no account ${index} labelled '${label}'`,
    `a whole number from 0 to ${count - 1}`,
    String(index),
  );

export class UnknownAccountError extends BenchError {
  override readonly name = 'UnknownAccountError';

  constructor(code: string, message: string, expected: string, received: string) {
    super(message, {
      code,
      exitCode: exitCodes.scenarioFailed,
      hint: `Use ${expected}, or declare more under 'accounts' of the scenario.`,
      problems: [{ path: 'accounts', expected, received }],
    });
  }
}
