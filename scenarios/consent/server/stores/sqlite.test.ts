import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openSqliteStore } from './sqlite.ts';
import { describeStore } from './store.conformance.ts';

const folder = mkdtempSync(join(tmpdir(), 'chronobench-sqlite-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
describeStore({ open: () => openSqliteStore(join(folder, 'store.db')), runCount: 40 });

test('two processes with one file are one store: a nonce has one first user, the log one order', async () => {
  const [one, other] = [
    await openSqliteStore(join(folder, 'shared.db')),
    await openSqliteStore(join(folder, 'shared.db')),
  ];
  expect([await one.nonces.useOnce('n', 1), await other.nonces.useOnce('n', 1)]).toEqual([true, false]);
  const indices = [];
  for (const store of [one, other, one, other]) indices.push(await store.log.append(new Uint8Array([1])));
  expect(indices).toEqual([0, 1, 2, 3]);
  await one.close();
  await other.close();
});

test('a data key that was deleted is in no file any more', async () => {
  const place = mkdtempSync(join(folder, 'erased-'));
  const store = await openSqliteStore(join(place, 'store.db'));
  const secret = Buffer.from('a key that must be gone: 6f1d0c');
  await store.dataKeys.put('record', secret);
  const isIn = () => readdirSync(place).some((name) => readFileSync(join(place, name)).includes(secret));
  expect(isIn()).toBe(true);
  await store.dataKeys.delete('record');
  expect(isIn()).toBe(false);
  await store.close();
});
