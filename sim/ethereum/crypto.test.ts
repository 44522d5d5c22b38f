import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addressOf,
  keccak256Hex,
  loadSignatureLibrary,
  nobleLibrary,
  publicKeyToAddress,
  recover,
  requireAddon,
  type Signature,
  sign,
  signatureLibrary,
} from './crypto.ts';
import { bytesToHex, hexToBytes } from './hex.ts';

const hashes = fc.uint8Array({ minLength: 32, maxLength: 32 });
/** Any 32 bytes below the curve's order, which begins with 0xffffffff. */
const privateKeys = hashes.filter((key) => key[0] !== 0xff && key.some((byte) => byte !== 0));
const native = loadSignatureLibrary(requireAddon);
const noble = nobleLibrary();

const readable = ({ compact, recovery }: Signature) => ({ compact: bytesToHex(compact), recovery });

describe('keccak256', () => {
  it('hashes as the Keccak submission, before the padding of FIPS 202', () => {
    // Yellow Paper §4.3 and eq. 186: the hashes of nothing and of an empty list.
    expect(keccak256Hex(new Uint8Array(0))).toBe(
      '0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470',
    );
    expect(keccak256Hex(Uint8Array.of(0xc0))).toBe(
      '0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347',
    );
  });
});

describe('signatures', () => {
  it('are made by the addon where it loads, else by the portable library', () => {
    const fallback = loadSignatureLibrary(() => {
      throw new Error('no prebuilt binary');
    });
    expect(fallback.name).toBe('@noble/curves');
    expect(['secp256k1', '@noble/curves']).toContain(signatureLibrary().name);
  });

  it('sign(hash, key) is the same in both libraries (RFC 6979, low s)', () => {
    fc.assert(
      fc.property(hashes, privateKeys, (hash, key) => {
        expect(readable(native.sign(hash, key))).toEqual(readable(noble.sign(hash, key)));
      }),
    );
  });

  it('recover(hash, sign(hash, key)) = publicKey(key) in both libraries', () => {
    fc.assert(
      fc.property(hashes, privateKeys, (hash, key) => {
        const signature = native.sign(hash, key);
        const expected = bytesToHex(noble.publicKey(key));
        for (const library of [native, noble])
          expect(bytesToHex(library.recover(hash, signature))).toBe(expected);
        expect(bytesToHex(native.publicKey(key))).toBe(expected);
      }),
    );
  });

  it('that belong to no key are refused by both libraries', () => {
    const signature = { compact: new Uint8Array(64), recovery: 0 };
    for (const library of [native, noble])
      expect(() => library.recover(new Uint8Array(32).fill(1), signature)).toThrow();
  });

  it('are neither made nor read by the addon of anything that is not as long as it has to be', () => {
    const whole = new Uint8Array(32).fill(1);
    const signature = native.sign(whole, whole);
    for (const length of [31, 33]) {
      const wrong = new Uint8Array(length).fill(1);
      const wrongSignature = { ...signature, compact: new Uint8Array(2 * length).fill(1) };
      expect(() => native.sign(wrong, whole)).toThrow();
      expect(() => native.sign(whole, wrong)).toThrow();
      expect(() => native.recover(wrong, signature)).toThrow();
      expect(() => native.recover(whole, wrongSignature)).toThrow();
    }
  });

  it('prove the address: EIP-155, example', () => {
    const key = hexToBytes('0x4646464646464646464646464646464646464646464646464646464646464646');
    const hash = hexToBytes('0xdaf5a779ae972f972197303d7b574746c7ef83eadac0f2791ad23db92e4c8e53');
    const signature = sign(hash, key);
    expect(bytesToHex(signature.compact)).toBe(
      '0x28ef61340bd939bc2195fe537567866003e1a15d3c71ff63e1590620aa636276' +
        '67cbe9d8997f761aecb703304b3800ccf555c9f3dc64214b297fb1966a3b6d83',
    );
    expect(publicKeyToAddress(recover(hash, signature))).toBe('0x9d8a62f656a8d1615c1294fd71e9cfb3e4855a4f');
    expect(addressOf(key)).toBe('0x9d8a62f656a8d1615c1294fd71e9cfb3e4855a4f');
  });
});
