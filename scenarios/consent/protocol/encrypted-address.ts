/**
 * Where a record lies, encrypted to the resource server that keeps it: what the chain publishes in place of an address. Patient and
 * staff never see the plaintext, so whoever loses a grant keeps nothing of use.
 *
 * Plaintext: kind (1 byte), length (1), locator, zeros up to 64 or 128 bytes, so that its length says little. Record, patient,
 * server, content and version are not repeated inside: `info` and `aad` bind them, and nothing else opens the ciphertext.
 */
import { encodePacked } from 'ox/AbiParameters';
import { type Address, type Hex, hexToBytes } from '../../../sim/index.ts';
import { type Locator, locatorKinds } from '../server/stores/store.ts';
import type { Entropy } from './entropy.ts';
import { type Binding, type EncryptionKeys, open, seal } from './hpke.ts';

/** One registry on one chain. */
export interface Deployment {
  readonly chainId: number;
  readonly verifyingContract: Address;
}

/** What an encrypted address is about: change any of it, and it does not open. */
export interface AddressSubject {
  readonly sp: Address;
  readonly mdrs: Address;
  readonly recordId: Hex;
  readonly contentHash: Hex;
  readonly version: number;
}

const paddedByteCounts = [64, 128] as const;
const headerByteCount = 2;

export const sealAddress = (
  deployment: Deployment,
  subject: AddressSubject,
  locator: Locator,
  serverKey: Uint8Array,
  entropy: Entropy,
): Promise<Uint8Array> => seal(serverKey, bindingOf(deployment, subject), encode(locator), entropy(32));

/** Undefined when it was made for another server, patient, record, version, content, contract or chain. */
export const openAddress = async (
  deployment: Deployment,
  subject: AddressSubject,
  wire: Uint8Array,
  keys: EncryptionKeys,
): Promise<Locator | undefined> => {
  const plaintext = await open(keys, bindingOf(deployment, subject), wire);
  return plaintext && decode(plaintext);
};

const bindingOf = (deployment: Deployment, subject: AddressSubject): Binding => ({
  info: hexToBytes(
    encodePacked(
      ['string', 'uint256', 'address', 'bytes32'],
      ['medconsent/ptr/v1', BigInt(deployment.chainId), deployment.verifyingContract, subject.recordId],
    ),
  ),
  aad: hexToBytes(
    encodePacked(
      ['address', 'address', 'bytes32', 'uint32'],
      [subject.sp, subject.mdrs, subject.contentHash, subject.version],
    ),
  ),
});

const encode = ({ kind, locator }: Locator): Uint8Array => {
  const text = Buffer.from(locator, 'utf8');
  const size = paddedByteCounts.find((byteCount) => text.length + headerByteCount <= byteCount);
  if (size === undefined)
    throw new RangeError(`A locator has at most ${126} bytes, not ${text.length}: use a shorter one`);
  const padded = new Uint8Array(size);
  padded.set([locatorKinds.indexOf(kind), text.length]);
  padded.set(text, headerByteCount);
  return padded;
};

const decode = (plaintext: Uint8Array): Locator | undefined => {
  const [kindIndex = -1, length = 0] = plaintext;
  const kind = locatorKinds[kindIndex];
  if (kind === undefined || headerByteCount + length > plaintext.length) return undefined;
  const text = plaintext.subarray(headerByteCount, headerByteCount + length);
  return { kind, locator: Buffer.from(text).toString('utf8') };
};
