/**
 * Who signed a typed transaction, straight from its bytes. The library would encode the decoded fields once more to
 * hash them; but encodings are canonical (its decoder refuses any other), so the signed message is the very bytes
 * without the signature, under a shorter list header. EIP-2718, EIP-2930, EIP-1559, EIP-4844, EIP-7702:
 * type ‖ rlp([fields…, yParity, r, s]) carries the signature of keccak256(type ‖ rlp([fields…])).
 */
import { keccak256, recover } from './crypto.ts';

/** Yellow Paper, appendix B: the first byte of an item says whether it is text or a list, and how long. */
const text = 0x80;
const list = 0xc0;
const longestShort = 55;

/** Where the item at `at` has its content, and where it ends. */
interface Item {
  readonly start: number;
  readonly end: number;
}

const itemAt = (bytes: Uint8Array, at: number): Item => {
  const first = bytes[at] as number;
  if (first < text) return { start: at, end: at + 1 };
  const length = first - (first < list ? text : list);
  if (length <= longestShort) return { start: at + 1, end: at + 1 + length };
  const start = at + 1 + length - longestShort;
  return { start, end: start + bigEndian(bytes.subarray(at + 1, start)) };
};

const bigEndian = (bytes: Uint8Array): number => bytes.reduce((number, byte) => number * 256 + byte, 0);

const listHeader = (length: number): readonly number[] => {
  if (length <= longestShort) return [list + length];
  const digits: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) digits.unshift(rest % 256);
  return [list + longestShort + digits.length, ...digits];
};

const signedMessage = (type: number, fields: Uint8Array): Uint8Array => {
  const header = listHeader(fields.length);
  const message = new Uint8Array(1 + header.length + fields.length);
  message[0] = type;
  message.set(header, 1);
  message.set(fields, 1 + header.length);
  return message;
};

/** The signer's 64-byte public key. `raw` has been decoded as a signed typed transaction. Throws when there is none. */
export const typedSigner = (raw: Uint8Array): Uint8Array => {
  const { start } = itemAt(raw, 1);
  const items: Item[] = [];
  for (let at = start; at < raw.length; at = items.at(-1)?.end ?? raw.length) items.push(itemAt(raw, at));
  const [yParity, r, s] = items.slice(-3) as [Item, Item, Item];
  const fieldsEnd = items.at(-4)?.end ?? start;
  const compact = new Uint8Array(64);
  compact.set(raw.subarray(r.start, r.end), 32 - (r.end - r.start));
  compact.set(raw.subarray(s.start, s.end), 64 - (s.end - s.start));
  const recovery = yParity.start === yParity.end ? 0 : (raw[yParity.start] as number);
  const message = signedMessage(raw[0] as number, raw.subarray(start, fieldsEnd));
  return recover(keccak256(message), { compact, recovery });
};
