/** A store that forgets when the process ends: for simulation, where nothing has to outlive anything. */
import { guarded } from './guarded.ts';
import type { AppendOnlyLog, KeyedBytes, NonceSet, ServerStore } from './store.ts';

export const createMemoryStore = (): ServerStore =>
  guarded({
    blobs: createMemoryBytes(),
    dataKeys: createMemoryBytes(),
    pointers: createMemoryBytes(),
    revocations: createMemoryBytes(),
    nonces: createMemoryNonces(),
    log: createMemoryLog(),
    close: async () => {},
  });

const createMemoryBytes = (): KeyedBytes => {
  const values = new Map<string, Uint8Array>();
  return {
    put: async (key, bytes) => void values.set(key, bytes),
    get: async (key) => values.get(key)?.slice(),
    delete: async (key) => void values.delete(key),
  };
};

const createMemoryNonces = (): NonceSet => {
  const expiries = new Map<string, number>();
  return {
    useOnce: async (key, expiresAtMs) => {
      if (expiries.has(key)) return false;
      expiries.set(key, expiresAtMs);
      return true;
    },
    forget: async (nowMs) => {
      for (const [key, expiresAtMs] of expiries) if (expiresAtMs <= nowMs) expiries.delete(key);
    },
  };
};

const createMemoryLog = (): AppendOnlyLog => {
  const entries: Uint8Array[] = [];
  return {
    append: async (entry) => entries.push(entry) - 1,
    read: async (fromIndex, count) =>
      entries.slice(fromIndex, fromIndex + count).map((entry) => entry.slice()),
    length: async () => entries.length,
  };
};
