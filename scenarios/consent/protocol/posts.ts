/**
 * What a server takes beside requests to read: withdrawals directly from patients, their questions who read, records to keep, and in custody mode B
 * wrapped keys. As everywhere, whoever sent it learns what was asked for or that it was refused; the reason is for the operator.
 *
 * A record comes from the patient or from a live provider, who is accountable to the regulator. Keeping gives nobody any right: a record counts
 * once the patient, or the custodian whom the patient named, registers it.
 */
import { hexToBytes } from '../../../sim/index.ts';
import { keyDeliveryHash, type RecordUpload, recordUploadHash, usageQueryHash } from './access-messages.ts';
import { checkPost } from './checks-of-post.ts';
import { isForRegistry, isSourceWithinRate } from './checks-of-request.ts';
import { maxPostLengths, type Post, type PostKind, postForms } from './post-forms.ts';
import type { RecordKeeping } from './record-keeping.ts';
import type { RefusalCode } from './refusal.ts';
import type { ServerParts } from './server-parts.ts';
import { digestOf, openUpload } from './upload.ts';
import { readUsageLog } from './usage-history.ts';
import type { AuditMode } from './usage-log.ts';
import { type UsageReport, usageReport } from './usage-report.ts';
import { readForm } from './wire-form.ts';

export interface PostParts extends ServerParts {
  readonly auditMode: AuditMode;
  readonly records: RecordKeeping;
}

type Take<Kind extends PostKind> = (
  post: Post<Kind>,
  server: PostParts,
  source: string,
) => Promise<object | RefusalCode>;

export const takePost = async (
  kind: PostKind,
  text: unknown,
  source: string,
  server: PostParts,
): Promise<object | RefusalCode> => {
  const tooFast = isSourceWithinRate(source, server);
  if (tooFast !== undefined) return tooFast;
  const post = readForm(postForms[kind], maxPostLengths[kind], text);
  return typeof post === 'string' ? post : (takes[kind] as Take<PostKind>)(post, server, source);
};

const takeRevocation: Take<'revocation'> = async (post, server) => {
  const foreign = isForRegistry(post, server);
  if (foreign !== undefined) return foreign;
  const refusal = await server.revocations.accept(post.request, post.signature, server.nowMs());
  return refusal ?? { answer: 'received' };
};

export const takeUsageQuery = async (
  post: Post<'usage'>,
  server: PostParts,
): Promise<UsageReport | RefusalCode> => {
  const requestHash = usageQueryHash(server.deployment, post.request);
  const refusal = await checkPost({ body: post, requestHash, signer: post.request.sp }, server);
  if (refusal !== undefined) return refusal;
  const { batches } = await readUsageLog(server.store.log);
  return usageReport(post.request.sp, server.auditMode, batches);
};

const takeRecord: Take<'record'> = async ({ content, ...body }, server, source) => {
  const { request } = body;
  const { sp, by, recordId, version } = request;
  if (digestOf(content) !== request.digest) return 'digestMismatch';
  const requestHash = recordUploadHash(server.deployment, request);
  const refusal = await checkPost({ body, requestHash, signer: by }, server);
  if (refusal !== undefined) return refusal;
  if (by !== sp && !(await server.chain.isProvider(by))) return 'uploaderUnknown';
  if ((await server.chain.pointer(sp, recordId)).version + 1 !== version) return 'versionNotNext';
  const over = countUpload(request, source, content.length, server);
  if (over !== undefined) return over;
  const name = { sp, recordId, version };
  if (server.custodyMode === 'B') return server.records.keepSealed(name, content);
  const plaintext = await openUpload(request, content, server.encryptionKeys);
  return plaintext === undefined ? 'contentUnreadable' : server.records.keep(name, plaintext);
};

/** Counted when everything else is in order, so that nobody can use up another's; what is counted and then fails is not given back. */
const countUpload = (
  { sp, by }: RecordUpload,
  source: string,
  byteCount: number,
  { quotas, nowMs }: PostParts,
): RefusalCode | undefined => {
  const ofUploader = by === sp ? quotas.byPatient : quotas.byProvider;
  if (ofUploader.isReached(by, nowMs(), byteCount)) return 'uploaderOverQuota';
  if (quotas.bySource.isReached(source, nowMs(), byteCount)) return 'sourceOverQuota';
  ofUploader.count(by, nowMs(), byteCount);
  quotas.bySource.count(source, nowMs(), byteCount);
  return undefined;
};

/** Of a version that the patient has registered here, and for staff to whom the patient has ever granted anything. */
const takeKey: Take<'key'> = async ({ wrapped, ...body }, server) => {
  const { request } = body;
  const { sp, ms, recordId, version } = request;
  if (server.custodyMode !== 'B') return 'otherCustodyMode';
  if (digestOf(hexToBytes(wrapped)) !== request.digest) return 'digestMismatch';
  const requestHash = keyDeliveryHash(server.deployment, request);
  const refusal = await checkPost({ body, requestHash, signer: sp }, server);
  if (refusal !== undefined) return refusal;
  const pointer = await server.chain.pointer(sp, recordId);
  if (pointer.version !== version || pointer.mdrs !== server.address) return 'pointerMismatch';
  if ((await server.chain.pair(sp, ms)).epoch === 0) return 'now:noGrant';
  const { contentHash } = pointer;
  await server.records.keepWrappedKey({ sp, contentHash }, ms, hexToBytes(wrapped));
  return { answer: 'kept' };
};

const takes: { readonly [Kind in PostKind]: Take<Kind> } = {
  revocation: takeRevocation,
  usage: takeUsageQuery,
  record: takeRecord,
  key: takeKey,
};
