/** The forms of what is posted to a server beside requests to read: each a signed message, some with what it speaks of. */
import { z } from 'zod';
import { address, base64, envelope, whole, wholeText, word, wrappedKey } from './wire-form.ts';

const dated = { mdrs: address, nonce: word, issuedAt: whole(53), expiresAt: whole(53) };
const record = { sp: address, recordId: word, version: whole(32), digest: word };

/** Of a record as it is sent, sealed. Bundles have some kilobytes; images lie elsewhere, and records point to them. */
export const maxContentByteCount = 262_144;

export const postForms = {
  /** A signed withdrawal. It has an end of its own, and may be sent again. */
  revocation: z.strictObject({
    ...envelope,
    request: z.strictObject({
      ...{ sp: address, ms: address, throughEpoch: whole(32), reason: word, deadline: wholeText },
    }),
  }),
  usage: z.strictObject({ ...envelope, request: z.strictObject({ sp: address, ...dated }) }),
  record: z.strictObject({
    ...envelope,
    request: z.strictObject({ ...record, by: address, ...dated }),
    content: base64(maxContentByteCount),
  }),
  /** Custody mode B. */
  key: z.strictObject({
    ...envelope,
    request: z.strictObject({ ...record, ms: address, ...dated }),
    wrapped: wrappedKey,
  }),
} as const;

export type PostKind = keyof typeof postForms;
export type Post<Kind extends PostKind> = z.output<(typeof postForms)[Kind]>;

const messageLength = 4_096; // a contract wallet's signature has up to 2,050 characters, the rest under 1,500
export const maxPostLengths: Readonly<Record<PostKind, number>> = {
  revocation: messageLength,
  usage: messageLength,
  record: messageLength + 4 * Math.ceil(maxContentByteCount / 3),
  key: messageLength,
};
