/**
 * Files that are there when the call returns, and whole or not at all: written aside, forced to disk, renamed, and the
 * folder forced to disk too, without which POSIX promises nothing about the name.
 */
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Where writes that are not finished lie, one folder for each folder of files: equal names in two would be one file here. What is left
 * there after a crash was never acknowledged.
 */
export const openWriteFolder = async (folder: string): Promise<string> => {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  return folder;
};

export const writeDurably = async (file: string, bytes: Uint8Array, writeFolder: string): Promise<void> =>
  moveDurably(await writeAside(file, bytes, writeFolder), file);

/** Where it lies now, on disk. Until it is moved, nothing has changed. */
export const writeAside = async (file: string, bytes: Uint8Array, writeFolder: string): Promise<string> => {
  const aside = join(writeFolder, basename(file));
  const handle = await open(aside, 'w');
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
  return aside;
};

export const moveDurably = async (aside: string, file: string): Promise<void> => {
  await rename(aside, file);
  await sync(dirname(file));
};

export const removeDurably = async (file: string): Promise<void> => {
  await rm(file, { force: true });
  await sync(dirname(file));
};

/** A file's contents, or a folder's entries: on Linux and macOS a folder can be opened and synced like a file. */
export const sync = async (path: string): Promise<void> => {
  const handle = await open(path, 'r');
  await handle.sync().finally(() => handle.close());
};
