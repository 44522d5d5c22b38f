/** One request under examination: what was asked, and what the checks found out so far. */
import type { Address, Hex } from '../../../sim/index.ts';
import type { AccessBody } from './access-body.ts';
import { accessRequestHash } from './access-messages.ts';
import type { AccessQuestion, Head, PointerState } from './chain-view.ts';
import type { Deployment } from './encrypted-address.ts';
import type { RefusalCode } from './refusal.ts';

/** What a request to read has in common with whatever else somebody signs and sends here. */
export interface Asked {
  readonly body: Deployment & { readonly request: Addressed; readonly signature: Hex };
  readonly requestHash: Hex;
  /** Who must have signed. */
  readonly signer: Address;
}

interface Addressed {
  readonly mdrs: Address;
  readonly nonce: Hex;
  readonly issuedAt: number;
  readonly expiresAt: number;
}

/** `found` is filled by the checks; each reads only what one above it wrote. */
export interface Inquiry extends Asked {
  readonly body: AccessBody;
  /** Whom the transport believes to be asking, a network address say. */
  readonly source: string;
  readonly found: Found;
}

export interface Found {
  head: Head;
  pointer: PointerState;
  /** Of the grant. */
  epoch: number;
  blobKey: string;
  bytes: Uint8Array;
  /** Mode A: the data key. Mode B: the data key sealed to the staff, which the server cannot open. */
  key: Uint8Array;
}

/** Why not; undefined is a yes. */
export type Answer = RefusalCode | undefined;

export const inquiryFrom = (body: AccessBody, deployment: Deployment, source: string): Inquiry => ({
  body,
  source,
  signer: body.request.ms,
  requestHash: accessRequestHash(deployment, body.request),
  found: {} as Found,
});

export const questionOf = ({ body: { request, proof } }: Inquiry): AccessQuestion => {
  const { sp, ms, mdrs, recordId, ops, purpose } = request;
  return { sp, ms, mdrs, recordId, proof, ops, purpose };
};
