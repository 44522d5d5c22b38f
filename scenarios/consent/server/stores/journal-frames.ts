/** Records of a journal as bytes: each has its length and its CRC-32 in front. */
import { crc32 } from 'node:zlib';

export const headBytes = 8;

export const framed = (records: readonly Uint8Array[]): Buffer =>
  Buffer.concat(records.flatMap((record) => [headOf(record), record]));

const headOf = (record: Uint8Array): Buffer => {
  const head = Buffer.alloc(headBytes);
  head.writeUInt32BE(record.length, 0);
  head.writeUInt32BE(crc32(record), 4);
  return head;
};

/** Where each record ends, up to the first that is torn. */
export const endsOfWhole = (bytes: Buffer): number[] => {
  const ends: number[] = [];
  for (let start = 0; start + headBytes <= bytes.length; start = ends.at(-1) ?? 0) {
    const end = start + headBytes + bytes.readUInt32BE(start);
    if (end > bytes.length) break;
    if (crc32(bytes.subarray(start + headBytes, end)) !== bytes.readUInt32BE(start + 4)) break;
    ends.push(end);
  }
  return ends;
};
