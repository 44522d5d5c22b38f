import { appendFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openFilesStore } from './files.ts';
import { describeStore } from './store.conformance.ts';

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
