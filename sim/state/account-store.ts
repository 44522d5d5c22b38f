/**
 * The accounts of the chain in one flat map, each with its code and its own map of storage, all writes through an undo
 * journal. Keys and values are bytes as text (`byte-text.ts`): about 200 bytes of memory for an account, 150 for a slot.
 * Records are never changed but replaced, so that nothing that was handed out can corrupt the journal. Code is interned
 * by its hash: equal code is one object, by which an interpreter can remember its analysis.
 */
import { KECCAK256_NULL } from '@ethereumjs/util';
import { BenchError, exitCodes } from '../errors.ts';
import { keccak256 } from '../ethereum/crypto.ts';
import { bytesToText } from './byte-text.ts';
import { createUndoJournal, type UndoJournal } from './undo-journal.ts';

/** Contract code, the same object wherever the same code is deployed. */
export interface Code {
  readonly hash: Uint8Array;
  readonly bytes: Uint8Array;
}

export interface AccountRecord {
  readonly nonce: bigint;
  readonly balanceWei: bigint;
  readonly code: Code;
  /** Slot to value, values without leading zeros. Zero slots are absent. Written by the journal only. */
  readonly storage: ReadonlyMap<string, string>;
}

export interface AccountStore extends Omit<UndoJournal, 'write'> {
  readonly accounts: ReadonlyMap<string, AccountRecord>;
  put(key: string, nonce: bigint, balanceWei: bigint, codeHash: Uint8Array): void;
  putCode(key: string, bytes: Uint8Array): void;
  /** `value` without leading zeros, empty for zero. The account must exist. */
  putSlot(key: string, slot: string, value: string): void;
  clearStorage(key: string): void;
  /** With its code and storage. */
  delete(key: string): void;
  /** Below the journal: no revert and no rollback takes it back. */
  allocate(key: string, allocation: Allocation): void;
}

/** What an account holds at genesis; what is absent stays as it is. */
export interface Allocation {
  readonly nonce?: bigint;
  readonly balanceWei?: bigint;
  readonly code?: Uint8Array;
}

export const noBytes = new Uint8Array(0);
const noCode: Code = { hash: KECCAK256_NULL, bytes: noBytes };
/** Stands for "no storage" in every account that has none; the first write replaces it. */
const noStorage: ReadonlyMap<string, string> = new Map();
const noAccount: AccountRecord = { nonce: 0n, balanceWei: 0n, code: noCode, storage: noStorage };

/** Code by its hash, each kept once and for ever: what it holds does not depend on the journal. */
const createCodes = () => {
  const codes = new Map<string, Code>();
  return {
    intern: (bytes: Uint8Array): Code => {
      if (bytes.length === 0) return noCode;
      const hash = keccak256(bytes);
      const key = bytesToText(hash);
      const code = codes.get(key) ?? { hash, bytes };
      codes.set(key, code);
      return code;
    },
    /** Of unknown code only the hash is kept. */
    find: (hash: Uint8Array): Code =>
      hash === KECCAK256_NULL ? noCode : (codes.get(bytesToText(hash)) ?? { hash, bytes: noBytes }),
  };
};

/** `undoBlocks`: of how many sealed blocks the undo records are kept. */
export const createAccountStore = (undoBlocks: number): AccountStore => {
  const accounts = new Map<string, AccountRecord>();
  const codes = createCodes();
  const journal = createUndoJournal(undoBlocks);

  const read = (key: string): AccountRecord => accounts.get(key) ?? noAccount;
  const write = (key: string, record: AccountRecord): void => journal.write(accounts, key, record);

  const storageForWriting = (key: string): Map<string, string> => {
    const account = accounts.get(key) ?? missingAccount(key);
    if (account.storage !== noStorage) return account.storage as Map<string, string>;
    const storage = new Map<string, string>();
    write(key, { ...account, storage });
    return storage;
  };

  return {
    ...journal,
    accounts,
    put: (key, nonce, balanceWei, codeHash) => {
      const { code, storage } = read(key);
      // The EVM hands back the hash that it was given, so the same object almost always means the same code.
      const kept = codeHash === code.hash ? code : codes.find(codeHash);
      write(key, { nonce, balanceWei, code: kept, storage });
    },
    putCode: (key, bytes) => write(key, { ...read(key), code: codes.intern(bytes) }),
    putSlot: (key, slot, value) =>
      journal.write(storageForWriting(key), slot, value === '' ? undefined : value),
    clearStorage: (key) => {
      const account = accounts.get(key);
      if (account !== undefined && account.storage !== noStorage)
        write(key, { ...account, storage: noStorage });
    },
    delete: (key) => journal.write(accounts, key, undefined),
    allocate: (key, { code, ...fields }) => {
      const account = read(key);
      const interned = code === undefined ? account.code : codes.intern(code);
      accounts.set(key, { ...account, ...fields, code: interned });
    },
  };
};

const missingAccount = (key: string): never => {
  throw new MissingAccountError(Buffer.from(key, 'latin1').toString('hex'));
};

export class MissingAccountError extends BenchError {
  override readonly name = 'MissingAccountError';

  constructor(address: string) {
    super(`There is no account 0x${address} whose storage could be written.`, {
      code: 'ACCOUNT_MISSING',
      exitCode: exitCodes.internal,
      hint: 'Put the account before its storage.',
    });
  }
}
