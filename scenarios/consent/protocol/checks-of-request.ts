/** Checks 2 to 6: on the request alone. */
import { signerOf } from './account-signature.ts';
import type { Answer, Inquiry } from './inquiry.ts';
import type { ServerParts } from './server-parts.ts';

export function isForUs({ body }: Inquiry, { deployment, address }: ServerParts): Answer {
  if (body.chainId !== deployment.chainId) return 'wrongChain';
  if (body.verifyingContract !== deployment.verifyingContract) return 'wrongContract';
  return body.request.mdrs === address ? undefined : 'wrongServer';
}

export function isTimely({ body }: Inquiry, { nowMs, limits }: ServerParts): Answer {
  const { issuedAt, expiresAt } = body.request;
  const nowS = nowMs() / 1000;
  if (issuedAt > nowS + limits.clockSkewS) return 'issuedInFuture';
  if (nowS >= expiresAt) return 'requestExpired';
  return expiresAt - issuedAt > limits.lifetimeS ? 'lifetimeTooLong' : undefined;
}

/** Nothing is counted against staff before the signature, or anybody could use up another's allowance. */
export function isWithinRate({ body, source }: Inquiry, { nowMs, rates }: ServerParts): Answer {
  if (rates.bySource.isReached(source, nowMs())) return 'sourceTooFast';
  rates.bySource.count(source, nowMs());
  return rates.byStaff.isReached(body.request.ms, nowMs()) ? 'staffTooFast' : undefined;
}

export function isSigned({ body, requestHash }: Inquiry, { nowMs, rates }: ServerParts): Answer {
  if (signerOf(requestHash, body.signature) !== body.request.ms) return 'badSignature';
  rates.byStaff.count(body.request.ms, nowMs());
  return undefined;
}

export async function isFirst(
  { body: { request } }: Inquiry,
  { store, limits }: ServerParts,
): Promise<Answer> {
  const forgetAtMs = (request.expiresAt + limits.clockSkewS) * 1000;
  return (await store.nonces.useOnce(`${request.ms}.${request.nonce}`, forgetAtMs)) ? undefined : 'replayed';
}
