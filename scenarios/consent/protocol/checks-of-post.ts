/** What is asked of everything that is signed and sent here but requests to read: checks 2, 3, 5 and 6, and the signer's own allowance. */
import { isFirst, isForUs, isTimely } from './checks-of-request.ts';
import type { Answer, Asked } from './inquiry.ts';
import type { ServerParts } from './server-parts.ts';
import { isSignedBy } from './signed-by.ts';

export const checkPost = async (asked: Asked, server: ServerParts): Promise<Answer> => {
  const { signer, requestHash, body } = asked;
  const { rates, nowMs, chain } = server;
  const early = isForUs(asked, server) ?? isTimely(asked, server);
  if (early !== undefined) return early;
  if (rates.byPoster.isReached(signer, nowMs())) return 'posterTooFast';
  if (!(await isSignedBy(signer, requestHash, body.signature, chain))) return 'badSignature';
  rates.byPoster.count(signer, nowMs());
  return isFirst(asked, server);
};
