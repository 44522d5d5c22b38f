/** What all stores share at the door: keys are checked and bytes copied, so that an implementation need do neither. */
import { BenchError, exitCodes } from '../../../../sim/index.ts';
import type { KeyedBytes, ServerStore } from './store.ts';

export const guarded = (store: ServerStore): ServerStore => ({
  blobs: guardedBytes(store.blobs),
  dataKeys: guardedBytes(store.dataKeys),
  pointers: guardedBytes(store.pointers),
  revocations: guardedBytes(store.revocations),
  nonces: {
    useOnce: async (key, expiresAtMs) => store.nonces.useOnce(checked(key), expiresAtMs),
    forget: store.nonces.forget,
  },
  log: { ...store.log, append: async (entry) => store.log.append(copyOf(entry)) },
  close: store.close,
});

const guardedBytes = (bytes: KeyedBytes): KeyedBytes => ({
  put: async (key, value) => bytes.put(checked(key), copyOf(value)),
  get: async (key) => bytes.get(checked(key)),
  delete: async (key) => bytes.delete(checked(key)),
});

/** In memory of its own. Not by `slice`, which of a Buffer is a view: it would also keep alive the eight kilobytes that small Buffers share. */
const copyOf = (bytes: Uint8Array): Uint8Array => new Uint8Array(bytes);

const checked = (key: unknown): string => {
  if (typeof key !== 'string' || !/^[A-Za-z0-9._:-]{1,200}$/.test(key)) throw new StoreKeyError();
  return key;
};

/** Does not repeat the key: it may be what an attacker wants to see in a log. */
export class StoreKeyError extends BenchError {
  override readonly name = 'StoreKeyError';
  constructor() {
    super('a store was asked for a key that no store can have', {
      code: 'STORE_KEY_INVALID',
      exitCode: exitCodes.internal,
      hint: 'a key comes from a locator that was resolved, or from a record id and a version',
      problems: [{ path: 'key', expected: '1 to 200 of A-Z a-z 0-9 . _ : -', received: 'something else' }],
    });
  }
}
