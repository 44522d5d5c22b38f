import { describe, expect, it, test } from 'vitest';
import { createRandom } from '../../../sim/index.ts';
import { canaryFields, drawRecord } from './bundle.ts';
import { r4Schema } from './testing/r4-schema.ts';

const records = Array.from({ length: 30 }, (_, patient) =>
  drawRecord(createRandom(1).fork(`patient ${patient}`)),
);

describe('synthetic bundles', () => {
  it('are valid by the published JSON schema of FHIR R4', () => {
    for (const { bundle } of records) expect(r4Schema.validate(bundle)).toEqual([]);
  });

  it('would not be, were a field wrong: the schema looks', () => {
    const patient = records[0]?.bundle.entry?.find(
      ({ resource }) => resource?.resourceType === 'Patient',
    )?.resource;
    const bundleOf = (resource: object) => ({
      resourceType: 'Bundle',
      type: 'collection',
      entry: [{ resource }],
    });
    expect(r4Schema.validate(bundleOf({ ...patient }))).toEqual([]);
    expect(r4Schema.validate(bundleOf({ ...patient, colour: 'red' }))).not.toEqual([]);
  });
});

test('every reference leads to a resource of the bundle', () => {
  for (const { bundle } of records) {
    const known = new Set(bundle.entry?.map(({ fullUrl }) => fullUrl));
    const references = [...JSON.stringify(bundle).matchAll(/"reference":"([^"]+)"/g)].map(([, url]) => url);
    expect(references.length).toBeGreaterThan(10);
    expect(references.filter((url) => !known.has(url))).toEqual([]);
  }
});

test('a bundle has each of the twelve kinds of resource that a patient’s record is made of', () => {
  const kinds = new Set(records[0]?.bundle.entry?.map(({ resource }) => resource?.resourceType));
  expect([...kinds].sort()).toEqual([
    ...['AuditEvent', 'Condition', 'Consent', 'DiagnosticReport', 'Encounter', 'ImagingStudy'],
    ...['MedicationRequest', 'Observation', 'Organization', 'Patient', 'Practitioner', 'Provenance'],
  ]);
});

test('every resource says that it is test data', () => {
  for (const { bundle } of records)
    for (const { resource } of bundle.entry ?? [])
      expect(resource?.meta?.security).toMatchObject([{ code: 'HTEST' }]);
});

test('the eight canaries are in the bytes of the record', () => {
  for (const { bytes, canaries } of records) {
    expect(Object.keys(canaries).sort()).toEqual([...canaryFields].sort());
    const text = Buffer.from(bytes).toString('utf8');
    for (const field of canaryFields) expect(text).toContain(canaries[field]);
    for (const field of canaryFields) expect(canaries[field].length).toBeGreaterThan(5);
  }
});

test('the same stream gives the same record, another another, and of a plausible size', () => {
  const again = drawRecord(createRandom(1).fork('patient 3'));
  expect(again.bytes).toEqual(records[3]?.bytes);
  expect(new Set(records.map(({ canaries }) => canaries.name + canaries.birthDate)).size).toBe(
    records.length,
  );
  for (const { bytes } of records) {
    expect(bytes.length).toBeGreaterThan(1_000);
    expect(bytes.length).toBeLessThan(20_000);
  }
});
