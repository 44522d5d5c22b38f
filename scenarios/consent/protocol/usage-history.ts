/** A server's usage log read back: the batches that ended, and what is still open. */
import { bytesToHex, type Hex, hexToBytes } from '../../../sim/index.ts';
import { leafOf } from '../merkle-tree.ts';
import type { AppendOnlyLog } from '../server/stores/store.ts';
import { hashOfHex } from './static-words.ts';

export interface EndedBatch {
  readonly batch: number;
  /** The head of the hash chain before its first access. */
  readonly previousHead: Hex;
  readonly records: readonly Hex[];
  readonly leaves: readonly Hex[];
}

export interface UsageHistory {
  readonly batches: readonly EndedBatch[];
  readonly head: Hex;
  readonly openLeaves: Hex[];
  readonly nextBatch: number;
}

export const firstHead: Hex = `0x${'00'.repeat(32)}`;

export const chainHead = (head: Hex, leaf: Hex): Hex => hashOfHex(`${head}${leaf.slice(2)}` as Hex);

/** The first byte of an entry: an access, or the end of a batch. */
const marks = { access: 0, batchEnd: 1 } as const;

export const accessEntry = (record: Hex): Uint8Array =>
  Buffer.concat([Uint8Array.of(marks.access), hexToBytes(record)]);
export const batchEndEntry: Uint8Array = Uint8Array.of(marks.batchEnd);

const pageLength = 1_000;

export const readUsageLog = async (log: AppendOnlyLog): Promise<UsageHistory> => {
  const batches: EndedBatch[] = [];
  let head = firstHead;
  let open = { previousHead: head, records: [] as Hex[], leaves: [] as Hex[] };
  for (let from = 0; ; from += pageLength) {
    const page = await log.read(from, pageLength);
    for (const entry of page) {
      if (entry[0] === marks.batchEnd) {
        batches.push({ batch: batches.length, ...open });
        open = { previousHead: head, records: [], leaves: [] };
      } else {
        const record = bytesToHex(entry.subarray(1));
        open.records.push(record);
        open.leaves.push(leafOf(record));
        head = chainHead(head, open.leaves.at(-1) as Hex);
      }
    }
    if (page.length < pageLength)
      return { batches, head, openLeaves: open.leaves, nextBatch: batches.length };
  }
};
