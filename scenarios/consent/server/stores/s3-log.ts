/**
 * A log of objects named by their number. Each is created on the condition that there is none of that number yet; who
 * loses tries the next, so numbers have no gap, however many servers write. A client retries a request whose answer
 * was lost, and would then lose against itself: every attempt carries a mark by which it knows its own.
 */
import { randomUUID } from 'node:crypto';
import { createOneAtATime } from './one-at-a-time.ts';
import type { Objects } from './s3-objects.ts';
import type { AppendOnlyLog } from './store.ts';

/** Names sort as numbers do. */
const digitCount = 15;

export const openObjectLog = async (objects: Objects, prefix: string): Promise<AppendOnlyLog> => {
  const nameOf = (index: number): string => prefix + String(index).padStart(digitCount, '0');
  const oneAtATime = createOneAtATime();
  let knownLength = 0;

  /** What others have written since is listed from what is known. */
  const length = async (): Promise<number> => {
    const after = knownLength === 0 ? prefix : nameOf(knownLength - 1);
    for await (const name of objects.list(prefix, after))
      knownLength = Math.max(knownLength, Number(name.slice(prefix.length)) + 1);
    return knownLength;
  };

  const append = async (entry: Uint8Array): Promise<number> => {
    const writer = randomUUID();
    for (;;) {
      const index = knownLength;
      const isOurs =
        (await objects.create(nameOf(index), entry, writer)) ||
        (await objects.writerOf(nameOf(index))) === writer;
      knownLength = Math.max(knownLength, index + 1);
      if (isOurs) return index;
    }
  };

  await length();
  return {
    append: (entry) => oneAtATime(() => append(entry)),
    read: async (fromIndex, count) => {
      const wantedCount = Math.max(0, Math.min(count, (await length()) - fromIndex));
      const names = Array.from({ length: wantedCount }, (_, i) => nameOf(fromIndex + i));
      const entries = await Promise.all(names.map((name) => objects.get(name)));
      return entries.filter((entry) => entry !== undefined);
    },
    length,
  };
};
