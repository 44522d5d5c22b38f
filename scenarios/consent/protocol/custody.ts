/**
 * Who can read at the server. Mode A: the server keeps data keys and is trusted with plaintext, though not with policy. Mode B: it keeps
 * each data key sealed to each member of staff who was granted access, and cannot read; later versions get new keys, sealed to those who are
 * then granted. In neither can anybody stop a lawful reader from copying.
 */
import { encodePacked } from 'ox/AbiParameters';
import { type Address, type Hex, hexToBytes } from '../../../sim/index.ts';
import type { Entropy } from './entropy.ts';
import { type Binding, type EncryptionKeys, open, seal } from './hpke.ts';

export type CustodyMode = 'A' | 'B';

/** What a data key opens: sealed bytes, as kept for one patient. */
export interface KeptContent {
  readonly sp: Address;
  readonly contentHash: Hex;
}

/**
 * The name of a data key in `ServerStore.dataKeys`. Anybody can register anybody's content hash, which is public, under an own name, and seal an
 * address that leads there; the key is found for the patient alone for whom the content was kept. A content hash is of one
 * sealing, so no later key takes the place of an earlier one.
 */
export const keyName = (mode: CustodyMode, { sp, contentHash }: KeptContent, ms: Address): string =>
  mode === 'A' ? `${sp}.${contentHash}` : `${sp}.${contentHash}.${ms}`;

export interface KeySubject {
  readonly recordId: Hex;
  readonly version: number;
  readonly ms: Address;
}

export const wrapDataKey = (
  subject: KeySubject,
  dataKey: Uint8Array,
  staffKey: Uint8Array,
  entropy: Entropy,
): Promise<Uint8Array> => seal(staffKey, bindingOf(subject), dataKey, entropy(32));

export const unwrapDataKey = (
  subject: KeySubject,
  wrapped: Uint8Array,
  keys: EncryptionKeys,
): Promise<Uint8Array | undefined> => open(keys, bindingOf(subject), wrapped);

const bindingOf = ({ recordId, version, ms }: KeySubject): Binding => ({
  info: new TextEncoder().encode('medconsent/key/v1'),
  aad: hexToBytes(encodePacked(['bytes32', 'uint32', 'address'], [recordId, version, ms])),
});
