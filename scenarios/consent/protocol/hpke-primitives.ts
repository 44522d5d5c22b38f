/**
 * The primitives that HPKE is put together from, on `node:crypto` at once. @hpke/core itself asks WebCrypto, which answers from another thread,
 * a dozen times for each message: most of a message's time is spent on the way there and back. What is computed is the same.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  diffieHellman,
  hkdfSync,
  type KeyObject,
} from 'node:crypto';
import { Aes256Gcm, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core';

type Bytes = ArrayBufferLike | ArrayBufferView;

const viewOf = (bytes: Bytes): Uint8Array =>
  ArrayBuffer.isView(bytes)
    ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    : new Uint8Array(bytes);

/** Given bare bytes, Node finds out by an exception that they are no key yet, which costs more than the hash itself. */
const keyOf = (bytes: Bytes): KeyObject => createSecretKey(viewOf(bytes));

/** A buffer of its own: Node's small ones share a pool. */
const ownBuffer = (bytes: Uint8Array): ArrayBuffer => Uint8Array.from(bytes).buffer;

const hashByteCount = 32;

/** RFC 5869 with SHA-256. RFC 9180 §4: an empty salt is one of zeros. */
export const createHkdf = (): HkdfSha256 =>
  Object.assign(new HkdfSha256(), {
    async extract(salt: Bytes, ikm: Bytes) {
      const key = salt.byteLength === 0 ? new Uint8Array(hashByteCount) : salt;
      return ownBuffer(createHmac('sha256', keyOf(key)).update(viewOf(ikm)).digest());
    },
    async expand(prk: Bytes, info: Bytes, byteCount: number) {
      const blocks: Buffer[] = [];
      for (let number = 1; (number - 1) * hashByteCount < byteCount; number += 1) {
        const hmac = createHmac('sha256', keyOf(prk)).update(blocks.at(-1) ?? new Uint8Array());
        blocks.push(hmac.update(viewOf(info)).update(Uint8Array.of(number)).digest());
      }
      return ownBuffer(Buffer.concat(blocks).subarray(0, byteCount));
    },
    extractAndExpand: async (salt: Bytes, ikm: Bytes, info: Bytes, byteCount: number) =>
      hkdfSync('sha256', keyOf(ikm), viewOf(salt), viewOf(info), byteCount),
  });

const tagByteCount = 16;

export const createAes256Gcm = (): Aes256Gcm =>
  Object.assign(new Aes256Gcm(), {
    createEncryptionContext: (key: Bytes) => {
      const secret = keyOf(key);
      return {
        async seal(iv: Bytes, plaintext: Bytes, aad: Bytes) {
          const cipher = createCipheriv('aes-256-gcm', secret, viewOf(iv)).setAAD(viewOf(aad));
          const ciphertext = [cipher.update(viewOf(plaintext)), cipher.final(), cipher.getAuthTag()];
          return ownBuffer(Buffer.concat(ciphertext));
        },
        async open(iv: Bytes, ciphertext: Bytes, aad: Bytes) {
          const bytes = viewOf(ciphertext);
          const options = { authTagLength: tagByteCount }; // or a shorter tag would do
          const decipher = createDecipheriv('aes-256-gcm', secret, viewOf(iv), options).setAAD(viewOf(aad));
          decipher.setAuthTag(bytes.subarray(-tagByteCount));
          return ownBuffer(
            Buffer.concat([decipher.update(bytes.subarray(0, -tagByteCount)), decipher.final()]),
          );
        },
      };
    },
  });

/** RFC 8410 §7 and §4: what stands before the 32 bytes of an X25519 key in PKCS #8 and in SubjectPublicKeyInfo. */
const privatePrefix = Buffer.from('302e020100300506032b656e04220420', 'hex');
const publicPrefix = Buffer.from('302a300506032b656e032100', 'hex');
const keyByteCount = 32;

/** RFC 7468. Given bytes, Node throws and catches up to four errors within to find out that they are no key object; text it reads in half the time. */
const pemOf = (label: string, prefix: Uint8Array, bytes: Uint8Array): string =>
  `-----BEGIN ${label}-----\n${Buffer.concat([prefix, bytes]).toString('base64')}\n-----END ${label}-----\n`;

export interface X25519Pair {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** The encoding of a public key, RFC 7748 §6.1. */
export const writePublicKey = (key: KeyObject): Buffer =>
  Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url');

/** Throws for what is no public key. */
export const readPublicKey = (bytes: Uint8Array): KeyObject => {
  if (bytes.length !== keyByteCount) throw new RangeError(`A public key has ${keyByteCount} bytes`);
  return createPublicKey(pemOf('PUBLIC KEY', publicPrefix, bytes));
};

const readPrivateKey = (bytes: Uint8Array): X25519Pair => {
  const privateKey = createPrivateKey(pemOf('PRIVATE KEY', privatePrefix, bytes));
  return { privateKey, publicKey: createPublicKey(privateKey) };
};

/** What a sender and a recipient tell the KEM; the library passes them through as they are. */
export interface Encapsulation {
  readonly recipientPublicKey: KeyObject;
  readonly ekm: Uint8Array;
}
export interface Decapsulation {
  readonly recipientKey: X25519Pair;
  readonly enc: Uint8Array;
}

const label = (text: string): Uint8Array => new TextEncoder().encode(text);
const nothing = new Uint8Array();

/** RFC 9180 §4.1, DHKEM(X25519, HKDF-SHA256) in base mode. */
export const createKem = () => {
  const hkdf = createHkdf();
  hkdf.init(Uint8Array.of(...label('KEM'), 0x00, 0x20)); // §4.1: suite_id = "KEM" | kem_id
  const secretInfo = hkdf.buildLabeledInfo(label('sk'), nothing, keyByteCount);
  /** §7.1.3: its LabeledExtract and LabeledExpand, in one go. */
  const derive = async (ikm: Uint8Array): Promise<X25519Pair> => {
    const labeled = hkdf.buildLabeledIkm(label('dkp_prk'), ikm);
    const secret = await hkdf.extractAndExpand(nothing.buffer, labeled, secretInfo, keyByteCount);
    return readPrivateKey(new Uint8Array(secret));
  };
  const agree = (privateKey: KeyObject, publicKey: KeyObject, context: readonly Uint8Array[]) => {
    const ikm = hkdf.buildLabeledIkm(label('eae_prk'), diffieHellman({ privateKey, publicKey }));
    const info = hkdf.buildLabeledInfo(label('shared_secret'), Buffer.concat(context), hashByteCount);
    return hkdf.extractAndExpand(nothing.buffer, ikm, info, hashByteCount);
  };
  const basis = new DhkemX25519HkdfSha256();
  const kem = Object.assign(basis, {
    async encap({ recipientPublicKey, ekm }: Encapsulation) {
      const own = await derive(ekm);
      const enc = writePublicKey(own.publicKey);
      const context = [enc, writePublicKey(recipientPublicKey)];
      const sharedSecret = await agree(own.privateKey, recipientPublicKey, context);
      return { enc: ownBuffer(enc), sharedSecret };
    },
    decap: async ({ recipientKey: { privateKey, publicKey }, enc }: Decapsulation) =>
      agree(privateKey, readPublicKey(enc), [enc, writePublicKey(publicKey)]),
  });
  return { kem: kem as unknown as DhkemX25519HkdfSha256, derive };
};
