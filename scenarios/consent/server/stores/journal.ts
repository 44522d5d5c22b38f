/**
 * An append-only file of records. Each is its length, its CRC-32 and its bytes; what comes in while a write is under
 * way is written together next, with one sync for all. A torn record at the end is of a write that nobody was told had
 * happened, and is cut off on opening. It can be written anew with other records, aside, and moved into place whole: a crash leaves the
 * old one or the new one. After a write or sync has failed nobody knows what is on disk, so nothing more is
 * accepted until the file is opened again.
 */
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { BenchError, exitCodes } from '../../../../sim/index.ts';
import { moveDurably, sync, writeAside } from './durable-files.ts';
import { endsOfWhole, framed, headBytes } from './journal-frames.ts';

export interface Journal {
  /** Resolves to the record's number once it is on disk. */
  append(record: Uint8Array): Promise<number>;
  read(fromIndex: number, count: number): Promise<Uint8Array[]>;
  length(): number;
  /**
   * Puts other records in place of all. `records` is asked when every earlier append has ended and no later one has begun. When it
   * rejects the journal is as it was, or broken.
   */
  replace(records: () => readonly Uint8Array[]): Promise<void>;
  close(): Promise<void>;
}

interface Replacement {
  records(): readonly Uint8Array[];
  resolve(): void;
  reject(reason: unknown): void;
}

interface Waiting {
  readonly record: Uint8Array;
  resolve(index: number): void;
  reject(reason: unknown): void;
}

/** `writeFolder` is for a new version of the file while it is being written (`openWriteFolder`). */
export const openJournal = async (file: string, writeFolder: string): Promise<Journal> => {
  let handle = await open(file, 'a+');
  await sync(dirname(file));
  let ends = endsOfWhole(await handle.readFile());
  const offsetOf = (index: number): number => ends[index - 1] ?? 0;
  await handle.truncate(offsetOf(ends.length));
  let waiting: Waiting[] = [];
  const replacements: Replacement[] = [];
  let writing: Promise<void> | undefined;
  let fault: JournalBroken | undefined;

  const write = async (batch: readonly Waiting[]): Promise<void> => {
    try {
      if (fault !== undefined) throw fault;
      await handle.appendFile(framed(batch.map(({ record }) => record)));
      await handle.datasync();
      for (const { record, resolve } of batch)
        resolve(ends.push(offsetOf(ends.length) + headBytes + record.length) - 1);
    } catch (cause) {
      fault ??= new JournalBroken(cause);
      for (const { reject } of batch) reject(fault);
    }
  };
  const moveIn = async (aside: string, bytes: Buffer): Promise<void> => {
    const before = handle;
    try {
      await moveDurably(aside, file);
      handle = await open(file, 'a+');
      ends = endsOfWhole(bytes);
    } catch (cause) {
      fault ??= new JournalBroken(cause);
      throw fault;
    }
    await before.close();
  };
  const replaceNow = async ({ records, resolve, reject }: Replacement): Promise<void> => {
    try {
      if (fault !== undefined) throw fault;
      const bytes = framed(records());
      await moveIn(await writeAside(file, bytes, writeFolder), bytes);
      resolve();
    } catch (error) {
      reject(error);
    }
  };
  const writeAll = async (): Promise<void> => {
    while (waiting.length > 0 || replacements.length > 0) {
      const batch = waiting;
      waiting = [];
      if (batch.length > 0) await write(batch);
      const replacement = replacements.shift();
      if (replacement !== undefined) await replaceNow(replacement);
    }
    writing = undefined;
  };

  return {
    append: (record) =>
      new Promise((resolve, reject) => {
        waiting.push({ record, resolve, reject });
        writing ??= writeAll();
      }),
    read: async (fromIndex, count) => {
      const last = Math.min(fromIndex + count, ends.length);
      const [start, end] = [offsetOf(fromIndex), offsetOf(last)];
      if (end <= start) return [];
      const { buffer } = await handle.read(Buffer.alloc(end - start), 0, end - start, start);
      return Array.from({ length: last - fromIndex }, (_, i) =>
        buffer.subarray(offsetOf(fromIndex + i) + headBytes - start, offsetOf(fromIndex + i + 1) - start),
      );
    },
    length: () => ends.length,
    replace: (records) =>
      new Promise((resolve, reject) => {
        replacements.push({ records, resolve, reject });
        writing ??= writeAll();
      }),
    close: async () => {
      await writing;
      await handle.close();
    },
  };
};

export class JournalBroken extends BenchError {
  override readonly name = 'JournalBroken';
  constructor(cause: unknown) {
    super('a write to the journal failed: nothing more is accepted until it is opened again', {
      code: 'JOURNAL_BROKEN',
      exitCode: exitCodes.scenarioFailed,
      hint: 'look for a full disk or a lost mount, then start the server again',
      cause,
    });
  }
}
