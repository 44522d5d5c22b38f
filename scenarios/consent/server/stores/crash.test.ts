/**
 * Servers killed in the middle of their writes, again and again on one store: what they had acknowledged is there. A
 * kill leaves what the kernel has; that it was forced to disk too is by construction (fsync, synchronous = FULL), which no
 * test without a power switch can see.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openFilesStore } from './files.ts';
import { openSqliteStore } from './sqlite.ts';

const folder = mkdtempSync(join(tmpdir(), 'chronobench-crash-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const kinds = {
  sqlite: { place: join(folder, 'store.db'), open: openSqliteStore },
  files: { place: join(folder, 'store'), open: openFilesStore },
};

type Told = [what: string, key: string | number, value: string];

/** Lets a server write until it has said that much, kills it, and gives what it had said. */
const killAfter = (kind: string, place: string, mark: string, byteCount: number): Promise<Told[]> =>
  new Promise((done, fail) => {
    const child = spawn(process.execPath, [
      resolve(import.meta.dirname, 'crash-child.ts'),
      kind,
      place,
      mark,
    ]);
    let [told, complaint] = ['', ''];
    child.stdout.on('data', (piece: Buffer) => {
      told += piece.toString();
      if (told.length >= byteCount) child.kill('SIGKILL');
    });
    child.stderr.on('data', (piece: Buffer) => {
      complaint += piece.toString();
    });
    child.on('close', (_, signal) => {
      if (signal !== 'SIGKILL') return fail(new Error(`it ended by itself: ${complaint}`));
      const whole = told.slice(0, told.lastIndexOf('\n')).split('\n');
      done(whole.map((line) => JSON.parse(line) as Told));
    });
  });

test.concurrent.each(['sqlite', 'files'] as const)(
  '%s loses nothing that it acknowledged',
  async (kind) => {
    const { place, open } = kinds[kind];
    const [blobs, begun, keys, entries] = [new Map(), new Map(), new Map(), new Map()] as Map<
      unknown,
      string
    >[];
    const used: string[] = [];
    for (const [round, byteCount] of [1_200, 2_001].entries()) {
      for (const [what, key, value] of await killAfter(kind, place, `round${round}`, byteCount)) {
        if (what === 'begins') begun?.set(key, value);
        if (what === 'put') blobs?.set(key, value);
        if (what === 'key') keys?.set(key, value);
        if (what === 'entry') entries?.set(key, value);
        if (what === 'used') used.push(String(key));
      }
      const store = await open(place);
      for (const [key, value] of blobs ?? []) {
        const kept = textOf(await store.blobs.get(String(key)));
        const expected = kept.startsWith(value) ? value : begun?.get(key); // or the write that was under way
        expect(kept).toBe(wholeOf(expected ?? ''));
        blobs?.set(key, kept.slice(0, 60));
      }
      for (const [key, value] of keys ?? [])
        expect(textOf(await store.dataKeys.get(String(key)))).toBe(value);
      const log = (await store.log.read(0, await store.log.length())).map(textOf);
      for (const [index, entry] of entries ?? []) expect(log[Number(index)]).toBe(entry);
      expect(new Set(log).size).toBe(log.length);
      for (const nonce of used) expect(await store.nonces.useOnce(nonce, 1)).toBe(false);
      await store.close();
    }
    expect(used.length).toBeGreaterThan(3);
  },
  60_000,
);

const textOf = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString();

/** The value that begins like this: its first words over and over. */
const wholeOf = (beginning: string): string => {
  const [words = ''] = /^.*? [abc] \d+ /.exec(beginning) ?? [];
  return words.repeat(2_000);
};
