/** Checks 7 to 11: on what the chain says. */
import type { Hex } from '../../../sim/index.ts';
import type { AccessReason } from './chain-view.ts';
import type { Deployment } from './encrypted-address.ts';
import { type Answer, type Inquiry, questionOf } from './inquiry.ts';
import type { ServerParts } from './server-parts.ts';
import { hashOfHex, wordsOf } from './static-words.ts';

export async function isChainFresh(
  { found }: Inquiry,
  { chain, nowMs, limits }: ServerParts,
): Promise<Answer> {
  found.head = await chain.head();
  if (found.head.sync !== 'following') return 'chainCatchingUp';
  return nowMs() - found.head.timestampS * 1000 > limits.headAgeMs ? 'chainStale' : undefined;
}

export async function isPointerCurrent(
  { body, found }: Inquiry,
  { chain, address }: ServerParts,
): Promise<Answer> {
  const { sp, recordId, pointerHash } = body.request;
  found.pointer = await chain.pointer(sp, recordId);
  const isCurrent = found.pointer.pointerHash === pointerHash && hashOfHex(body.pointer) === pointerHash;
  return isCurrent && found.pointer.mdrs === address ? undefined : 'pointerMismatch';
}

/** Grants wait for confirmations, refusals for none: the older answer alone never suffices. */
export async function isGranted(inquiry: Inquiry, server: ServerParts): Promise<Answer> {
  const { chain, nowMs, limits } = server;
  const { sp, ms, grantId } = inquiry.body.request;
  const now = await chain.check(questionOf(inquiry), 0);
  if (now !== 'ok') return `now:${now}`;
  const pair = await chain.pair(sp, ms);
  if (grantIdOf(chain.deployment, sp, ms, pair.epoch) !== grantId) return 'staleGrant';
  inquiry.found.epoch = pair.epoch;
  // The newest block may be a while old; our own clock knows that the grant has ended meanwhile.
  if (nowMs() / 1000 >= pair.expiresAt) return 'now:expired';
  const before: AccessReason =
    limits.confirmations === 0 ? 'ok' : await chain.check(questionOf(inquiry), limits.confirmations);
  return before === 'ok' ? undefined : `unconfirmed:${before}`;
}

export async function isNotBeingRevoked(
  { body, found }: Inquiry,
  { chain, revocations }: ServerParts,
): Promise<Answer> {
  const { sp, ms } = body.request;
  if (await chain.isRevocationPending(sp, ms)) return 'revocationPending';
  // By the epoch of this grant: the pair's own may by now be beyond it, because the revocation has arrived there.
  return (await revocations.covers(sp, ms, found.epoch)) ? 'revocationReceived' : undefined;
}

export async function isTokenIssued(
  { body }: Inquiry,
  { chain, address, nowMs, tokenMode }: ServerParts,
): Promise<Answer> {
  if (tokenMode === 'T2') return undefined;
  const { tokenId } = body.request;
  if (tokenId === undefined) return 'tokenMissing';
  const { stage, mdrs, expiresAtS } = await chain.token(tokenId);
  if (stage !== 'issued') return 'tokenNotIssued';
  if (mdrs !== address) return 'tokenOfOtherServer';
  return nowMs() / 1000 >= expiresAtS ? 'tokenExpired' : undefined;
}

/** `Pairs.grantId` of the registry. */
export const grantIdOf = ({ chainId, verifyingContract }: Deployment, sp: Hex, ms: Hex, epoch: number): Hex =>
  hashOfHex(wordsOf([chainId, verifyingContract, sp, ms, epoch]));
