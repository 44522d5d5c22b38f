/**
 * A store in a folder: blobs by content, keys and pointers a file each, nonces and log as journals. One process at a
 * time may have it open: who was here already is known from memory, which the journal restores.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openContentFiles } from './content-files.ts';
import { openWriteFolder } from './durable-files.ts';
import { guarded } from './guarded.ts';
import { type Journal, openJournal } from './journal.ts';
import { openKeyedFiles } from './keyed-files.ts';
import type { NonceSet, ServerStore } from './store.ts';

export const openFilesStore = async (folder: string): Promise<ServerStore> => {
  const within = async (name: string) =>
    [join(folder, name), await openWriteFolder(join(folder, 'unfinished', name))] as const;
  await mkdir(folder, { recursive: true });
  const rewriting = await openWriteFolder(join(folder, 'unfinished', 'journals'));
  const [nonceJournal, log] = await Promise.all([
    openJournal(join(folder, 'nonces.journal'), rewriting),
    openJournal(join(folder, 'log.journal'), rewriting),
  ]);
  return guarded({
    blobs: await openContentFiles(...(await within('blobs'))),
    dataKeys: await openKeyedFiles(...(await within('data-keys'))),
    pointers: await openKeyedFiles(...(await within('pointers'))),
    revocations: await openKeyedFiles(...(await within('revocations'))),
    nonces: await openNonces(nonceJournal),
    log: { append: log.append, read: log.read, length: async () => log.length() },
    close: async () => {
      await Promise.all([nonceJournal.close(), log.close()]);
    },
  });
};

/**
 * A nonce is taken in memory before it is written, so that of two callers at once one loses; a write that fails leaves
 * it taken, which refuses a request that might have been served and never serves one twice. A nonce has about 150 bytes in the
 * journal; when most of them have expired, the journal is written anew with the others.
 */
const openNonces = async (journal: Journal): Promise<NonceSet> => {
  const expiries = new Map<string, number>();
  for (const record of await journal.read(0, journal.length())) {
    const [key, expiresAtMs] = JSON.parse(Buffer.from(record).toString()) as [string, number];
    expiries.set(key, expiresAtMs);
  }
  return {
    useOnce: async (key, expiresAtMs) => {
      if (expiries.has(key)) return false;
      expiries.set(key, expiresAtMs);
      await journal.append(entryOf([key, expiresAtMs]));
      return true;
    },
    forget: async (nowMs) => {
      for (const [key, expiresAtMs] of expiries) if (expiresAtMs <= nowMs) expiries.delete(key);
      if (journal.length() > 2 * expiries.size + leastForgotten)
        await journal.replace(() => [...expiries].map(entryOf));
    },
  };
};

/** So that a journal of few nonces is not written anew all the time. */
const leastForgotten = 1_000;

const entryOf = (nonce: readonly [key: string, expiresAtMs: number]): Uint8Array =>
  Buffer.from(JSON.stringify(nonce));
