/**
 * The account store as the library's StateManagerInterface, so that the library's EVM runs on it unchanged. Accounts go
 * out and come in as copies, because the EVM changes the objects it is given. A checkpoint costs nothing and a revert
 * costs what it undoes, whatever the size of the state. There is no trie: roots are computed from scratch.
 */
import type { StateManagerInterface } from '@ethereumjs/common';
import { Account, KECCAK256_RLP, type Address as LibraryAddress } from '@ethereumjs/util';
import { BenchError, exitCodes } from '../errors.ts';
import {
  type AccountRecord,
  type AccountStore,
  type Allocation,
  createAccountStore,
  noBytes,
} from './account-store.ts';
import { bytesToText, numberText, textToBytes } from './byte-text.ts';
import { type StateEntry, stateRootOf } from './state-root.ts';

export interface JournaledState extends StateManagerInterface {
  /** The account's record, without a copy; undefined when it does not exist. */
  account(address: Uint8Array): AccountRecord | undefined;
  readonly accountCount: number;
  /** Every account that exists, empty ones included (EIP-161 removes them when they are touched). */
  entries(): Iterable<StateEntry>;
  /** Writes genesis below the journal: no revert and no rollback takes it back. */
  allocate(address: Uint8Array, allocation: Allocation): void;
  /** Ends a block: its writes can now be taken back by `rollback` only. All checkpoints must be closed. */
  sealBlock(blockNumber: number): void;
  /** Undoes every block above `blockNumber`. Throws RollbackHorizonError when its records are gone. */
  rollback(blockNumber: number): void;
}

export interface JournaledStateOptions {
  /** Of how many sealed blocks the undo records are kept; 0: none can be rolled back. */
  readonly undoBlocks?: number;
}

export const createJournaledState = ({ undoBlocks = 0 }: JournaledStateOptions = {}): JournaledState => {
  const store = createAccountStore(undoBlocks);
  const entries = () => entriesOf(store.accounts);
  return {
    account: (address) => store.accounts.get(bytesToText(address)),
    get accountCount() {
      return store.accounts.size;
    },
    entries,
    allocate: (address, allocation) => store.allocate(bytesToText(address), allocation),
    sealBlock: store.seal,
    rollback: store.rollback,
    ...accountAccess(store),
    ...storageAccess(store),
    checkpoint: () => done(store.checkpoint()),
    commit: () => done(store.commit()),
    revert: () => done(store.revert()),
    getStateRoot: () => stateRootOf(entries()),
    setStateRoot: () => Promise.reject(new UnsupportedStateOperationError('setStateRoot')),
    hasStateRoot: () => Promise.resolve(false),
    clearCaches: () => undefined,
    shallowCopy: () => {
      throw new UnsupportedStateOperationError('shallowCopy');
    },
  };
};

type AccountAccess = Pick<
  StateManagerInterface,
  | 'getAccount'
  | 'putAccount'
  | 'deleteAccount'
  | 'modifyAccountFields'
  | 'getCode'
  | 'getCodeSize'
  | 'putCode'
>;

const accountAccess = (store: AccountStore): AccountAccess => {
  const read = (address: LibraryAddress) => store.accounts.get(keyOf(address));
  const put = (key: string, { nonce, balance, codeHash }: Account) =>
    store.put(key, nonce, balance, codeHash);
  return {
    getAccount: (address) => Promise.resolve(libraryAccount(read(address))),
    putAccount: (address, account) =>
      done(account === undefined ? store.delete(keyOf(address)) : put(keyOf(address), account)),
    deleteAccount: (address) => done(store.delete(keyOf(address))),
    modifyAccountFields: (address, fields) =>
      done(put(keyOf(address), Object.assign(libraryAccount(read(address)) ?? new Account(), fields))),
    getCode: (address) => Promise.resolve(read(address)?.code.bytes ?? noBytes),
    getCodeSize: (address) => Promise.resolve(read(address)?.code.bytes.length ?? 0),
    putCode: (address, bytes) => done(store.putCode(keyOf(address), bytes)),
  };
};

type StorageAccess = Pick<
  StateManagerInterface,
  'getStorage' | 'putStorage' | 'clearStorage' | 'originalStorageCache'
>;

const storageAccess = (store: AccountStore): StorageAccess => {
  const originals = new Map<string, Uint8Array>();
  const read = (key: string, slot: string): Uint8Array => {
    const value = store.accounts.get(key)?.storage.get(slot);
    return value === undefined ? noBytes : textToBytes(value);
  };
  return {
    getStorage: (address, slot) => Promise.resolve(read(keyOf(address), bytesToText(slot))),
    putStorage: (address, slot, value) =>
      done(store.putSlot(keyOf(address), bytesToText(slot), numberText(value))),
    clearStorage: (address) => done(store.clearStorage(keyOf(address))),
    /** EIP-2200's original value, the one before the transaction: SSTORE asks for it before its first write. */
    originalStorageCache: {
      get: (address, slot) => {
        const [account, slotText] = [keyOf(address), bytesToText(slot)];
        const key = account + slotText;
        const value = originals.get(key) ?? read(account, slotText);
        originals.set(key, value);
        return Promise.resolve(value);
      },
      clear: () => originals.clear(),
    },
  };
};

const resolved = Promise.resolve();
/** The answer to a command that is already carried out. */
const done = (_result: unknown): Promise<void> => resolved;

const keyOf = (address: LibraryAddress): string => bytesToText(address.bytes);

/** EIP-7610 asks only whether an account has storage; any root but the empty one says that it has. */
const someStorageRoot = new Uint8Array(32);

const libraryAccount = (record: AccountRecord | undefined): Account | undefined => {
  if (record === undefined) return undefined;
  const { nonce, balanceWei, code, storage } = record;
  return new Account(nonce, balanceWei, storage.size === 0 ? KECCAK256_RLP : someStorageRoot, code.hash);
};

function* entriesOf(accounts: AccountStore['accounts']): Generator<StateEntry> {
  for (const [key, { nonce, balanceWei, code, storage }] of accounts)
    yield { address: textToBytes(key), nonce, balanceWei, code, storage: slotsOf(storage) };
}

function* slotsOf(storage: AccountRecord['storage']): Generator<readonly [Uint8Array, Uint8Array]> {
  for (const [slot, value] of storage) yield [textToBytes(slot), textToBytes(value)];
}

export class UnsupportedStateOperationError extends BenchError {
  override readonly name = 'UnsupportedStateOperationError';

  constructor(operation: string) {
    super(`The journaled state does not support ${operation}.`, {
      code: 'unsupportedStateOperation',
      exitCode: exitCodes.internal,
      hint: 'Use `rollback`, which undoes whole blocks, or create a second state.',
    });
  }
}
