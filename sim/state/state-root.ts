/**
 * The Merkle root of a whole state, from scratch: secure tries (keys hashed with keccak-256) of every account and of
 * every storage, as in Yellow Paper §4.1. It holds the tries in memory and takes time in proportion to the state.
 */
import { MerklePatriciaTrie } from '@ethereumjs/mpt';
import { RLP } from '@ethereumjs/rlp';
import { Account, KECCAK256_RLP } from '@ethereumjs/util';
import { keccak256 } from '../ethereum/crypto.ts';
import type { Code } from './account-store.ts';

const secureTrie = (): MerklePatriciaTrie =>
  new MerklePatriciaTrie({ useKeyHashing: true, common: { customCrypto: { keccak256 } } });

export interface StateEntry {
  readonly address: Uint8Array;
  readonly nonce: bigint;
  readonly balanceWei: bigint;
  readonly code: Code;
  /** 32-byte slots and their values without leading zeros. */
  readonly storage: Iterable<readonly [slot: Uint8Array, value: Uint8Array]>;
}

const storageRootOf = async (storage: StateEntry['storage']): Promise<Uint8Array> => {
  let trie: MerklePatriciaTrie | undefined;
  for (const [slot, value] of storage) {
    trie ??= secureTrie();
    await trie.put(slot, RLP.encode(value));
  }
  return trie?.root() ?? KECCAK256_RLP;
};

/** 32 bytes. The order of the entries does not matter. */
export const stateRootOf = async (entries: Iterable<StateEntry>): Promise<Uint8Array> => {
  const trie = secureTrie();
  for (const { address, nonce, balanceWei, code, storage } of entries) {
    const account = new Account(nonce, balanceWei, await storageRootOf(storage), code.hash);
    await trie.put(address, account.serialize());
  }
  return trie.root();
};
