/** What patients and providers send to a server beside requests to read, as JSON text: the other side of `posts.ts`. */
import { bytesToHex, type Hex } from '../../../sim/index.ts';
import type { RevokeDecision } from '../signed-decisions.ts';
import { type KeyDelivery, keyDeliveryHash, type RecordUpload, recordUploadHash } from './access-messages.ts';
import type { AccountKey } from './account-signature.ts';
import type { Deployment } from './encrypted-address.ts';
import type { Entropy } from './entropy.ts';
import type { Signed } from './patient-wallet.ts';
import { digestOf, sealUpload, type UploadSubject } from './upload.ts';

export interface Poster {
  readonly account: AccountKey;
  readonly deployment: Deployment;
  readonly entropy: Entropy;
}

export const writePost = (
  deployment: Deployment,
  { message, signature }: Signed<object>,
  more: object = {},
): string => JSON.stringify({ ...deployment, request: message, signature, ...more });

export const writeRevocation = (
  deployment: Deployment,
  { message, signature }: Signed<RevokeDecision>,
): string =>
  writePost(deployment, { message: { ...message, deadline: String(message.deadline) }, signature });

/** At most the server's limit of 60. */
const lifetimeS = 60;
const dated = ({ entropy }: Poster, nowMs: number) => {
  const issuedAt = Math.floor(nowMs / 1000);
  return { nonce: bytesToHex(entropy(32)), issuedAt, expiresAt: issuedAt + lifetimeS };
};

/** `content` as it is to be sent: in custody mode A from `sealUpload`. */
export const writeUpload = (
  poster: Poster,
  subject: Omit<UploadSubject, 'by'>,
  content: Uint8Array,
  nowMs: number,
): string => {
  const { account, deployment } = poster;
  const by = account.address;
  const message: RecordUpload = { ...subject, by, digest: digestOf(content), ...dated(poster, nowMs) };
  const signature = account.sign(recordUploadHash(deployment, message));
  return writePost(deployment, { message, signature }, { content: Buffer.from(content).toString('base64') });
};

/** Custody mode A. */
export const writeSealedUpload = async (
  poster: Poster,
  subject: Omit<UploadSubject, 'by'>,
  plaintext: Uint8Array,
  serverKey: Uint8Array,
  nowMs: number,
): Promise<string> => {
  const by = poster.account.address;
  const content = await sealUpload({ ...subject, by }, plaintext, serverKey, poster.entropy);
  return writeUpload(poster, subject, content, nowMs);
};

/** Custody mode B: `wrapped` is from `PatientWallet.wrapKey`. */
export const writeKeyDelivery = (
  poster: Poster,
  subject: Pick<KeyDelivery, 'ms' | 'mdrs' | 'recordId' | 'version'>,
  wrapped: Uint8Array,
  nowMs: number,
): string => {
  const { account, deployment } = poster;
  const sp = account.address;
  const message: KeyDelivery = { sp, ...subject, digest: digestOf(wrapped), ...dated(poster, nowMs) };
  const signature: Hex = account.sign(keyDeliveryHash(deployment, message));
  return writePost(deployment, { message, signature }, { wrapped: bytesToHex(wrapped) });
};
