/**
 * PostgreSQL: several servers may share one database. `synchronous_commit = on` for every session, whatever the
 * database's default, so that a commit is on disk before it is acknowledged. A broken connection rejects what was under
 * way, whose outcome is then unknown, and the pool opens another.
 */
import type { Pool, PoolClient } from 'pg';
import { BenchError, exitCodes } from '../../../../sim/index.ts';
import { guarded } from './guarded.ts';
import { createOneAtATime } from './one-at-a-time.ts';
import type { AppendOnlyLog, KeyedBytes, NonceSet, ServerStore } from './store.ts';

export interface PostgresSettings {
  /** postgresql://…; absent: as libpq's environment variables say (PGHOST, PGUSER, PGPASSWORD …). */
  readonly url?: string | undefined;
  /** Created where it does not exist: a name of small letters, digits and underscores. */
  readonly schema: string;
}

const timeoutMs = 10_000;
const maxConnectionCount = 8;

export const openPostgresStore = async ({ url, schema }: PostgresSettings): Promise<ServerStore> => {
  if (!/^[a-z][a-z0-9_]{0,62}$/.test(schema)) throw new SchemaNameError(schema);
  const { default: pg } = await import('pg');
  const pool = new pg.Pool({
    ...(url === undefined ? {} : { connectionString: url }),
    options: `-c synchronous_commit=on -c search_path=${schema}`,
    max: maxConnectionCount,
    connectionTimeoutMillis: timeoutMs,
    query_timeout: timeoutMs,
  });
  pool.on('error', () => {}); // an idle connection broke; the next query opens another
  await createTables(pool, schema);
  return guarded({
    blobs: openBytes(pool, 'blobs'),
    dataKeys: openBytes(pool, 'data_keys'),
    pointers: openBytes(pool, 'pointers'),
    revocations: openBytes(pool, 'revocations'),
    nonces: openNonces(pool),
    log: openLog(pool),
    close: () => pool.end(),
  });
};

const bytesTables = ['blobs', 'data_keys', 'pointers', 'revocations'] as const;

/** Under a lock, because CREATE … IF NOT EXISTS of two servers at once fails in one of them. */
const createTables = (pool: Pool, schema: string): Promise<void> =>
  inTransaction(pool, async (client) => {
    await client.query('SELECT pg_advisory_xact_lock(hashtext($1))', [`create ${schema}`]);
    await client.query(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
    for (const table of bytesTables)
      await client.query(`CREATE TABLE IF NOT EXISTS ${table} (key text PRIMARY KEY, bytes bytea NOT NULL)`);
    await client.query(
      'CREATE TABLE IF NOT EXISTS nonces (key text PRIMARY KEY, expires_at_ms double precision NOT NULL)',
    );
    await client.query('CREATE TABLE IF NOT EXISTS log (position bigint PRIMARY KEY, entry bytea NOT NULL)');
  });

const openBytes = (pool: Pool, table: (typeof bytesTables)[number]): KeyedBytes => ({
  put: async (key, bytes) => {
    await pool.query(
      `INSERT INTO ${table} (key, bytes) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET bytes = excluded.bytes`,
      [key, bytes],
    );
  },
  get: async (key) => {
    const { rows } = await pool.query<{ bytes: Buffer }>(`SELECT bytes FROM ${table} WHERE key = $1`, [key]);
    return rows[0] === undefined ? undefined : new Uint8Array(rows[0].bytes);
  },
  delete: async (key) => void (await pool.query(`DELETE FROM ${table} WHERE key = $1`, [key])),
});

const openNonces = (pool: Pool): NonceSet => ({
  useOnce: async (key, expiresAtMs) => {
    const insert = 'INSERT INTO nonces (key, expires_at_ms) VALUES ($1, $2) ON CONFLICT DO NOTHING';
    return (await pool.query(insert, [key, expiresAtMs])).rowCount === 1;
  },
  forget: async (nowMs) => void (await pool.query('DELETE FROM nonces WHERE expires_at_ms <= $1', [nowMs])),
});

/** One writer at a time, among all servers, so that positions have no gap and follow the order of commits. */
const openLog = (pool: Pool): AppendOnlyLog => {
  const oneAtATime = createOneAtATime();
  const append = (entry: Uint8Array): Promise<number> =>
    inTransaction(pool, async (client) => {
      await client.query('LOCK TABLE log IN EXCLUSIVE MODE');
      const { rows } = await client.query<{ position: string }>(
        'INSERT INTO log (position, entry) SELECT coalesce(max(position) + 1, 0), $1 FROM log RETURNING position',
        [entry],
      );
      return Number(rows[0]?.position);
    });
  return {
    append: (entry) => oneAtATime(() => append(entry)),
    read: async (fromIndex, count) => {
      const { rows } = await pool.query<{ entry: Buffer }>(
        'SELECT entry FROM log WHERE position >= $1 ORDER BY position LIMIT $2',
        [fromIndex, count],
      );
      return rows.map(({ entry }) => new Uint8Array(entry));
    },
    length: async () => {
      const { rows } = await pool.query<{ length: string }>('SELECT count(*) AS length FROM log');
      return Number(rows[0]?.length);
    },
  };
};

const inTransaction = async <T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> => {
  const client = await pool.connect();
  client.on('error', ignore); // the query that was under way rejects and says so
  try {
    await client.query('BEGIN');
    const value = await work(client);
    await client.query('COMMIT');
    client.off('error', ignore);
    client.release();
    return value;
  } catch (error) {
    client.release(true); // closes the connection, and with it the transaction
    throw error;
  }
};

const ignore = (): void => {};

/** It stands in SQL as it is. */
export class SchemaNameError extends BenchError {
  override readonly name = 'SchemaNameError';
  constructor(schema: string) {
    super(`'${schema}' cannot be the name of a schema`, {
      code: 'SCHEMA_NAME_INVALID',
      exitCode: exitCodes.usage,
      problems: [
        { path: '--at', expected: 'at most 63 of a-z, 0-9 and _, a letter first', received: `'${schema}'` },
      ],
    });
  }
}
