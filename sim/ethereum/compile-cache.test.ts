import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { cached, defaultCacheDirectory } from './compile-cache.ts';

const inFolder = async (use: (folder: string) => Promise<void>): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'cache-test-'));
  await use(folder).finally(() => rm(folder, { recursive: true }));
};

it('lies in the nearest node_modules', () =>
  inFolder(async (folder) => {
    await mkdir(join(folder, 'node_modules'));
    await mkdir(join(folder, 'a', 'b'), { recursive: true });
    const expected = join(folder, 'node_modules', '.cache', 'chronobench');
    expect(defaultCacheDirectory(join(folder, 'a', 'b'))).toBe(expected);
  }));

it('lies among the temporary files where there is no node_modules', () => {
  expect(defaultCacheDirectory('/')).toBe(join(tmpdir(), 'chronobench'));
});

it('produces once under a key', () =>
  inFolder(async (folder) => {
    let count = 0;
    const produce = async (): Promise<string> => `body ${++count}\nof two lines`;
    expect(await cached(folder, 'key', produce)).toBe('body 1\nof two lines');
    expect(await cached(folder, 'key', produce)).toBe('body 1\nof two lines');
    expect(await cached(folder, 'other', produce)).toBe('body 2\nof two lines');
    expect(await cached(undefined, 'key', produce)).toBe('body 3\nof two lines');
  }));

it('keeps nothing when producing fails', () =>
  inFolder(async (folder) => {
    await expect(cached(folder, 'key', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await cached(folder, 'key', async () => 'yes')).toBe('yes');
  }));
