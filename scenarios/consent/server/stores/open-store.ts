/** The stores by name. Each is loaded when it is chosen, so that nobody waits for a library of another's. */
import type { ServerStore } from './store.ts';

export const storeKinds = ['memory', 'sqlite', 'files', 's3', 'postgres'] as const;
export type StoreKind = (typeof storeKinds)[number];

/**
 * `place` is a file, a folder, a bucket or a schema, by kind. Addresses and credentials of services are not given here but by the
 * environment: AWS_ENDPOINT_URL_S3 and what the AWS SDK knows, PGHOST and what libpq knows.
 */
export const openStore = async (kind: StoreKind, place: string): Promise<ServerStore> => {
  switch (kind) {
    case 'memory':
      return (await import('./memory.ts')).createMemoryStore();
    case 'sqlite':
      return (await import('./sqlite.ts')).openSqliteStore(place);
    case 'files':
      return (await import('./files.ts')).openFilesStore(place);
    case 's3': {
      const { AWS_ENDPOINT_URL_S3: endpoint, AWS_REGION: region = 'us-east-1' } = process.env;
      return (await import('./s3.ts')).openS3Store({ endpoint, region, bucket: place });
    }
    case 'postgres':
      return (await import('./postgres.ts')).openPostgresStore({ schema: place });
  }
};

/** Where a kind keeps things when nobody says. */
export const defaultPlaces: Readonly<Record<StoreKind, string>> = {
  memory: '',
  sqlite: 'records.db',
  files: 'records',
  s3: 'records',
  postgres: 'records',
};
