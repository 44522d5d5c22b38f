/**
 * A record on its way to the server. In custody mode A it is sealed to the server's key, for the patient, uploader and version that it is for, so that
 * nobody on the way reads it and its hash says nothing; in mode B it is what the patient's side sealed for good.
 */
import { createHash } from 'node:crypto';
import { encodePacked } from 'ox/AbiParameters';
import { bytesToHex, type Hex, hexToBytes } from '../../../sim/index.ts';
import type { RecordUpload } from './access-messages.ts';
import type { Entropy } from './entropy.ts';
import { type Binding, type EncryptionKeys, open, seal } from './hpke.ts';

export type UploadSubject = Pick<RecordUpload, 'sp' | 'by' | 'mdrs' | 'recordId' | 'version'>;

export const sealUpload = (
  subject: UploadSubject,
  plaintext: Uint8Array,
  serverKey: Uint8Array,
  entropy: Entropy,
): Promise<Uint8Array> => seal(serverKey, bindingOf(subject), plaintext, entropy(32));

export const openUpload = (
  subject: UploadSubject,
  content: Uint8Array,
  keys: EncryptionKeys,
): Promise<Uint8Array | undefined> => open(keys, bindingOf(subject), content);

export const digestOf = (bytes: Uint8Array): Hex => bytesToHex(createHash('sha256').update(bytes).digest());

const bindingOf = ({ sp, by, mdrs, recordId, version }: UploadSubject): Binding => ({
  info: new TextEncoder().encode('medconsent/upload/v1'),
  aad: hexToBytes(
    encodePacked(['address', 'address', 'address', 'bytes32', 'uint32'], [sp, by, mdrs, recordId, version]),
  ),
});
