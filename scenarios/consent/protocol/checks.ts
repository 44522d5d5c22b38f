/**
 * What a resource server asks before it releases a record, in this order. The table is the specification: cheap questions first, nothing
 * about a patient before the signature is good, and the first answer that is not clearly yes ends it. Checks 1 (size and form, `access-body.ts`)
 * and 14 (release, `release.ts`) frame the table; a failure of a store or of the chain is a refusal too.
 */
import {
  isChainFresh,
  isGranted,
  isNotBeingRevoked,
  isPointerCurrent,
  isTokenIssued,
} from './checks-of-chain.ts';
import { isAddressOurs, isContentIntact } from './checks-of-record.ts';
import { isFirst, isForUs, isSigned, isTimely, isWithinRate } from './checks-of-request.ts';
import type { Answer, Inquiry } from './inquiry.ts';
import type { ServerParts } from './server-parts.ts';

export interface Check {
  readonly number: number;
  readonly question: string;
  readonly ask: (inquiry: Inquiry, server: ServerParts) => Answer | Promise<Answer>;
}

export const checks: readonly Check[] = [
  { number: 2, question: 'for this chain, this contract, this server?', ask: isForUs },
  { number: 3, question: 'made just now, and for a short while?', ask: isTimely },
  { number: 4, question: 'not too often, by source and by staff?', ask: isWithinRate },
  { number: 5, question: 'signed by the staff that it names?', ask: isSigned },
  { number: 6, question: 'never seen before?', ask: isFirst },
  { number: 7, question: 'is our own view of the chain fresh?', ask: isChainFresh },
  { number: 8, question: 'is the encrypted address the registered one?', ask: isPointerCurrent },
  { number: 9, question: 'granted, now and a few blocks ago?', ask: isGranted },
  { number: 10, question: 'no revocation on its way?', ask: isNotBeingRevoked },
  { number: 11, question: 'T1: is the token there to be used?', ask: isTokenIssued },
  { number: 12, question: 'does the address open, and to a place that is ours?', ask: isAddressOurs },
  { number: 13, question: 'is the record what was registered?', ask: isContentIntact },
];
