/**
 * Check 14, the release: seal, in mode T1 use up the token, look once more whether the grant still stands, log, sign a receipt. Nothing
 * leaves before all of it is done. The sealing and the receipt's signature wait until somebody wants them (in T1 the chain wants the bytes): a simulation
 * that only counts reads pays for neither, and whoever opens an answer gets what an eager server would have sent.
 */
import { bytesToHex, type Hex, keccak256 } from '../../../sim/index.ts';
import { type AccessReceipt, accessReceiptHash } from './access-messages.ts';
import { isGranted, isNotBeingRevoked } from './checks-of-chain.ts';
import type { Inquiry } from './inquiry.ts';
import type { RefusalCode } from './refusal.ts';
import { sealResponse } from './sealed-response.ts';
import type { ServerParts } from './server-parts.ts';

export interface Served {
  readonly kind: 'served';
  readonly sealed: () => Promise<Uint8Array>;
  readonly receipt: AccessReceipt;
  /** By the server's account. */
  readonly receiptSignature: () => Hex;
}

export const release = async (inquiry: Inquiry, server: ServerParts): Promise<Served | RefusalCode> => {
  const { found, requestHash, body } = inquiry;
  const ephemeral = server.entropy(32);
  const sealed = once(() => sealResponse(requestHash, body.request.responseKey, found, ephemeral));
  const refusal =
    (await consumeToken(inquiry, server, sealed)) ??
    (await hasChanged(inquiry, server)) ??
    (await isNotBeingRevoked(inquiry, server));
  if (refusal !== undefined) return refusal;
  const receipt = receiptFor(inquiry, server.nowMs());
  const { sp, ms, ops, purpose } = body.request;
  const { recordId, version, contentHash, servedAt } = receipt;
  await server.usage.record({ requestHash, sp, ms, recordId, version, contentHash, ops, purpose, servedAt });
  const sign = once(() => server.account.sign(accessReceiptHash(server.deployment, receipt)));
  return { kind: 'served', sealed, receipt, receiptSignature: sign };
};

const consumeToken = async (
  { body: { request }, requestHash }: Inquiry,
  { tokenMode, writer }: ServerParts,
  sealed: () => Promise<Uint8Array>,
): Promise<RefusalCode | undefined> => {
  if (tokenMode === 'T2' || request.tokenId === undefined) return undefined;
  const { tokenId, sp, ms } = request;
  const responseHash = bytesToHex(keccak256(await sealed()));
  return writer.consumeToken({ tokenId, sp, ms, requestHash, responseHash }).then(
    () => undefined,
    () => 'tokenNotConsumed' as const,
  );
};

/** In T1 the token's use was itself a check, in a block newer than any that we could ask; it may also have been the last use. */
const hasChanged = async (inquiry: Inquiry, server: ServerParts): Promise<RefusalCode | undefined> => {
  if (server.tokenMode === 'T1') return undefined;
  const head = await server.chain.head();
  return head.hash === inquiry.found.head.hash ? undefined : isGranted(inquiry, server);
};

const receiptFor = ({ body, found, requestHash }: Inquiry, nowMs: number): AccessReceipt => ({
  requestHash,
  recordId: body.request.recordId,
  version: found.pointer.version,
  contentHash: found.pointer.contentHash,
  servedAt: Math.floor(nowMs / 1000),
  blockNumber: found.head.number,
  blockHash: found.head.hash,
});

const once = <T>(make: () => T): (() => T) => {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
};
