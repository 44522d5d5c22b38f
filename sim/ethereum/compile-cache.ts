/**
 * Texts on disk by key. An entry is the SHA-256 of a body, a line break and the body, so whatever was cut short or
 * altered is simply not there. Writing is atomic (a file of its own, then a rename): readers see all or nothing, and
 * several processes may share a folder. A cache that cannot be read or written costs time, never a run.
 */
import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** `node_modules/.cache/chronobench` of the nearest folder that has node_modules, else a folder for temporary files. */
export const defaultCacheDirectory = (from: string = process.cwd()): string => {
  const folder = resolve(from);
  if (existsSync(join(folder, 'node_modules'))) return join(folder, 'node_modules', '.cache', 'chronobench');
  return dirname(folder) === folder ? join(tmpdir(), 'chronobench') : defaultCacheDirectory(dirname(folder));
};

/** The text under `key`, which `produce` makes when it is not there. Without a directory nothing is kept. */
export const cached = async (
  directory: string | undefined,
  key: string,
  produce: () => Promise<string>,
): Promise<string> => {
  if (directory === undefined) return produce();
  const path = join(directory, `${key}.json`);
  const known = await read(path);
  if (known !== undefined) return known;
  const body = await produce();
  await write(path, body);
  return body;
};

const read = async (path: string): Promise<string | undefined> => {
  const entry = await readFile(path, 'utf8').catch(() => '');
  const end = entry.indexOf('\n');
  const body = entry.slice(end + 1);
  return end !== -1 && entry.slice(0, end) === sha256(body) ? body : undefined;
};

const write = async (path: string, body: string): Promise<void> => {
  const draft = `${path}.${randomUUID()}`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(draft, `${sha256(body)}\n${body}`);
    await rename(draft, path);
  } catch {
    await rm(draft, { force: true }).catch(() => {});
  }
};

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
