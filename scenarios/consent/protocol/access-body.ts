/** A request to read on the wire: the signed message, and what the chain already knows of it. */
import { z } from 'zod';
import type { Address, Hex } from '../../../sim/index.ts';
import type { AccessRequest } from './access-messages.ts';
import type { RefusalCode } from './refusal.ts';
import { address, envelope, hexBetween, readForm, whole, word } from './wire-form.ts';

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

/** The longest valid body has under 6,000 characters: 24 proof levels, a pointer of 512 bytes, a contract wallet's signature. */
export const maxBodyLength = 8_192;
/** `RecordScope.MAX_PROOF` and `Limits.CIPHERTEXT` of the registry. */
const [maxProofLength, maxPointerByteCount] = [24, 512];

const form = z.strictObject({
  ...envelope,
  request: z.strictObject({
    ...{ grantId: word, sp: address, ms: address, mdrs: address, recordId: word, pointerHash: word },
    ...{ ops: whole(32), purpose: whole(16), nonce: word, issuedAt: whole(53), expiresAt: whole(53) },
    ...{ responseKey: word, tokenId: word.optional() },
  }),
  proof: z.array(word).max(maxProofLength),
  pointer: hexBetween(0, maxPointerByteCount),
});

export const writeBody = (body: AccessBody): string => JSON.stringify(body);

export const readBody = (text: unknown): AccessBody | Extract<RefusalCode, 'tooLarge' | 'malformed'> =>
  readForm(form, maxBodyLength, text) as AccessBody | Extract<RefusalCode, 'tooLarge' | 'malformed'>;
