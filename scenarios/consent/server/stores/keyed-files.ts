/** Small values, a file each. A file is named by the SHA-256 of its key, so that no key can be more than a name. */
import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { removeDurably, writeDurably } from './durable-files.ts';
import { createOneAtATime } from './one-at-a-time.ts';
import type { KeyedBytes } from './store.ts';

export const openKeyedFiles = async (folder: string, writeFolder: string): Promise<KeyedBytes> => {
  await mkdir(folder, { recursive: true });
  const fileOf = (key: string): string => join(folder, fileNameOf(key));
  const oneAtATime = createOneAtATime();
  return {
    put: (key, bytes) => oneAtATime(() => writeDurably(fileOf(key), bytes, writeFolder)),
    get: (key) => readIfThere(fileOf(key)),
    delete: (key) => oneAtATime(() => removeDurably(fileOf(key))),
  };
};

export const fileNameOf = (key: string): string => createHash('sha256').update(key).digest('hex');

const readIfThere = async (file: string): Promise<Uint8Array | undefined> => {
  try {
    return await readFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
};
