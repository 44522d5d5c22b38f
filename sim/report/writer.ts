/**
 * Writes a result folder so that it is whole or as it was: every file goes to a temporary name first, and all of them
 * take their names when the last byte is down; the manifest comes last. Of a former run's files, those that this one
 * does not write are removed if they are unchanged; what a person put there stays.
 *
 * `prepareOutput` finds out before a run whether its results can be written, and leaves nothing behind.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, open, readFile, rename, rm, rmdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { BenchError, exitCodes } from '../errors.ts';
import type { Manifest } from './manifest.ts';
import { createManifest, manifestName, manifestText, readManifest } from './manifest.ts';
import type { OutputFile } from './result-files.ts';

export interface OutputFolder {
  /** Throws `OutputError`; the folder is then as it was. */
  write(files: readonly OutputFile[]): Promise<Manifest>;
}

/** Throws `OutputError` when the folder, which need not exist, could not be written. */
export const prepareOutput = async (folder: string): Promise<OutputFolder> => {
  await explain(folder, () => probe(resolve(folder)));
  return { write: (files) => explain(folder, () => writeFolder(resolve(folder), files)) };
};

/** Makes and removes a folder in the nearest one there is: permissions alone do not tell (read-only mounts, root). */
const probe = async (folder: string): Promise<void> => {
  const existing = await nearestExisting(folder);
  await rmdir(await mkdtemp(join(existing, '.bench-')));
};

const nearestExisting = async (path: string): Promise<string> => {
  const stats = await stat(path).catch(ifMissing);
  if (stats === undefined && dirname(path) !== path) return nearestExisting(dirname(path));
  return path;
};

const writeFolder = async (folder: string, files: readonly OutputFile[]): Promise<Manifest> => {
  const created = await mkdir(folder, { recursive: true });
  const partialPath = (name: string): string => join(folder, `.${name}.partial`);
  const names = [...files.map(({ name }) => name), manifestName];
  try {
    const digests = new Map<string, string>();
    for (const { name, pieces } of files) digests.set(name, await writePieces(partialPath(name), pieces));
    const manifest = createManifest(digests);
    await writePieces(partialPath(manifestName), [manifestText(manifest)]);
    const former = await formerFiles(folder);
    for (const name of names) await rename(partialPath(name), join(folder, name));
    for (const [name, digest] of former)
      if (!names.includes(name)) await removeUnchanged(folder, name, digest);
    return manifest;
  } catch (error) {
    for (const name of names) await rm(partialPath(name), { force: true });
    if (created !== undefined) await rm(created, { recursive: true });
    throw error;
  }
};

/** Files beside those of a run that is over; its manifest, where there is one, lists them with the others. */
export const addToFolder = (folder: string, files: readonly OutputFile[]): Promise<void> =>
  explain(folder, async () => {
    const digests = new Map(await formerFiles(folder));
    const partialPath = (name: string): string => join(folder, `.${name}.partial`);
    for (const { name, pieces } of files) {
      const digest = await writePieces(partialPath(name), pieces);
      await rename(partialPath(name), join(folder, name));
      if (digests.size > 0) digests.set(name, digest);
    }
    if (digests.size === 0 || files.length === 0) return;
    await writePieces(partialPath(manifestName), [manifestText(createManifest(digests))]);
    await rename(partialPath(manifestName), join(folder, manifestName));
  });

/** Returns the SHA-256 of what it wrote. */
const writePieces = async (path: string, pieces: OutputFile['pieces']): Promise<string> => {
  const hash = createHash('sha256');
  const file = await open(path, 'w');
  try {
    for (const piece of pieces) {
      const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece;
      hash.update(bytes);
      await file.writeFile(bytes);
    }
  } finally {
    await file.close();
  }
  return hash.digest('hex');
};

const formerFiles = async (folder: string): Promise<ReadonlyMap<string, string>> =>
  readManifest((await readFile(join(folder, manifestName), 'utf8').catch(ifMissing)) ?? '');

const removeUnchanged = async (folder: string, name: string, digest: string): Promise<void> => {
  const hash = createHash('sha256');
  const isThere = await pipeline(createReadStream(join(folder, name)), hash).then(() => true, ifMissing);
  if (isThere === true && hash.digest('hex') === digest) await rm(join(folder, name));
};

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

const ifMissing = (error: unknown): undefined => {
  if (!hasCode(error, 'ENOENT')) throw error;
};

/** What the operating system refused becomes an `OutputError`; any other error is not about the folder. */
const explain = async <T>(folder: string, action: () => Promise<T>): Promise<T> => {
  try {
    return await action();
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) throw new OutputError(folder, error);
    throw error;
  }
};

export class OutputError extends BenchError {
  override readonly name = 'OutputError';

  constructor(folder: string, cause: Error) {
    super(`cannot write results to ${folder}: ${cause.message}`, {
      code: 'OUTPUT_UNWRITABLE',
      exitCode: exitCodes.usage,
      file: folder,
      hint: 'name a folder that you may write to with --out',
      problems: [{ path: '--out', expected: 'a folder that can be written', received: cause.message }],
      cause,
    });
  }
}
