/**
 * One access in the server's usage log. Its leaf is a double hash, and it contains the hash of the request with its random nonce,
 * so leaves can be shown to everybody and tell nobody anything.
 */
import { decode } from 'ox/AbiParameters';
import type { Address, Hex } from '../../../sim/index.ts';
import { wordsOf } from './static-words.ts';

export interface UsageRecord {
  readonly requestHash: Hex;
  readonly sp: Address;
  readonly ms: Address;
  readonly recordId: Hex;
  readonly version: number;
  readonly contentHash: Hex;
  readonly ops: number;
  readonly purpose: number;
  readonly servedAt: number;
}

const parameters = [
  { type: 'bytes32', name: 'requestHash' },
  { type: 'address', name: 'sp' },
  { type: 'address', name: 'ms' },
  { type: 'bytes32', name: 'recordId' },
  { type: 'uint32', name: 'version' },
  { type: 'bytes32', name: 'contentHash' },
  { type: 'uint32', name: 'ops' },
  { type: 'uint16', name: 'purpose' },
  { type: 'uint48', name: 'servedAt' },
] as const;

export const encodeUsage = (record: UsageRecord): Hex => {
  const { requestHash, sp, ms, recordId, version, contentHash, ops, purpose, servedAt } = record;
  return wordsOf([requestHash, sp, ms, recordId, version, contentHash, ops, purpose, servedAt]);
};

export const decodeUsage = (record: Hex): UsageRecord => {
  const [requestHash, sp, ms, recordId, version, contentHash, ops, purpose, servedAt] = decode(
    parameters,
    record,
  );
  const [patient, staff] = [sp.toLowerCase() as Address, ms.toLowerCase() as Address];
  return { requestHash, sp: patient, ms: staff, recordId, version, contentHash, ops, purpose, servedAt };
};
