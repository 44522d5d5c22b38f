/**
 * Medical staff (MS): asks with a signature, and believes nothing of the answer that the chain does not confirm. A fresh response key for each
 * request means that no answer opens with a key stolen later.
 */
import { type Address, bytesToHex, type Hex } from '../../../sim/index.ts';
import { type AccessBody, writeBody } from './access-body.ts';
import {
  type AccessReceipt,
  type AccessRequest,
  accessReceiptHash,
  accessRequestHash,
} from './access-messages.ts';
import { type AccountKey, signerOf } from './account-signature.ts';
import type { PointerState } from './chain-view.ts';
import { unwrapDataKey } from './custody.ts';
import type { Deployment } from './encrypted-address.ts';
import type { Entropy } from './entropy.ts';
import { createEncryptionKeys, type EncryptionKeys } from './hpke.ts';
import type { Served } from './release.ts';
import { contentHashOf, openRecord } from './sealed-record.ts';
import { openResponse, type ResponseContent } from './sealed-response.ts';

/** What is asked for; all of it is public. */
export interface Wanted {
  readonly grantId: Hex;
  readonly sp: Address;
  readonly mdrs: Address;
  readonly recordId: Hex;
  /** The record's place in the grant's scope. */
  readonly proof: readonly Hex[];
  /** The encrypted address, from the chain's event. */
  readonly pointer: Hex;
  readonly pointerHash: Hex;
  readonly ops: number;
  readonly purpose: number;
  readonly tokenId?: Hex;
}

export interface PendingAccess {
  readonly body: AccessBody;
  /** The body as it goes over the wire. */
  readonly text: string;
  readonly requestHash: Hex;
  readonly responseKeys: EncryptionKeys;
}

export type Reading =
  | { readonly kind: 'read'; readonly plaintext: Uint8Array; readonly receipt: AccessReceipt }
  | {
      readonly kind: 'rejected';
      readonly code: 'unreadable' | 'contentMismatch' | 'wrongKey' | 'badReceipt';
    };

export interface Staff {
  readonly address: Address;
  readonly encryptionKey: Uint8Array;
  request(wanted: Wanted, nowMs: number): Promise<PendingAccess>;
  /** `registered` is the record's pointer as the chain has it. */
  open(pending: PendingAccess, answer: Served, registered: PointerState): Promise<Reading>;
}

export interface StaffOptions {
  readonly account: AccountKey;
  readonly encryptionKeys: EncryptionKeys;
  readonly deployment: Deployment;
  readonly entropy: Entropy;
  /** At most the server's limit of 60. */
  readonly lifetimeS?: number;
}

export const createStaff = (options: StaffOptions): Staff => {
  const { account, encryptionKeys, deployment, entropy, lifetimeS = 60 } = options;
  const random = (): Hex => bytesToHex(entropy(32));

  const dataKeyOf = async ({ body }: PendingAccess, content: ResponseContent, version: number) => {
    if (content.key.length === 32) return content.key;
    const { recordId, ms } = body.request;
    return unwrapDataKey({ recordId, version, ms }, content.key, encryptionKeys);
  };

  const isReceiptFor = ({ body, requestHash }: PendingAccess, answer: Served, registered: PointerState) => {
    const { receipt } = answer;
    return (
      signerOf(accessReceiptHash(deployment, receipt), answer.receiptSignature()) === body.request.mdrs &&
      receipt.requestHash === requestHash &&
      receipt.recordId === body.request.recordId &&
      receipt.version === registered.version &&
      receipt.contentHash === registered.contentHash
    );
  };

  return {
    address: account.address,
    encryptionKey: encryptionKeys.publicKey,
    async request({ proof, pointer, tokenId, ...wanted }, nowMs) {
      const responseKeys = await createEncryptionKeys(entropy);
      const issuedAt = Math.floor(nowMs / 1000);
      const request: AccessRequest = {
        ...wanted,
        ms: account.address,
        nonce: random(),
        issuedAt,
        expiresAt: issuedAt + lifetimeS,
        responseKey: bytesToHex(responseKeys.publicKey),
        ...(tokenId !== undefined && { tokenId }),
      };
      const requestHash = accessRequestHash(deployment, request);
      const body = { ...deployment, request, signature: account.sign(requestHash), proof, pointer };
      return { body, text: writeBody(body), requestHash, responseKeys };
    },
    async open(pending, answer, registered) {
      const { requestHash, responseKeys } = pending;
      const content = await openResponse(requestHash, await answer.sealed(), responseKeys);
      if (content === undefined) return { kind: 'rejected', code: 'unreadable' };
      if (contentHashOf(content.bytes) !== registered.contentHash)
        return { kind: 'rejected', code: 'contentMismatch' };
      if (!isReceiptFor(pending, answer, registered)) return { kind: 'rejected', code: 'badReceipt' };
      const dataKey = await dataKeyOf(pending, content, registered.version);
      const plaintext = dataKey && openRecord(content.bytes, dataKey);
      if (plaintext === undefined) return { kind: 'rejected', code: 'wrongKey' };
      return { kind: 'read', plaintext, receipt: answer.receipt };
    },
  };
};
