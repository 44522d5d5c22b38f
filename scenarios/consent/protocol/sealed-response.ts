/**
 * What the server releases, sealed to the key that the signed request names, so that nobody on the way reads it and no other request's
 * answer can be put in its place. Plaintext: length of the key (1 byte), key, sealed record. The reader gets the record as it is
 * registered, not as the server says it reads, and checks it against the hash on the chain.
 */
import type { Hex } from '../../../sim/index.ts';
import { hexToBytes } from '../../../sim/index.ts';
import { type Binding, type EncryptionKeys, open, seal } from './hpke.ts';

export interface ResponseContent {
  /** The data key; in mode B sealed to the staff. */
  readonly key: Uint8Array;
  readonly bytes: Uint8Array;
}

export const sealResponse = (
  requestHash: Hex,
  responseKey: Hex,
  { key, bytes }: ResponseContent,
  ephemeral: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array> => {
  const plaintext = Buffer.concat([Uint8Array.of(key.length), key, bytes]);
  return seal(hexToBytes(responseKey), bindingOf(requestHash), plaintext, ephemeral);
};

export const openResponse = async (
  requestHash: Hex,
  sealed: Uint8Array,
  keys: EncryptionKeys,
): Promise<ResponseContent | undefined> => {
  const plaintext = await open(keys, bindingOf(requestHash), sealed);
  if (plaintext === undefined) return undefined;
  const keyEnd = 1 + (plaintext[0] ?? 0);
  return { key: plaintext.slice(1, keyEnd), bytes: plaintext.slice(keyEnd) };
};

const bindingOf = (requestHash: Hex): Binding => ({
  info: new TextEncoder().encode('medconsent/response/v1'),
  aad: hexToBytes(requestHash),
});
