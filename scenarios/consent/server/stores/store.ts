/**
 * What a resource server keeps, as ports: the sealed bytes of records, the keys that open them, who was here already, and
 * what it did. The protocol (`../../protocol/`) stands on these alone; memory, SQLite, files, S3 and PostgreSQL implement them.
 *
 * Rules of every implementation. Acknowledged is durable: when a promise of a write resolves, the write survives the process. Atomic: a
 * reader sees the old value or the new one, whole. A failed write rejects and has changed nothing, or all of it. No clock: what depends on time is
 * told the time. Bytes are copied at the door: changing an array afterwards changes nothing inside. Keys are
 * non-empty strings of at most 200 characters of [A-Za-z0-9._:-]; anything else rejects.
 */
export interface KeyedBytes {
  /** Creates or replaces. */
  put(key: string, bytes: Uint8Array): Promise<void>;
  get(key: string): Promise<Uint8Array | undefined>;
  /** Afterwards `get` finds nothing; deleting what is not there is no error. */
  delete(key: string): Promise<void>;
}

export interface NonceSet {
  /** True for the first caller with this key, false for all others, also when they call at the same moment. */
  useOnce(key: string, expiresAtMs: number): Promise<boolean>;
  /** Forgets what expired at or before this time; may be done lazily. */
  forget(nowMs: number): Promise<void>;
}

export interface AppendOnlyLog {
  /** Resolves to the index of the entry: 0, 1, 2 … without a gap, in the order of the calls. */
  append(entry: Uint8Array): Promise<number>;
  /** At most `count` entries from `fromIndex` on, in order. */
  read(fromIndex: number, count: number): Promise<readonly Uint8Array[]>;
  length(): Promise<number>;
}

export interface ServerStore {
  /** Ciphertext of records, by the key that a locator resolves to (see `Locator`). */
  readonly blobs: KeyedBytes;
  /** Data keys by patient and content, apart from the blobs: deleting one erases a record, backups of blobs included. */
  readonly dataKeys: KeyedBytes;
  /** Encrypted addresses by patient and record id, for clients that did not keep the event. */
  readonly pointers: KeyedBytes;
  /** Signed revocations that patients handed in directly, by pair: acknowledged before the chain has them. */
  readonly revocations: KeyedBytes;
  readonly nonces: NonceSet;
  readonly log: AppendOnlyLog;
  close(): Promise<void>;
}

/** The paper's four kinds of address, and the content id of IPFS. */
export const locatorKinds = ['hash', 'connectionString', 'path', 'identifier', 'cid'] as const;

export interface Locator {
  readonly kind: (typeof locatorKinds)[number];
  readonly locator: string;
}

/**
 * Validates a decrypted address against what this server may open (roots, hosts, form) and gives the key in `blobs`. Undefined
 * is a refusal: traversal, another host, credentials in it, a malformed id. Pure: touches no store.
 */
export type ResolveLocator = (locator: Locator) => string | undefined;
