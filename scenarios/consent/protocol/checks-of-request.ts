/** Checks 2 to 6: on the request alone. Those on what is merely signed and sent here hold for more than requests to read (`checks-of-post.ts`). */
import type { Answer, Asked, Inquiry } from './inquiry.ts';
import type { ServerParts } from './server-parts.ts';
import { isSignedBy } from './signed-by.ts';

export function isForRegistry(
  { chainId, verifyingContract }: Asked['body'] | ServerParts['deployment'],
  { deployment }: ServerParts,
): Answer {
  if (chainId !== deployment.chainId) return 'wrongChain';
  return verifyingContract === deployment.verifyingContract ? undefined : 'wrongContract';
}

export function isForUs({ body }: Asked, server: ServerParts): Answer {
  const isOurs = body.request.mdrs === server.address;
  return isForRegistry(body, server) ?? (isOurs ? undefined : 'wrongServer');
}

export function isTimely({ body }: Asked, { nowMs, limits }: ServerParts): Answer {
  const { issuedAt, expiresAt } = body.request;
  const nowS = nowMs() / 1000;
  if (issuedAt > nowS + limits.clockSkewS) return 'issuedInFuture';
  if (nowS >= expiresAt) return 'requestExpired';
  return expiresAt - issuedAt > limits.lifetimeS ? 'lifetimeTooLong' : undefined;
}

/** Nothing is counted against staff before the signature, or anybody could use up another's allowance. */
export function isWithinRate({ signer, source }: Inquiry, server: ServerParts): Answer {
  const { nowMs, rates } = server;
  const tooFast = isSourceWithinRate(source, server);
  return tooFast ?? (rates.byStaff.isReached(signer, nowMs()) ? 'staffTooFast' : undefined);
}

export function isSourceWithinRate(source: string, { nowMs, rates }: ServerParts): Answer {
  if (rates.bySource.isReached(source, nowMs())) return 'sourceTooFast';
  rates.bySource.count(source, nowMs());
  return undefined;
}

export async function isSigned(
  { body, requestHash, signer }: Inquiry,
  { nowMs, rates, chain }: ServerParts,
): Promise<Answer> {
  if (!(await isSignedBy(signer, requestHash, body.signature, chain))) return 'badSignature';
  rates.byStaff.count(signer, nowMs());
  return undefined;
}

export async function isFirst(
  { body: { request }, signer }: Asked,
  { store, limits }: ServerParts,
): Promise<Answer> {
  const forgetAtMs = (request.expiresAt + limits.clockSkewS) * 1000;
  return (await store.nonces.useOnce(`${signer}.${request.nonce}`, forgetAtMs)) ? undefined : 'replayed';
}
