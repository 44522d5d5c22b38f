/** Checks 12 and 13: on the encrypted address and what it leads to. */
import { keyName } from './custody.ts';
import type { Answer, Inquiry } from './inquiry.ts';
import { contentHashOf } from './sealed-record.ts';
import type { ServerParts } from './server-parts.ts';

export async function isAddressOurs({ body, found }: Inquiry, server: ServerParts): Promise<Answer> {
  const { sp, mdrs, recordId } = body.request;
  const { contentHash, version, pointerHash } = found.pointer;
  const subject = { sp, mdrs, recordId, contentHash, version };
  const locator = await server.addresses.open(subject, body.pointer, pointerHash);
  if (locator === undefined) return 'addressUnreadable';
  const blobKey = server.resolve(locator);
  if (blobKey === undefined) return 'locatorRefused';
  found.blobKey = blobKey;
  return undefined;
}

export async function isContentIntact(
  { body, found }: Inquiry,
  { store, custodyMode }: ServerParts,
): Promise<Answer> {
  const { sp, ms } = body.request;
  const { contentHash } = found.pointer;
  const bytes = await store.blobs.get(found.blobKey);
  if (bytes === undefined) return 'recordMissing';
  if (contentHashOf(bytes) !== contentHash) return 'contentMismatch';
  const key = await store.dataKeys.get(keyName(custodyMode, { sp, contentHash }, ms));
  if (key === undefined) return 'recordErased';
  Object.assign(found, { bytes, key });
  return undefined;
}
