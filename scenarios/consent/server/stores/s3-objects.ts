/** Object storage in the few words that a store needs of it. */
import type * as Sdk from '@aws-sdk/client-s3';

export interface Objects {
  put(name: string, bytes: Uint8Array): Promise<void>;
  /** False when there is one of that name already; `writer` is kept with it. */
  create(name: string, bytes: Uint8Array, writer?: string): Promise<boolean>;
  /** Who created it; undefined when nobody did. */
  writerOf(name: string): Promise<string | undefined>;
  get(name: string): Promise<Uint8Array | undefined>;
  delete(name: string): Promise<void>;
  /** In ascending order. */
  list(prefix: string, after?: string): AsyncGenerator<string>;
}

/** The SDK is handed in, as it is loaded only where object storage is used. */
export const createObjects = (sdk: typeof Sdk, client: Sdk.S3Client, bucket: string): Objects => ({
  put: async (name, bytes) => {
    await client.send(new sdk.PutObjectCommand({ Bucket: bucket, Key: name, Body: bytes }));
  },
  create: async (name, bytes, writer = '') => {
    const object = { Bucket: bucket, Key: name, Body: bytes, IfNoneMatch: '*', Metadata: { writer } };
    try {
      await client.send(new sdk.PutObjectCommand(object));
      return true;
    } catch (error) {
      if (statusOf(error) === preconditionFailed) return false;
      throw error;
    }
  },
  writerOf: async (name) => {
    const command = new sdk.HeadObjectCommand({ Bucket: bucket, Key: name });
    return unlessMissing(async () => (await client.send(command)).Metadata?.writer);
  },
  get: async (name) => {
    const command = new sdk.GetObjectCommand({ Bucket: bucket, Key: name });
    return unlessMissing(async () => (await client.send(command)).Body?.transformToByteArray());
  },
  delete: async (name) => {
    await client.send(new sdk.DeleteObjectCommand({ Bucket: bucket, Key: name }));
  },
  list: async function* (prefix, after) {
    const place = { Bucket: bucket, Prefix: prefix, ...(after === undefined ? {} : { StartAfter: after }) };
    for await (const { Contents = [] } of sdk.paginateListObjectsV2({ client }, place))
      for (const { Key } of Contents) if (Key !== undefined) yield Key;
  },
});

const [notFound, preconditionFailed] = [404, 412];

const statusOf = (error: unknown): number | undefined =>
  (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;

const unlessMissing = async <T>(ask: () => Promise<T>): Promise<T | undefined> => {
  try {
    return await ask();
  } catch (error) {
    if (statusOf(error) === notFound) return undefined;
    throw error;
  }
};
