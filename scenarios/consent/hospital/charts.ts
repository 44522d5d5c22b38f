/** The records of patients: sealed by their server, their encrypted addresses registered on the chain by the patient. */
import { type Account, bytesToHex, type Hex, type RandomStream } from '../../../sim/index.ts';
import { seededEntropy } from '../protocol/entropy.ts';
import type { KeptRecord, RecordKeeping } from '../protocol/record-keeping.ts';
import { hashOfHex } from '../protocol/static-words.ts';
import { scopeOf } from '../record-scope.ts';
import { drawObservation } from '../records/observation.ts';
import { drawUuid } from '../records/people.ts';
import { meta } from '../records/resource.ts';
import type { HospitalProfile } from './profiles.ts';

/** One record as staff know it: all of it is public. */
export interface Chart {
  readonly recordId: Hex;
  readonly contentHash: Hex;
  /** The encrypted address, from the chain's event. */
  readonly pointer: Hex;
  readonly pointerHash: Hex;
  /** The record's place in the patient's scope. */
  readonly proof: readonly Hex[];
}

export interface PatientCharts {
  readonly scopeRoot: Hex;
  readonly charts: readonly Chart[];
}

/** Seals the newest records of one patient; the others of the scope are only names. */
export const keepCharts = async (
  { address: sp }: Account,
  records: RecordKeeping,
  { recordsPerPatient, openRecordsPerPatient }: HospitalProfile,
  random: RandomStream,
): Promise<PatientCharts> => {
  const entropy = seededEntropy(random);
  const recordIds = Array.from({ length: recordsPerPatient }, () => bytesToHex(entropy(32)));
  const scope = scopeOf(recordIds as [Hex, ...Hex[]]);
  const charts: Chart[] = [];
  for (const recordId of recordIds.slice(0, openRecordsPerPatient)) {
    const kept = await records.keep({ sp, recordId, version: 1 }, drawPlaintext(random));
    charts.push({ ...chartOf(kept), proof: scope.proofOf(recordId) ?? [] });
  }
  return { scopeRoot: scope.root, charts };
};

const chartOf = ({ recordId, contentHash, ciphertext }: KeptRecord) => ({
  ...{ recordId, contentHash, pointer: ciphertext, pointerHash: hashOfHex(ciphertext) },
});

/** A laboratory value; every record is one. */
const drawPlaintext = (random: RandomStream): Uint8Array => {
  const reference = (): { reference: string } => ({ reference: `urn:uuid:${drawUuid(random)}` });
  const parts = { id: drawUuid(random), meta, subject: reference(), encounter: reference() };
  const observation = drawObservation({ ...parts, birthDate: '1960-01-01', at: '2025-06-14' }, random);
  return new TextEncoder().encode(JSON.stringify(observation));
};
