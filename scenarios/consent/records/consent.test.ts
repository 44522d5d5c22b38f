import fc from 'fast-check';
import type { Consent } from 'fhir/r4.js';
import { hashTypedData, keccak256, stringToBytes } from 'viem/utils';
import { describe, expect, it, test } from 'vitest';
import { createRandom, type Hex } from '../../../sim/index.ts';
import { readRecord } from '../protocol/testing/requests.ts';
import { consented, createWorld, people } from '../protocol/testing/world.ts';
import { decodeUsage } from '../protocol/usage-record.ts';
import { scopeOf } from '../record-scope.ts';
import { type GrantInput, grantTypedData } from '../signed-decisions.ts';
import { auditEventFrom } from './audit-event.ts';
import { drawRecord } from './bundle.ts';
import { consentFrom, grantFrom } from './consent.ts';
import { provenanceFrom } from './provenance.ts';
import { createScanner } from './scanner.ts';
import { readingTerms, termsOf } from './terms.ts';
import { r4Schema } from './testing/r4-schema.ts';

const { alice, maria, archive, hospital } = people;
const id = '00000000-0000-4000-8000-000000000000';
const hex = (byteCount: number) =>
  fc
    .uint8Array({ minLength: byteCount, maxLength: byteCount })
    .map((bytes) => `0x${Buffer.from(bytes).toString('hex')}` as Hex);
const recordIds = fc
  .uniqueArray(hex(32), { minLength: 1, maxLength: 5 })
  .map((ids) => ids as [Hex, ...Hex[]]);
const latestS = 4_000_000_000;
const cases = fc.record({
  sp: hex(20),
  recordIds,
  fields: fc.record({
    ...{
      ms: hex(20),
      mdrs: hex(20),
      notBefore: fc.nat(latestS),
      expiresAt: fc.integer({ min: 1, max: latestS }),
    },
    ...{
      ops: fc.integer({ min: 1, max: 31 }),
      purpose: fc.integer({ min: 1, max: 8 }),
      usesMax: fc.nat(65_535),
    },
  }),
});
const grantOf = (ids: readonly [Hex, ...Hex[]], fields: Omit<GrantInput, 'scope' | 'terms'>): GrantInput => ({
  ...fields,
  ...{ scope: scopeOf(ids).root, terms: termsOf(readingTerms) },
});
const subjectOf = (sp: Hex, ids: readonly [Hex, ...Hex[]]) => ({
  ...{ chainId: 1337, sp, recordIds: ids, template: readingTerms },
});

describe('a grant as a Consent', () => {
  it('grantFrom(consentFrom(grant)) = grant, and every Consent is valid R4', () => {
    fc.assert(
      fc.property(cases, ({ sp, recordIds, fields }) => {
        const grant = grantOf(recordIds, fields);
        const consent = consentFrom(id, grant, subjectOf(sp, recordIds));
        expect(r4Schema.validate(consent)).toEqual([]);
        expect(grantFrom(consent, 1337, [readingTerms])).toEqual({ kind: 'grant', sp, grant });
      }),
      { numRuns: 50 },
    );
  });

  const ids: [Hex, Hex] = [`0x${'01'.repeat(32)}`, `0x${'02'.repeat(32)}`];
  const grant = grantOf(ids, {
    ...{ ms: maria.address, mdrs: archive.address, notBefore: 0, expiresAt: 2_000_000_000 },
    ...{ ops: 1, purpose: 1, usesMax: 0 },
  });
  const consent = consentFrom(id, grant, subjectOf(alice.address, ids));
  const { provision = {} } = consent;

  it.each<[string, Partial<Consent>]>([
    ['status', { status: 'rejected' }],
    ['provision', { provision: { ...provision, type: 'deny' } }],
    ['provision', { provision: { ...provision, provision: [{ type: 'deny' }] } }],
    ['provision', { provision: { ...provision, securityLabel: [{ code: 'R' }] } }],
    ['patient', { patient: { reference: 'Patient/1' } }],
    [
      'provision.actor IRCP',
      { provision: { ...provision, actor: [provision.actor?.[1], provision.actor?.[1]] as never } },
    ],
    ['provision.data', { provision: { ...provision, data: [] } }],
    ['policy', { policy: [{ uri: 'urn:chronobench:terms:reading:2' }] }],
    ['policy', { policy: [...(consent.policy ?? []), ...(consent.policy ?? [])] }],
    ['provision.period.end', { provision: { ...provision, period: { end: '2031-05' } } }],
    ['provision.period.end', { provision: { ...provision, period: {} } }],
    ['provision.action', { provision: { ...provision, action: [{ coding: [{ code: 'access' }] }] } }],
    [
      'provision.purpose',
      { provision: { ...provision, purpose: [...(provision.purpose ?? []), { code: 'TREAT' }] } },
    ],
  ])('what a grant cannot say is a problem: %s', (path, change) => {
    const reading = grantFrom({ ...consent, ...change }, 1337, [readingTerms]);
    expect(reading).toMatchObject({
      kind: 'invalid',
      problems: expect.arrayContaining([expect.objectContaining({ path })]),
    });
  });

  it('of another chain, or of nothing, tells all that is wrong at once', () => {
    expect(grantFrom(consent, 1, [readingTerms])).toMatchObject({
      problems: [{ path: 'patient' }, { path: 'provision.actor IRCP' }, { path: 'provision.actor CST' }],
    });
    const { problems } = grantFrom({ resourceType: 'Consent' } as Consent, 1337, []) as {
      problems: readonly unknown[];
    };
    expect(problems.length).toBeGreaterThan(8);
  });

  it('is not made of a grant for other records, other terms, or with an operation that has no name', () => {
    for (const change of [
      { scope: ids[0] },
      { terms: ids[0] },
      { ops: 32 },
      { ops: 33 },
      { purpose: 9 },
      { purpose: 0 },
    ])
      expect(() => consentFrom(id, { ...grant, ...change }, subjectOf(alice.address, ids))).toThrow(
        RangeError,
      );
  });
});

