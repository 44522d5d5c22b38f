/**
 * The account store as the library's StateManagerInterface, so that the library's EVM runs on it. A checkpoint costs
 * nothing and a revert costs what it undoes, whatever the size of the state. There is no trie: roots are computed from
 * scratch. Whole blocks can be rolled back, as far as their undo records are kept.
 */
import type { StateManagerInterface } from '@ethereumjs/common';
import { BenchError, exitCodes } from '../errors.ts';
import { type AccountAccess, accountAccess, done } from './account-access.ts';
import {
  type AccountRecord,
  type AccountStore,
  type Allocation,
  createAccountStore,
} from './account-store.ts';
import { bytesToText, textToBytes } from './byte-text.ts';
import { type StateEntry, stateRootOf } from './state-root.ts';
import { type StorageAccess, storageAccess } from './storage-access.ts';
import type { UndoJournal } from './undo-journal.ts';

export interface JournaledState extends StateManagerInterface, AccountAccess, StorageAccess {
  readonly accountCount: number;
  /** Every account that exists, empty ones included (EIP-161 removes them when they are touched). */
  entries(): Iterable<StateEntry>;
  /** Writes genesis below the journal: no revert and no rollback takes it back. */
  allocate(address: Uint8Array, allocation: Allocation): void;
  /** Ends a block: its writes can now be taken back by `rollback` only. All checkpoints must be closed. */
  sealBlock(blockNumber: number): void;
  /** Its blocks, which `rollback` undoes and `reapply` does again. */
  readonly journal: Pick<UndoJournal, 'rollback' | 'reapply' | 'look'>;
  /** By the key of an address, `bytesToText`. */
  readonly accounts: AccountStore['accounts'];
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
    get accountCount() {
      return store.accounts.size;
    },
    entries,
    allocate: (address, allocation) => store.allocate(bytesToText(address), allocation),
    sealBlock: store.seal,
    journal: store,
    accounts: store.accounts,
    rollback: (blockNumber) => void store.rollback(blockNumber),
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
      code: 'STATE_OPERATION_UNSUPPORTED',
      exitCode: exitCodes.internal,
      hint: 'Use `rollback`, which undoes whole blocks, or create a second state.',
    });
  }
}
