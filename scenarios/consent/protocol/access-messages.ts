/**
 * What is signed off the chain, as EIP-712 typed data: a request to read one record, proof that the sender holds the key of the grant's staff;
 * the server's receipt for what it released; a patient's question who read; and what the server is given to keep. The grant's id is public and no secret: it is the
 * capability only together with this signature. Field order and widths are stated once; types derive from them.
 */
import type { Address, Hex } from '../../../sim/index.ts';
import { createHashing } from '../typed-message.ts';
import type { Deployment } from './encrypted-address.ts';

const requestFields = {
  grantId: 'bytes32',
  sp: 'address',
  ms: 'address',
  mdrs: 'address',
  recordId: 'bytes32',
  pointerHash: 'bytes32',
  ops: 'uint32',
  purpose: 'uint16',
  nonce: 'bytes32',
  issuedAt: 'uint64',
  expiresAt: 'uint64',
  responseKey: 'bytes32',
} as const;

const keptFields = {
  sp: 'address',
  mdrs: 'address',
  recordId: 'bytes32',
  version: 'uint32',
  digest: 'bytes32',
  nonce: 'bytes32',
  issuedAt: 'uint64',
  expiresAt: 'uint64',
} as const;

const messages = {
  /** Token mode T2: the grant itself is the capability. */
  AccessRequest: requestFields,
  /** Token mode T1: the same with an on-chain token, which is used up. */
  TokenAccessRequest: { ...requestFields, tokenId: 'bytes32' },
  AccessReceipt: {
    requestHash: 'bytes32',
    recordId: 'bytes32',
    version: 'uint32',
    contentHash: 'bytes32',
    servedAt: 'uint64',
    blockNumber: 'uint64',
    blockHash: 'bytes32',
  },
  /** A record to keep for a patient, brought by the patient or by a provider. `digest` is SHA-256 of the content as sent. */
  RecordUpload: { ...keptFields, by: 'address' },
  /** Custody mode B: a registered version's data key for one member of staff. `digest` is SHA-256 of the wrapped key. */
  KeyDelivery: { ...keptFields, ms: 'address' },
  UsageQuery: { sp: 'address', mdrs: 'address', nonce: 'bytes32', issuedAt: 'uint64', expiresAt: 'uint64' },
} as const;

type MessageName = keyof typeof messages;
type ValueOf<Type> = Type extends 'address' ? Address : Type extends 'bytes32' ? Hex : number;
type Message<Name extends MessageName> = {
  readonly [Field in keyof (typeof messages)[Name]]: ValueOf<(typeof messages)[Name][Field]>;
};

/** Times are whole seconds since 1970, as a block's are. */
export type AccessRequest = Message<'AccessRequest'> & { readonly tokenId?: Hex };
export type AccessReceipt = Message<'AccessReceipt'>;
export type UsageQuery = Message<'UsageQuery'>;
export type RecordUpload = Message<'RecordUpload'>;
export type KeyDelivery = Message<'KeyDelivery'>;

const hashOf = createHashing('MedConsentAccess', messages);

export const accessRequestHash = (deployment: Deployment, request: AccessRequest): Hex =>
  hashOf(deployment, request.tokenId === undefined ? 'AccessRequest' : 'TokenAccessRequest', request);

export const accessReceiptHash = (deployment: Deployment, receipt: AccessReceipt): Hex =>
  hashOf(deployment, 'AccessReceipt', receipt);

export const usageQueryHash = (deployment: Deployment, query: UsageQuery): Hex =>
  hashOf(deployment, 'UsageQuery', query);

export const recordUploadHash = (deployment: Deployment, upload: RecordUpload): Hex =>
  hashOf(deployment, 'RecordUpload', upload);

export const keyDeliveryHash = (deployment: Deployment, delivery: KeyDelivery): Hex =>
  hashOf(deployment, 'KeyDelivery', delivery);