test('the terms are the template’s hash: the same for all patients, and no hash of any instance', () => {
  const records = [1, 2].map((seed) => drawRecord(createRandom(seed)));
  const consents = records.map(
    ({ bundle }) =>
      bundle.entry?.find(({ resource }) => resource?.resourceType === 'Consent')?.resource as Consent,
  );
  const readings = consents.map((consent) => grantFrom(consent, 1, [readingTerms]));
  const [one, other] = readings.map((reading) => (reading.kind === 'grant' ? reading.grant : undefined));
  expect(one?.terms).toBe(other?.terms);
  expect(one?.scope).not.toBe(other?.scope);
  for (const consent of consents)
    expect(one?.terms).not.toBe(keccak256(stringToBytes(JSON.stringify(consent))));
});

test('nothing of a record’s Consent that goes to the chain has a canary in it', () => {
  const { bundle, canaries } = drawRecord(createRandom('canary'));
  const consent = bundle.entry?.find(({ resource }) => resource?.resourceType === 'Consent')
    ?.resource as Consent;
  const reading = grantFrom(consent, 1, [readingTerms]);
  if (reading.kind === 'invalid') throw new Error('invalid');
  const decision = { sp: reading.sp, ...reading.grant, epoch: 0, patientEpoch: 0, deadline: 2n ** 40n };
  const { message } = grantTypedData({ chainId: 1, verifyingContract: reading.sp }, decision);
  const published = JSON.stringify({ ...message, deadline: '' });
  expect(hashTypedData(grantTypedData({ chainId: 1, verifyingContract: reading.sp }, decision))).toMatch(
    /^0x/,
  );
  expect(createScanner(canaries).scan('chain', Buffer.from(published))).toEqual([]);
});

test('an access is an AuditEvent, from the log and from the receipt; both are valid R4', async () => {
  const world = await createWorld({ batchSize: 1 });
  const { wanted } = await consented(world);
  const reading = await readRecord(world, wanted);
  if (typeof reading === 'string' || reading.kind !== 'read') throw new Error('not read');
  const [entry = new Uint8Array()] = (await world.stores[0]?.log.read(0, 1)) ?? [];
  const usage = decodeUsage(`0x${Buffer.from(entry.subarray(1)).toString('hex')}`);
  const site = { chainId: 1337, mdrs: archive.address };
  const event = auditEventFrom(id, usage, site, reading.receipt);
  for (const made of [event, auditEventFrom(id, usage, site)]) expect(r4Schema.validate(made)).toEqual([]);
  const text = JSON.stringify(event);
  for (const said of [alice.address, maria.address, archive.address, wanted.recordId, usage.requestHash])
    expect(text).toContain(said);
  expect(text).toContain(reading.receipt.blockHash);
  const foreign = { ...reading.receipt, requestHash: wanted.recordId };
  expect(() => auditEventFrom(id, usage, site, foreign)).toThrow(RangeError);
});

test('a version has a Provenance: the first is made, the next revises it', () => {
  const version = { chainId: 1337, recordId: `0x${'ab'.repeat(32)}` as Hex, keptAtS: 1_800_000_000 };
  const by = { by: hospital.address, mdrs: archive.address };
  const [first, next] = [1, 2].map((number) => provenanceFrom(id, { ...version, ...by, version: number }));
  for (const made of [first, next]) expect(r4Schema.validate(made)).toEqual([]);
  expect(first).toMatchObject({
    activity: { coding: [{ code: 'CREATE' }] },
    target: [{ display: 'version 1' }],
  });
  expect(next).toMatchObject({ activity: { coding: [{ code: 'UPDATE' }] }, entity: [{ role: 'revision' }] });
});
