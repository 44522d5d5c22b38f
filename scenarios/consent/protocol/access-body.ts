/**
 * A request to read on the wire: JSON text of bounded size and fixed form. Everything is lower-case hexadecimal or a whole number, unknown
 * fields are refused, and all of this is settled before any cryptography.
 */
import { z } from 'zod';
import type { Address, Hex } from '../../../sim/index.ts';
import type { AccessRequest } from './access-messages.ts';
import type { RefusalCode } from './refusal.ts';

export interface AccessBody {
  readonly chainId: number;
  readonly verifyingContract: Address;
  readonly request: AccessRequest;
  readonly signature: Hex;
  /** The record's place in the grant's scope. */
  readonly proof: readonly Hex[];
  /** The encrypted address, as the chain published it. */
  readonly pointer: Hex;
}

/** The longest valid body has under 4,000 characters: 24 proof levels and a pointer of 512 bytes. */
export const maxBodyLength = 8_192;
/** `RecordScope.MAX_PROOF` and `Limits.CIPHERTEXT` of the registry. */
const [maxProofLength, maxPointerByteCount] = [24, 512];

const hex = (byteCount: number) =>
  z.custom<Hex>(
    (value) => isHex(value) && value.length === 2 + 2 * byteCount,
    'not hexadecimal of this length',
  );
const isHex = (value: unknown): value is Hex =>
  typeof value === 'string' && /^0x(?:[0-9a-f]{2})*$/.test(value);
const whole = (bits: number) =>
  z
    .int()
    .min(0)
    .max(Math.min(2 ** bits - 1, Number.MAX_SAFE_INTEGER));

const address = hex(20);
const word = hex(32);
const schema = z.strictObject({
  chainId: whole(53),
  verifyingContract: address,
  request: z.strictObject({
    ...{ grantId: word, sp: address, ms: address, mdrs: address, recordId: word, pointerHash: word },
    ...{ ops: whole(32), purpose: whole(16), nonce: word, issuedAt: whole(53), expiresAt: whole(53) },
    ...{ responseKey: word, tokenId: word.optional() },
  }),
  signature: hex(65),
  proof: z.array(word).max(maxProofLength),
  pointer: z.custom<Hex>((value) => isHex(value) && value.length <= 2 + 2 * maxPointerByteCount),
});

export const writeBody = (body: AccessBody): string => JSON.stringify(body);

export const readBody = (text: unknown): AccessBody | Extract<RefusalCode, 'tooLarge' | 'malformed'> => {
  if (typeof text !== 'string') return 'malformed';
  if (text.length > maxBodyLength) return 'tooLarge';
  const parsed = schema.safeParse(parseJson(text));
  return parsed.success ? (parsed.data as AccessBody) : 'malformed';
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
