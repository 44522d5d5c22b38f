/**
 * S3-compatible object storage. An object is replaced as a whole, and is on the service's disks when it answers. Nonces
 * and log stand on conditional writes (`If-None-Match: *`, S3 since August 2024: the write fails with 412 when there is
 * an object of that name). Services that ignore the header, as some do without a word, are found out on opening.
 */
import type { S3Client } from '@aws-sdk/client-s3';
import { BenchError, exitCodes } from '../../../../sim/index.ts';
import { guarded } from './guarded.ts';
import { openObjectLog } from './s3-log.ts';
import { createObjects, type Objects } from './s3-objects.ts';
import type { KeyedBytes, NonceSet, ServerStore } from './store.ts';

export interface S3Settings {
  /** Absent: Amazon's. */
  readonly endpoint?: string | undefined;
  readonly region: string;
  readonly bucket: string;
  /** Absent: as the SDK finds them (environment, profile, instance role). */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string } | undefined;
}

/** Small, so that a lost service is noticed; the SDK's own retries come on top. */
const timeoutMs = 5_000;

export const openS3Store = async (settings: S3Settings): Promise<ServerStore> => {
  const { endpoint, region, bucket, credentials } = settings;
  const sdk = await import('@aws-sdk/client-s3');
  const client: S3Client = new sdk.S3Client({
    ...(endpoint === undefined ? {} : { endpoint }),
    region,
    forcePathStyle: true,
    maxAttempts: 3,
    requestHandler: { connectionTimeout: timeoutMs, requestTimeout: timeoutMs },
    ...(credentials === undefined ? {} : { credentials }),
  });
  const objects = createObjects(sdk, client, bucket);
  await checkConditionalWrites(objects);
  return guarded({
    blobs: openBytes(objects, 'blobs/'),
    dataKeys: openBytes(objects, 'data-keys/'),
    pointers: openBytes(objects, 'pointers/'),
    revocations: openBytes(objects, 'revocations/'),
    nonces: openNonces(objects),
    log: await openObjectLog(objects, 'log/'),
    close: async () => client.destroy(),
  });
};

const openBytes = (objects: Objects, prefix: string): KeyedBytes => ({
  put: (key, bytes) => objects.put(prefix + key, bytes),
  get: (key) => objects.get(prefix + key),
  delete: (key) => objects.delete(prefix + key),
});

/** The object of a nonce holds when it expires. */
const openNonces = (objects: Objects): NonceSet => ({
  useOnce: (key, expiresAtMs) => objects.create(`nonces/${key}`, Buffer.from(String(expiresAtMs))),
  forget: async (nowMs) => {
    for await (const name of objects.list('nonces/')) {
      const expiresAtMs = await objects.get(name);
      if (expiresAtMs !== undefined && Number(Buffer.from(expiresAtMs).toString()) <= nowMs)
        await objects.delete(name);
    }
  },
});

const checkConditionalWrites = async (objects: Objects): Promise<void> => {
  const name = 'conditional-write-probe';
  await objects.put(name, new Uint8Array());
  if (await objects.create(name, new Uint8Array())) throw new ConditionalWritesMissing();
};

export class ConditionalWritesMissing extends BenchError {
  override readonly name = 'ConditionalWritesMissing';
  constructor() {
    super('the object storage ignores If-None-Match: two requests with one nonce would both be served', {
      code: 'S3_CONDITIONAL_WRITES_MISSING',
      exitCode: exitCodes.usage,
      hint: 'use a service with conditional writes, or another --store',
    });
  }
}
