/**
 * Accounts and code as the library's state interface wants them. Accounts go out and come in as copies, because the EVM
 * changes the objects it is given. Everything is done when a method returns; the promises only say so.
 */
import type { StateManagerInterface } from '@ethereumjs/common';
import { Account, KECCAK256_RLP, type Address as LibraryAddress } from '@ethereumjs/util';
import { type AccountRecord, type AccountStore, noBytes } from './account-store.ts';
import { bytesToText } from './byte-text.ts';

type LibraryMethods =
  | 'getAccount'
  | 'putAccount'
  | 'deleteAccount'
  | 'modifyAccountFields'
  | 'getCode'
  | 'getCodeSize'
  | 'putCode';

export interface AccountAccess extends Pick<StateManagerInterface, LibraryMethods> {
  /** The account's record, without a copy; undefined when it does not exist. */
  account(address: Uint8Array): AccountRecord | undefined;
  /** As `getAccount`, at once. */
  copyOf(address: Uint8Array): Account | undefined;
}

export const accountAccess = (store: AccountStore): AccountAccess => {
  const read = (address: Uint8Array) => store.accounts.get(bytesToText(address));
  const copyOf = (address: Uint8Array) => libraryAccount(read(address));
  const put = (address: Uint8Array, { nonce, balance, codeHash }: Account) =>
    store.put(bytesToText(address), nonce, balance, codeHash);
  return {
    account: read,
    copyOf,
    getAccount: ({ bytes }) => Promise.resolve(copyOf(bytes)),
    putAccount: ({ bytes }, account) =>
      done(account === undefined ? store.delete(bytesToText(bytes)) : put(bytes, account)),
    deleteAccount: (address) => done(store.delete(keyOf(address))),
    modifyAccountFields: ({ bytes }, fields) =>
      done(put(bytes, Object.assign(copyOf(bytes) ?? new Account(), fields))),
    getCode: ({ bytes }) => Promise.resolve(read(bytes)?.code.bytes ?? noBytes),
    getCodeSize: ({ bytes }) => Promise.resolve(read(bytes)?.code.bytes.length ?? 0),
    putCode: (address, code) => done(store.putCode(keyOf(address), code)),
  };
};

const keyOf = ({ bytes }: LibraryAddress): string => bytesToText(bytes);

const resolved = Promise.resolve();
/** The answer to a command that is already carried out. */
export const done = (_result: unknown): Promise<void> => resolved;

/** EIP-7610 asks only whether an account has storage; any root but the empty one says that it has. */
const someStorageRoot = new Uint8Array(32);

const libraryAccount = (record: AccountRecord | undefined): Account | undefined => {
  if (record === undefined) return undefined;
  const { nonce, balanceWei, code, storage } = record;
  return new Account(nonce, balanceWei, storage.size === 0 ? KECCAK256_RLP : someStorageRoot, code.hash);
};
