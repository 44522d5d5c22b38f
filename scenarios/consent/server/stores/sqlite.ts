/**
 * The embedded default: one SQLite file. Write-ahead log with `synchronous = FULL`, so that a commit is on disk before
 * it is acknowledged; every statement is a transaction of its own, and SQLite lets one writer in at a time, in this
 * process or in another. `secure_delete` overwrites what is deleted, and after a data key has gone the write-ahead log
 * is emptied too: erasing a record must not leave its key in a file.
 */
import { DatabaseSync } from 'node:sqlite';
import { guarded } from './guarded.ts';
import type { AppendOnlyLog, KeyedBytes, NonceSet, ServerStore } from './store.ts';

/** How long a writer waits for another process's. */
const busyTimeoutMs = 10_000;

const schema = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA secure_delete = ON;
  CREATE TABLE IF NOT EXISTS blobs (key TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS data_keys (key TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS pointers (key TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS revocations (key TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS nonces (key TEXT PRIMARY KEY, expires_at_ms REAL NOT NULL) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS nonces_by_expiry ON nonces (expires_at_ms);
  CREATE TABLE IF NOT EXISTS log (position INTEGER PRIMARY KEY, entry BLOB NOT NULL) STRICT;
`;

export const openSqliteStore = async (file: string): Promise<ServerStore> => {
  const database = new DatabaseSync(file, { timeout: busyTimeoutMs });
  database.exec(schema);
  const dataKeys = openBytes(database, 'data_keys');
  return guarded({
    blobs: openBytes(database, 'blobs'),
    dataKeys: {
      ...dataKeys,
      delete: async (key) => {
        await dataKeys.delete(key);
        database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      },
    },
    pointers: openBytes(database, 'pointers'),
    revocations: openBytes(database, 'revocations'),
    nonces: openNonces(database),
    log: openLog(database),
    close: async () => database.close(),
  });
};

type BytesTable = 'blobs' | 'data_keys' | 'pointers' | 'revocations';

const openBytes = (database: DatabaseSync, table: BytesTable): KeyedBytes => {
  const put = database.prepare(
    `INSERT INTO ${table} (key, bytes) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET bytes = excluded.bytes`,
  );
  const get = database.prepare(`SELECT bytes FROM ${table} WHERE key = ?`);
  const remove = database.prepare(`DELETE FROM ${table} WHERE key = ?`);
  return {
    put: async (key, bytes) => void put.run(key, bytes),
    get: async (key) => get.get(key)?.bytes as Uint8Array | undefined,
    delete: async (key) => void remove.run(key),
  };
};

const openNonces = (database: DatabaseSync): NonceSet => {
  const use = database.prepare(
    'INSERT INTO nonces (key, expires_at_ms) VALUES (?, ?) ON CONFLICT DO NOTHING',
  );
  const forget = database.prepare('DELETE FROM nonces WHERE expires_at_ms <= ?');
  return {
    useOnce: async (key, expiresAtMs) => use.run(key, expiresAtMs).changes === 1,
    forget: async (nowMs) => void forget.run(nowMs),
  };
};

const openLog = (database: DatabaseSync): AppendOnlyLog => {
  const append = database.prepare(
    'INSERT INTO log (position, entry) SELECT coalesce(max(position) + 1, 0), ? FROM log RETURNING position',
  );
  const read = database.prepare('SELECT entry FROM log WHERE position >= ? ORDER BY position LIMIT ?');
  const length = database.prepare('SELECT coalesce(max(position) + 1, 0) AS length FROM log');
  return {
    append: async (entry) => Number(append.get(entry)?.position),
    read: async (fromIndex, count) => read.all(fromIndex, count).map(({ entry }) => entry as Uint8Array),
    length: async () => Number(length.get()?.length),
  };
};
