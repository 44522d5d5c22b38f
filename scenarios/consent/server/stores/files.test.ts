import { appendFileSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openFilesStore } from './files.ts';
import { describeStore } from './store.conformance.ts';
import type { ServerStore } from './store.ts';

const folder = mkdtempSync(join(tmpdir(), 'chronobench-files-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const place = (): string => mkdtempSync(join(folder, 'store-'));
const blocksIn = (store: string): string[] =>
  readdirSync(join(store, 'blobs/blocks'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.data'))
    .map((name) => join(store, 'blobs/blocks', name));

describeStore({ open: () => openFilesStore(place()), runCount: 20 });

test('a torn record at the end of a journal is cut off, and the next takes its place', async () => {
  const at = place();
  const store = await openFilesStore(at);
  await store.log.append(Buffer.from('whole'));
  await store.close();
  appendFileSync(join(at, 'log.journal'), Buffer.from([0, 0, 0, 9, 1, 2, 3, 4, 5]));
  const again = await openFilesStore(at);
  expect(await again.log.length()).toBe(1);
  expect(await again.log.append(Buffer.from('next'))).toBe(1);
  expect((await again.log.read(0, 9)).map((entry) => Buffer.from(entry).toString())).toEqual([
    'whole',
    'next',
  ]);
  await again.close();
});

test('a block that was damaged on disk is refused instead of served', async () => {
  const at = place();
  const store = await openFilesStore(at);
  await store.blobs.put('record', Buffer.from('as it was'));
  for (const block of blocksIn(at)) writeFileSync(block, 'as it never was');
  await expect(store.blobs.get('record')).rejects.toMatchObject({ code: 'BLOCK_DAMAGED' });
  await store.close();
});

test('one content is one block, which goes after its last key; what nobody refers to goes on opening', async () => {
  const at = place();
  const store = await openFilesStore(at);
  for (const key of ['a', 'b']) await store.blobs.put(key, Buffer.from('shared'));
  await store.blobs.put('c', Buffer.from('alone'));
  expect(blocksIn(at)).toHaveLength(2);
  await store.blobs.delete('a');
  expect(blocksIn(at)).toHaveLength(2);
  await store.blobs.put('b', Buffer.from('alone'));
  expect(blocksIn(at)).toHaveLength(1);
  await store.close();
  const again = await openFilesStore(at);
  expect(Buffer.from((await again.blobs.get('c')) ?? []).toString()).toBe('alone');
  await again.close();
  for (const name of readdirSync(join(at, 'blobs/references'))) rmSync(join(at, 'blobs/references', name));
  await (await openFilesStore(at)).close();
  expect(blocksIn(at)).toHaveLength(0);
});

const useMany = (store: ServerStore, name: string, expiresAtMs: number) =>
  Promise.all(Array.from({ length: 1_500 }, (_, i) => store.nonces.useOnce(`${name}-${i}`, expiresAtMs)));

test('the journal of nonces shrinks when most have ended; those that have not are still taken, also after a restart', async () => {
  const at = place();
  const byteCount = (): number => statSync(join(at, 'nonces.journal')).size;
  const store = await openFilesStore(at);
  await store.nonces.useOnce('young', 20_000);
  await useMany(store, 'old', 10_000);
  const before = byteCount();
  const during = store.nonces.useOnce('beside', 20_000);
  await store.nonces.forget(10_000);
  expect(await during).toBe(true);
  expect(byteCount()).toBeLessThan(before / 100);
  await store.nonces.useOnce('later', 20_000);
  await store.close();
  const again = await openFilesStore(at);
  for (const nonce of ['young', 'beside', 'later']) expect(await again.nonces.useOnce(nonce, 1)).toBe(false);
  expect(await again.nonces.useOnce('old-7', 30_000)).toBe(true);
  await again.close();
});

test('a new journal that never came into place is of no account, and one that cannot be written changes nothing', async () => {
  const at = place();
  const aside = join(at, 'unfinished/journals');
  const store = await openFilesStore(at);
  await useMany(store, 'old', 10_000);
  await store.nonces.useOnce('young', 20_000);
  rmSync(aside, { recursive: true });
  await expect(store.nonces.forget(10_000)).rejects.toMatchObject({ code: 'ENOENT' });
  expect(await store.nonces.useOnce('next', 20_000)).toBe(true); // the old one is written on
  await store.close();
  const again = await openFilesStore(at);
  writeFileSync(join(aside, 'nonces.journal'), 'half of somethi');
  await again.close();
  const last = await openFilesStore(at);
  for (const nonce of ['young', 'next']) expect(await last.nonces.useOnce(nonce, 1)).toBe(false);
  await last.close();
});
