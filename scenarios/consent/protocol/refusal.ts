/**
 * Why a server refuses. Codes are for its operator alone: whoever asks sees `refused`, always the same, so that a
 * refusal tells nobody whether a patient, a record or a grant exists.
 */
import type { AccessReason } from './chain-view.ts';

export type RefusalCode =
  | 'tooLarge'
  | 'malformed'
  | 'wrongChain'
  | 'wrongContract'
  | 'wrongServer'
  | 'issuedInFuture'
  | 'requestExpired'
  | 'lifetimeTooLong'
  | 'sourceTooFast'
  | 'staffTooFast'
  | 'posterTooFast'
  | 'badSignature'
  | 'replayed'
  | 'chainCatchingUp'
  | 'chainStale'
  | 'pointerMismatch'
  | 'staleGrant'
  | `now:${Exclude<AccessReason, 'ok'>}`
  | `unconfirmed:${Exclude<AccessReason, 'ok'>}`
  | 'revocationPending'
  | 'revocationReceived'
  | 'tokenMissing'
  | 'tokenNotIssued'
  | 'tokenOfOtherServer'
  | 'tokenExpired'
  | 'addressUnreadable'
  | 'locatorRefused'
  | 'recordMissing'
  | 'contentMismatch'
  | 'recordErased'
  | 'tokenNotConsumed'
  | 'revocationTooLate'
  | 'uploaderUnknown'
  | 'uploaderOverQuota'
  | 'sourceOverQuota'
  | 'versionNotNext'
  | 'digestMismatch'
  | 'contentUnreadable'
  | 'otherCustodyMode'
  /** A store or the chain failed; nothing was released. */
  | 'unavailable';

export interface Refused {
  readonly kind: 'refused';
}

export const refused: Refused = Object.freeze({ kind: 'refused' });
