import { createCipheriv, createHmac, createPrivateKey, createPublicKey, diffieHellman } from 'node:crypto';
import {
  Aes128Gcm,
  Aes256Gcm,
  CipherSuite,
  DhkemP521HkdfSha512,
  DhkemX25519HkdfSha256,
  HkdfSha256,
  HkdfSha512,
} from '@hpke/core';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { createRandom } from '../../../sim/index.ts';
import { seededEntropy } from './entropy.ts';
import { createEncryptionKeys, open, seal } from './hpke.ts';
import { vectors } from './hpke-vectors.ts';

const entropy = seededEntropy(createRandom('hpke'));
const bytes = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(Buffer.from(text, 'hex'));
const text = (value: ArrayBuffer | Uint8Array): string => Buffer.from(value as Uint8Array).toString('hex');

const suites = {
  'A.1.1': { kem: new DhkemX25519HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes128Gcm() },
  'A.6.1': { kem: new DhkemP521HkdfSha512(), kdf: new HkdfSha512(), aead: new Aes256Gcm() },
};

describe.each(vectors)('RFC 9180, $section ($suite)', (vector) => {
  const suite = new CipherSuite(suites[vector.section]);
  const info = bytes(vector.info);
  const keys = () => suite.kem.deriveKeyPair(bytes(vector.ikmR).buffer);

  it('is what the library seals', async () => {
    const { publicKey } = await keys();
    expect(text(await suite.kem.serializePublicKey(publicKey))).toBe(vector.pkRm);
    const params = { recipientPublicKey: publicKey, info, ekm: bytes(vector.ikmE).buffer };
    const { enc, ct } = await suite.seal(params, bytes(vector.pt), bytes(vector.aad));
    expect([text(enc), text(ct)]).toEqual([vector.enc, vector.ct]);
  });

  it('is what the library opens', async () => {
    const params = { recipientKey: await keys(), info, enc: bytes(vector.enc) };
    expect(text(await suite.open(params, bytes(vector.ct), bytes(vector.aad)))).toBe(vector.pt);
  });
});

/** RFC 9180 §4, §5.1 and §7.1.3 once more, in the words of `node:crypto`: our suite has no vector in the RFC. */
const reference = (
  recipient: Uint8Array,
  info: Uint8Array,
  aad: Uint8Array,
  pt: Uint8Array,
  ikm: Uint8Array,
) => {
  const ascii = (value: string) => Buffer.from(value, 'ascii');
  const hmac = (key: Uint8Array, data: Uint8Array) => createHmac('sha256', key).update(data).digest();
  const labelled = (suiteId: Buffer) => ({
    extract: (salt: Uint8Array, label: string, value: Uint8Array) =>
      hmac(
        salt.length === 0 ? new Uint8Array(32) : salt,
        Buffer.concat([ascii('HPKE-v1'), suiteId, ascii(label), value]),
      ),
    expand: (prk: Uint8Array, label: string, context: Uint8Array, length: number) =>
      hmac(
        prk,
        Buffer.concat([
          Buffer.from([0, length]),
          ascii('HPKE-v1'),
          suiteId,
          ascii(label),
          context,
          Buffer.from([1]),
        ]),
      ).subarray(0, length),
  });
  const none = new Uint8Array(0);
  const kem = labelled(Buffer.concat([ascii('KEM'), bytes('0020')]));
  const hpke = labelled(Buffer.concat([ascii('HPKE'), bytes('002000010002')]));
  const secretKey = createPrivateKey({
    key: Buffer.concat([
      bytes('302e020100300506032b656e04220420'),
      kem.expand(kem.extract(none, 'dkp_prk', ikm), 'sk', none, 32),
    ]),
    format: 'der',
    type: 'pkcs8',
  });
  const publicKey = createPublicKey({
    key: Buffer.concat([bytes('302a300506032b656e032100'), recipient]),
    format: 'der',
    type: 'spki',
  });
  const enc = createPublicKey(secretKey).export({ format: 'der', type: 'spki' }).subarray(12);
  const prk = kem.extract(none, 'eae_prk', diffieHellman({ privateKey: secretKey, publicKey }));
  const shared = kem.expand(prk, 'shared_secret', Buffer.concat([enc, recipient]), 32);
  const context = Buffer.concat([
    Buffer.from([0]),
    hpke.extract(none, 'psk_id_hash', none),
    hpke.extract(none, 'info_hash', info),
  ]);
  const secret = hpke.extract(shared, 'secret', none);
  const cipher = createCipheriv(
    'aes-256-gcm',
    hpke.expand(secret, 'key', context, 32),
    hpke.expand(secret, 'base_nonce', context, 12),
  ).setAAD(aad);
  return Buffer.concat([enc, cipher.update(pt), cipher.final(), cipher.getAuthTag()]);
};

