/** The store port in memory, for the tests of this folder: nothing is durable. */
import type { KeyedBytes, ServerStore } from '../../server/stores/store.ts';

export const createMemoryStore = (): ServerStore => {
  const nonces = new Map<string, number>();
  const entries: Uint8Array[] = [];
  return {
    blobs: keyedBytes(),
    dataKeys: keyedBytes(),
    pointers: keyedBytes(),
    revocations: keyedBytes(),
    nonces: {
      async useOnce(key, expiresAtMs) {
        if (nonces.has(key)) return false;
        nonces.set(key, expiresAtMs);
        return true;
      },
      async forget(nowMs) {
        for (const [key, expiresAtMs] of nonces) if (expiresAtMs <= nowMs) nonces.delete(key);
      },
    },
    log: {
      append: async (entry) => entries.push(Uint8Array.from(entry)) - 1,
      read: async (fromIndex, count) => entries.slice(fromIndex, fromIndex + count),
      length: async () => entries.length,
    },
    close: async () => undefined,
  };
};

const keyedBytes = (): KeyedBytes => {
  const kept = new Map<string, Uint8Array>();
  return {
    async put(key, bytes) {
      kept.set(key, Uint8Array.from(bytes));
    },
    get: async (key) => kept.get(key),
    async delete(key) {
      kept.delete(key);
    },
  };
};
