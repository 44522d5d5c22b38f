/**
 * A server that will be killed: opens a store and writes to it until it dies, saying on standard output, in one
 * synchronous write each, what has been acknowledged. Words: the kind of store, its place, a mark for the keys.
 */
import { writeSync } from 'node:fs';
import { openFilesStore } from './files.ts';
import { openSqliteStore } from './sqlite.ts';

const [kind = '', place = '', mark = ''] = process.argv.slice(2);
const store = await (kind === 'sqlite' ? openSqliteStore(place) : openFilesStore(place));
const tell = (what: string, ...details: readonly (string | number)[]): void => {
  writeSync(1, `${JSON.stringify([what, ...details])}\n`);
};

const writer = async (name: string): Promise<void> => {
  for (let i = 0; ; i += 1) {
    const [key, value] = [`${name}-${i % 3}`, `${mark} ${name} ${i} `.repeat(2_000)];
    tell('begins', key, value.slice(0, 60));
    await store.blobs.put(key, Buffer.from(value));
    tell('put', key, value.slice(0, 60));
    await store.dataKeys.put(`${name}-${i}`, Buffer.from(value.slice(0, 60)));
    tell('key', `${name}-${i}`, value.slice(0, 60));
    const entry = `${mark} ${name} ${i}`;
    tell('entry', await store.log.append(Buffer.from(entry)), entry);
    if (await store.nonces.useOnce(`${mark}-${name}-${i}`, 1)) tell('used', `${mark}-${name}-${i}`);
  }
};
/** Takes nonces that have ended, and lets them be forgotten: a store that cleans up does so beside the others' writes. */
const cleaner = async (): Promise<void> => {
  for (let i = 0; ; i += 1) {
    const keys = Array.from({ length: 1_100 }, (_, nonce) => `${mark}-ended-${i}-${nonce}`);
    if (kind === 'sqlite') keys.length = 10; // one transaction each
    await Promise.all(keys.map((key) => store.nonces.useOnce(key, 0)));
    await store.nonces.forget(0);
  }
};
await Promise.all([...['a', 'b', 'c'].map(writer), cleaner()]);
