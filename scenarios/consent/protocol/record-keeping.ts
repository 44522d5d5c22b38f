/**
 * How records come into a server and leave it. The bytes are acknowledged by the store before the chain hears of them, so a pointer never
 * leads to nothing; a blob is named by its content, so storing a new version never touches an old one.
 */
import { type Address, bytesToHex, type Hex, keccak256 } from '../../../sim/index.ts';
import { type KeptContent, keyName } from './custody.ts';
import { sealAddress } from './encrypted-address.ts';
import { contentHashOf, contentIdOf, sealRecord } from './sealed-record.ts';
import type { ServerParts } from './server-parts.ts';

export interface RecordName {
  readonly sp: Address;
  /** 256 random bits, derived from nothing. */
  readonly recordId: Hex;
  /** The one that the registration on the chain will have: one more than now. */
  readonly version: number;
}

/** What the chain is to be told: the arguments of `setPointer`, to be sent by the patient or the custodian. */
export interface KeptRecord extends Omit<RecordName, 'version'> {
  readonly mdrs: Address;
  readonly contentHash: Hex;
  readonly ciphertext: Hex;
}

export interface RecordKeeping {
  /** Mode A: the server seals the record and keeps the key. */
  keep(name: RecordName, plaintext: Uint8Array): Promise<KeptRecord>;
  /** Mode B: sealed by the patient's side; the server never has the key. */
  keepSealed(name: RecordName, bytes: Uint8Array): Promise<KeptRecord>;
  /** Mode B: what one member of staff opens a version with. */
  keepWrappedKey(content: KeptContent, ms: Address, wrapped: Uint8Array): Promise<void>;
  /** Mode A: destroys the key, which erases all copies of the bytes, then removes the bytes as well. */
  erase(content: KeptContent): Promise<void>;
}

/** In `ServerStore.pointers`: two patients may choose the same id. */
export const pointerName = (sp: Address, recordId: Hex): string => `${sp}.${recordId}`;

type Parts = Pick<
  ServerParts,
  'address' | 'addresses' | 'deployment' | 'encryptionKeys' | 'entropy' | 'store'
>;

export const createRecordKeeping = ({
  address: mdrs,
  addresses,
  deployment,
  encryptionKeys,
  entropy,
  store,
}: Parts): RecordKeeping => {
  const keepSealed = async (
    { sp, recordId, version }: RecordName,
    bytes: Uint8Array,
  ): Promise<KeptRecord> => {
    const contentHash = contentHashOf(bytes);
    const cid = contentIdOf(contentHash);
    await store.blobs.put(cid, bytes);
    const subject = { sp, mdrs, recordId, contentHash, version };
    const locator = { kind: 'cid', locator: cid } as const;
    const wire = await sealAddress(deployment, subject, locator, encryptionKeys.publicKey, entropy);
    await store.pointers.put(pointerName(sp, recordId), wire);
    addresses.remember(subject, bytesToHex(keccak256(wire)), locator);
    return { sp, recordId, mdrs, contentHash, ciphertext: bytesToHex(wire) };
  };
  return {
    async keep(name, plaintext) {
      const { bytes, dataKey, contentHash } = sealRecord(plaintext, entropy);
      await store.dataKeys.put(keyName('A', { sp: name.sp, contentHash }, mdrs), dataKey);
      return keepSealed(name, bytes);
    },
    keepSealed,
    keepWrappedKey: (content, ms, wrapped) => store.dataKeys.put(keyName('B', content, ms), wrapped),
    async erase(content) {
      await store.dataKeys.delete(keyName('A', content, mdrs));
      await store.blobs.delete(contentIdOf(content.contentHash));
    },
  };
};
