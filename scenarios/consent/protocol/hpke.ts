/**
 * Encryption to a public key: HPKE (RFC 9180) in base mode with DHKEM(X25519, HKDF-SHA256), HKDF-SHA256 and AES-256-GCM, by
 * @hpke/core on the platform's own cryptography (`hpke-primitives.ts`). One message per encapsulation. On the wire: the encapsulated key (32 bytes),
 * then the ciphertext with its tag (16 bytes more than the plaintext).
 *
 * `info` and `aad` are not sent: both sides build them from what they believe, and a message for any other belief does not open.
 */
import { CipherSuite } from '@hpke/core';
import type { Entropy } from './entropy.ts';
import {
  createAes256Gcm,
  createHkdf,
  createKem,
  type Decapsulation,
  type Encapsulation,
  readPublicKey,
  writePublicKey,
  type X25519Pair,
} from './hpke-primitives.ts';

const { kem, derive } = createKem();
const suite = new CipherSuite({ kem, kdf: createHkdf(), aead: createAes256Gcm() });

/** RFC 9180 §7.1: Nenc of DHKEM(X25519, HKDF-SHA256). */
const encapsulatedByteCount = 32;

export interface EncryptionKeys {
  /** 32 bytes, as they are registered on the chain. */
  readonly publicKey: Uint8Array;
  readonly pair: X25519Pair;
}

/** What a message is bound to beside its recipient. */
export interface Binding {
  readonly info: Uint8Array;
  readonly aad: Uint8Array;
}

export const createEncryptionKeys = async (entropy: Entropy): Promise<EncryptionKeys> => {
  const pair = await derive(entropy(32));
  return { pair, publicKey: new Uint8Array(writePublicKey(pair.publicKey)) };
};

/** `ephemeral` is 32 secret random bytes, used for this message alone. Rejects for a public key that is none. */
export const seal = async (
  recipient: Uint8Array,
  { info, aad }: Binding,
  plaintext: Uint8Array,
  ephemeral: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array> => {
  const encapsulation: Encapsulation = { recipientPublicKey: readPublicKey(recipient), ekm: ephemeral };
  const { enc, ct } = await suite.seal({ ...(encapsulation as object as Sender), info }, plaintext, aad);
  return Buffer.concat([new Uint8Array(enc), new Uint8Array(ct)]);
};

/** Undefined when the message is not for these keys under this binding, or is not what was sent. */
export const open = async (
  { pair }: EncryptionKeys,
  { info, aad }: Binding,
  wire: Uint8Array,
): Promise<Uint8Array | undefined> => {
  const enc = wire.slice(0, encapsulatedByteCount);
  const decapsulation: Decapsulation = { recipientKey: pair, enc };
  try {
    const params = { ...(decapsulation as object as Recipient), info };
    return new Uint8Array(await suite.open(params, wire.slice(encapsulatedByteCount), aad));
  } catch {
    return undefined;
  }
};

type Sender = Parameters<typeof suite.seal>[0];
type Recipient = Parameters<typeof suite.open>[0];
