/**
 * An append-only file of records. Each is its length, its CRC-32 and its bytes; what comes in while a write is under
 * way is written together next, with one sync for all. A torn record at the end is of a write that nobody was told had
 * happened, and is cut off on opening. After a write or sync has failed nobody knows what is on disk, so nothing more is
 * accepted until the file is opened again.
 */
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { crc32 } from 'node:zlib';
import { BenchError, exitCodes } from '../../../../sim/index.ts';
import { sync } from './durable-files.ts';

export interface Journal {
  /** Resolves to the record's number once it is on disk. */
  append(record: Uint8Array): Promise<number>;
  read(fromIndex: number, count: number): Promise<Uint8Array[]>;
  length(): number;
  close(): Promise<void>;
}

const headBytes = 8;

interface Waiting {
  readonly record: Uint8Array;
  resolve(index: number): void;
  reject(reason: unknown): void;
}

export const openJournal = async (file: string): Promise<Journal> => {
  const handle = await open(file, 'a+');
  await sync(dirname(file));
  const ends = endsOfWhole(await handle.readFile());
  const offsetOf = (index: number): number => ends[index - 1] ?? 0;
  await handle.truncate(offsetOf(ends.length));
  let waiting: Waiting[] = [];
  let writing: Promise<void> | undefined;
  let fault: JournalBroken | undefined;

  const write = async (batch: readonly Waiting[]): Promise<void> => {
    try {
      if (fault !== undefined) throw fault;
      await handle.appendFile(Buffer.concat(batch.flatMap(({ record }) => [headOf(record), record])));
      await handle.datasync();
      for (const { record, resolve } of batch)
        resolve(ends.push(offsetOf(ends.length) + headBytes + record.length) - 1);
    } catch (cause) {
      fault ??= new JournalBroken(cause);
      for (const { reject } of batch) reject(fault);
    }
  };
  const writeAll = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      await write(batch);
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
    close: async () => {
      await writing;
      await handle.close();
    },
  };
};

const headOf = (record: Uint8Array): Buffer => {
  const head = Buffer.alloc(headBytes);
  head.writeUInt32BE(record.length, 0);
  head.writeUInt32BE(crc32(record), 4);
  return head;
};

/** Where each record ends, up to the first that is torn. */
const endsOfWhole = (bytes: Buffer): number[] => {
  const ends: number[] = [];
  for (let start = 0; start + headBytes <= bytes.length; start = ends.at(-1) ?? 0) {
    const end = start + headBytes + bytes.readUInt32BE(start);
    if (end > bytes.length) break;
    if (crc32(bytes.subarray(start + headBytes, end)) !== bytes.readUInt32BE(start + 4)) break;
    ends.push(end);
  }
  return ends;
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
