/**
 * Encryption to a public key: HPKE (RFC 9180) in base mode with DHKEM(X25519, HKDF-SHA256), HKDF-SHA256 and AES-256-GCM, by
 * @hpke/core on the platform's own cryptography. One message per encapsulation. On the wire: the encapsulated key (32 bytes),
 * then the ciphertext with its tag (16 bytes more than the plaintext).
 *
 * `info` and `aad` are not sent: both sides build them from what they believe, and a message for any other belief does not open.
 */
import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core';
import type { Entropy } from './entropy.ts';

const suite = new CipherSuite({
  kem: new DhkemX25519HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes256Gcm(),
});

/** RFC 9180 §7.1: Nenc of DHKEM(X25519, HKDF-SHA256). */
const encapsulatedByteCount = 32;

export interface EncryptionKeys {
  /** 32 bytes, as they are registered on the chain. */
  readonly publicKey: Uint8Array;
  readonly pair: Awaited<ReturnType<typeof suite.kem.deriveKeyPair>>;
}

/** What a message is bound to beside its recipient. */
export interface Binding {
  readonly info: Uint8Array;
  readonly aad: Uint8Array;
}

export const createEncryptionKeys = async (entropy: Entropy): Promise<EncryptionKeys> => {
  const pair = await suite.kem.deriveKeyPair(entropy(32).buffer);
  return { pair, publicKey: new Uint8Array(await suite.kem.serializePublicKey(pair.publicKey)) };
};

/** `ephemeral` is 32 secret random bytes, used for this message alone. Rejects for a public key that is none. */
export const seal = async (
  recipient: Uint8Array,
  { info, aad }: Binding,
  plaintext: Uint8Array,
  ephemeral: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array> => {
  const recipientPublicKey = await suite.kem.deserializePublicKey(Uint8Array.from(recipient).buffer);
  const { enc, ct } = await suite.seal({ recipientPublicKey, info, ekm: ephemeral.buffer }, plaintext, aad);
  return Buffer.concat([new Uint8Array(enc), new Uint8Array(ct)]);
};

/** Undefined when the message is not for these keys under this binding, or is not what was sent. */
export const open = async (
  { pair }: EncryptionKeys,
  { info, aad }: Binding,
  wire: Uint8Array,
): Promise<Uint8Array | undefined> => {
  const enc = wire.slice(0, encapsulatedByteCount);
  try {
    const params = { recipientKey: pair, info, enc };
    return new Uint8Array(await suite.open(params, wire.slice(encapsulatedByteCount), aad));
  } catch {
    return undefined;
  }
};
