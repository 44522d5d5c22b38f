/**
 * Signatures by the keys of accounts over 32-byte hashes, in the one form that this protocol takes: r, s and v as 65 bytes, low s, v 27 or
 * 28. The same statement has other signatures that recover to the same account (high s, the 64 bytes of EIP-2098), and
 * libraries accept them; here they are refused, and requests are told apart by their nonce, never by their signature.
 */
import {
  type Address,
  addressOf,
  type Hex,
  hexToBytes,
  publicKeyToAddress,
  recover,
  signHash,
} from '../../../sim/index.ts';

export interface AccountKey {
  readonly address: Address;
  sign(hash: Hex): Hex;
}

export const accountKey = (privateKey: Uint8Array): AccountKey => ({
  address: addressOf(privateKey),
  sign: (hash) => signHash(hash, privateKey),
});

/** SEC 2 §2.4.1: half the order of secp256k1's group; EIP-2 calls anything above it high. */
const halfOrder = '7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0';

/** Undefined for any other form, and where no account could have signed. */
export const signerOf = (hash: Hex, signature: Hex): Address | undefined => {
  const digits = signature.slice(2).toLowerCase();
  const recovery = { '1b': 0, '1c': 1 }[digits.slice(128)];
  if (digits.length !== 130 || recovery === undefined || digits.slice(64, 128) > halfOrder) return undefined;
  const compact = hexToBytes(`0x${digits.slice(0, 128)}`);
  try {
    return publicKeyToAddress(recover(hexToBytes(hash), { compact, recovery }));
  } catch {
    return undefined;
  }
};