test('seal = the RFC in the words of node:crypto', async () => {
  const { publicKey } = await createEncryptionKeys(entropy);
  const some = fc.uint8Array({ maxLength: 200 });
  await fc.assert(
    fc.asyncProperty(
      some,
      some,
      some,
      fc.uint8Array({ minLength: 32, maxLength: 32 }),
      async (info, aad, pt, ikm) => {
        const sealed = await seal(publicKey, { info, aad }, pt, Uint8Array.from(ikm));
        expect(text(sealed)).toBe(text(reference(publicKey, info, aad, pt, ikm)));
      },
    ),
    { numRuns: 30 },
  );
});

test('seal = what the library seals on WebCrypto, with its own primitives', async () => {
  const { kem, kdf, aead } = {
    kem: new DhkemX25519HkdfSha256(),
    kdf: new HkdfSha256(),
    aead: new Aes256Gcm(),
  };
  const untouched = new CipherSuite({ kem, kdf, aead });
  const { publicKey } = await createEncryptionKeys(entropy);
  const [info, aad, message, ikm] = [bytes('01'), bytes('02'), bytes('0304'), entropy(32)];
  const recipientPublicKey = await kem.deserializePublicKey(Uint8Array.from(publicKey).buffer);
  const { enc, ct } = await untouched.seal({ recipientPublicKey, info, ekm: ikm.buffer }, message, aad);
  expect(text(await seal(publicKey, { info, aad }, message, ikm))).toBe(text(enc) + text(ct));
  const derived = await kem.deriveKeyPair(ikm.buffer);
  const own = await createEncryptionKeys(() => ikm);
  expect(text(own.publicKey)).toBe(text(await kem.serializePublicKey(derived.publicKey)));
});

test('a public key of small order, with which everybody would agree on zero, is refused', async () => {
  const binding = { info: bytes(''), aad: bytes('') };
  await expect(seal(new Uint8Array(32), binding, bytes('00'), entropy(32))).rejects.toThrow();
});

test('open(seal(message)) = message, under the same binding and keys alone', async () => {
  const [keys, others] = [await createEncryptionKeys(entropy), await createEncryptionKeys(entropy)];
  const [info, aad, message] = [bytes('01'), bytes('02'), bytes('0304')];
  const wire = await seal(keys.publicKey, { info, aad }, message, entropy(32));
  expect(wire).toHaveLength(32 + 2 + 16);
  expect(await open(keys, { info, aad }, wire)).toEqual(message);
  expect(await open(others, { info, aad }, wire)).toBeUndefined();
  expect(await open(keys, { info: aad, aad }, wire)).toBeUndefined();
  expect(await open(keys, { info, aad: info }, wire)).toBeUndefined();
});

test('not one changed bit, and no truncation, opens', async () => {
  const keys = await createEncryptionKeys(entropy);
  const binding = { info: bytes(''), aad: bytes('') };
  const wire = await seal(keys.publicKey, binding, bytes('a1b2'), entropy(32));
  for (let bit = 0; bit < wire.length * 8; bit += 5) {
    const spoilt = Uint8Array.from(wire, (byte, index) =>
      index === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte,
    );
    // The highest bit of an X25519 public key is ignored (RFC 7748 §5), but it is part of the key schedule.
    expect(await open(keys, binding, spoilt), `bit ${bit}`).toBeUndefined();
  }
  for (let length = 0; length < wire.length; length += 1)
    expect(await open(keys, binding, wire.slice(0, length)), `${length} bytes`).toBeUndefined();
});

test('the same entropy gives the same keys and the same ciphertext, another gives others', async () => {
  const sealedWith = async (seed: string) => {
    const own = seededEntropy(createRandom(seed));
    const keys = await createEncryptionKeys(own);
    return text(await seal(keys.publicKey, { info: bytes(''), aad: bytes('') }, bytes('00'), own(32)));
  };
  expect(await sealedWith('a')).toBe(await sealedWith('a'));
  expect(await sealedWith('a')).not.toBe(await sealedWith('b'));
});
