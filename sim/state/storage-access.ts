/**
 * Contract storage as the library's state interface wants it, and at once for the instructions that need no promise.
 * Values are text without leading zeros inside, bytes outside.
 */
import type { StateManagerInterface } from '@ethereumjs/common';
import type { StorageWrite } from '../ethereum/receipt.ts';
import { done } from './account-access.ts';
import { type AccountStore, noBytes } from './account-store.ts';
import { bytesToText, numberText, textToBytes } from './byte-text.ts';

type LibraryMethods = 'getStorage' | 'putStorage' | 'clearStorage' | 'originalStorageCache';

export interface StorageAccess extends Pick<StateManagerInterface, LibraryMethods> {
  /** The slot's value as text of one character per byte without leading zeros; empty for zero. */
  slot(address: Uint8Array, slot: Uint8Array): string;
  /** As it was before the transaction: EIP-2200's original value. */
  originalSlot(address: Uint8Array, slot: Uint8Array): string;
  putSlot(address: Uint8Array, slot: Uint8Array, value: string): void;
  /** What transactions have left in the slots that they wrote since this was last asked; the most of it. */
  takeStorageWrite(): StorageWrite;
}

/** Of an address as text: a character per byte. */
const addressLength = 20;

export const storageAccess = (store: AccountStore): StorageAccess => {
  /** What the slots that a transaction asked about held then; asking precedes every write (EIP-2200). */
  const originals = new Map<string, string>();
  const read = (account: string, slot: string): string =>
    store.accounts.get(account)?.storage.get(slot) ?? '';

  const originalSlot = (address: Uint8Array, slot: Uint8Array): string => {
    const [account, slotText] = [bytesToText(address), bytesToText(slot)];
    const key = account + slotText;
    const known = originals.get(key);
    if (known !== undefined) return known;
    const value = read(account, slotText);
    originals.set(key, value);
    return value;
  };
  const slot = (address: Uint8Array, key: Uint8Array): string => read(bytesToText(address), bytesToText(key));
  const putSlot = (address: Uint8Array, key: Uint8Array, value: string): void =>
    store.putSlot(bytesToText(address), bytesToText(key), value);

  let storageWrite: StorageWrite = 'none';
  /** At a transaction's end, when what was reverted is undone: only what stayed is seen. */
  const endTransaction = (): void => {
    for (const [key, original] of originals) {
      if (storageWrite === 'first') break;
      const value = read(key.slice(0, addressLength), key.slice(addressLength));
      if (value !== original) storageWrite = original === '' ? 'first' : 'update';
    }
    originals.clear();
  };

  return {
    slot,
    originalSlot,
    putSlot,
    getStorage: ({ bytes }, key) => Promise.resolve(valueBytes(slot(bytes, key))),
    putStorage: ({ bytes }, key, value) => done(putSlot(bytes, key, numberText(value))),
    clearStorage: ({ bytes }) => done(store.clearStorage(bytesToText(bytes))),
    originalStorageCache: {
      get: ({ bytes }, key) => Promise.resolve(valueBytes(originalSlot(bytes, key))),
      clear: endTransaction,
    },
    takeStorageWrite: () => {
      const taken = storageWrite;
      storageWrite = 'none';
      return taken;
    },
  };
};

const valueBytes = (value: string): Uint8Array => (value === '' ? noBytes : textToBytes(value));
