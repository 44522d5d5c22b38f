/**
 * `npm run perf:protocol`: what each step of the off-chain protocol costs on this machine, now. It asserts nothing. The medians are of
 * calls one after another.
 */
import { cpus } from 'node:os';
import { monotonicWallMs } from '../../../sim/kernel/wall-clock.ts';
import { accessRequestHash } from '../protocol/access-messages.ts';
import { signerOf } from '../protocol/account-signature.ts';
import { openAddress, sealAddress } from '../protocol/encrypted-address.ts';
import { openRecord, sealRecord } from '../protocol/sealed-record.ts';
import { openResponse, sealResponse } from '../protocol/sealed-response.ts';
import type { PendingAccess } from '../protocol/staff.ts';
import { consented, createWorld, people } from '../protocol/testing/world.ts';

const callCount = 300;
const record = new Uint8Array(8_192);

const world = await createWorld({
  auditMode: 'merkleBatch',
  batchSize: 1_000_000, // no transaction within what is measured
  limits: { requestsPerMinuteByStaff: 1e9, requestsPerMinuteBySource: 1e9 },
});
const { wanted, kept } = await consented(world, {}, record);
const { entropy, deployment, keys, server, staff, view, clock } = world;
const subject = {
  sp: wanted.sp,
  mdrs: wanted.mdrs,
  recordId: wanted.recordId,
  contentHash: kept.contentHash,
  version: 1,
};
const locator = { kind: 'identifier', locator: 'x'.repeat(50) } as const;
const wire = await sealAddress(deployment, subject, locator, keys.archive.publicKey, entropy);
const sealed = sealRecord(record, entropy);
const pending = await staff.request(wanted, clock.nowMs());
const { request, signature } = pending.body;
const content = { key: sealed.dataKey, bytes: sealed.bytes };
const response = await sealResponse(pending.requestHash, request.responseKey, content, entropy(32));
const question = { ...wanted, ms: people.maria.address };
const requests: PendingAccess[] = [];
for (let call = 0; call < 2 * callCount; call += 1) requests.push(await staff.request(wanted, clock.nowMs()));

const steps: readonly (readonly [string, () => unknown])[] = [
  [
    'HPKE seal, an address of 64 bytes',
    () => sealAddress(deployment, subject, locator, keys.archive.publicKey, entropy),
  ],
  ['HPKE open, the same', () => openAddress(deployment, subject, wire, keys.archive)],
  [
    'HPKE seal, a response of 8 KiB',
    () => sealResponse(pending.requestHash, request.responseKey, content, entropy(32)),
  ],
  ['HPKE open, the same', () => openResponse(pending.requestHash, response, pending.responseKeys)],
  ['AES-256-GCM seal, a record of 8 KiB, with its hashes', () => sealRecord(record, entropy)],
  ['AES-256-GCM open, the same', () => openRecord(sealed.bytes, sealed.dataKey)],
  ['EIP-712 hash of a request', () => accessRequestHash(deployment, request)],
  ['signature of a hash', () => people.maria.account.sign(pending.requestHash)],
  ['signer of a signature', () => signerOf(pending.requestHash, signature)],
  ['registry’s check as a call, newest block', () => view.check(question, 0)],
  ['registry’s check as a call, two blocks back', () => view.check(question, 2)],
  ['staff: a signed request', () => staff.request(wanted, clock.nowMs())],
  ['server: all fourteen checks, response not yet sealed', () => server.handle(requests.pop()?.text, 'perf')],
];

console.log(`Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`);
console.log(`median of ${callCount} calls, in milliseconds\n`);
for (const [name, step] of steps)
  console.log(`${(await medianWallMs(step)).toFixed(3).padStart(8)}  ${name}`);
const refusals = world.events.filter(({ kind }) => kind === 'refused').length;
if (refusals > 0) throw new Error(`${refusals} requests were refused: ${world.lastRefusal()}`);

async function medianWallMs(step: () => unknown): Promise<number> {
  const wallMs: number[] = [];
  for (let call = 0; call < callCount; call += 1) {
    const startWallMs = monotonicWallMs();
    await step();
    wallMs.push(monotonicWallMs() - startWallMs);
  }
  return wallMs.sort((one, other) => one - other)[callCount / 2] ?? Number.NaN;
}
