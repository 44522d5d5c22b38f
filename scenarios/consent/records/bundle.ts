/**
 * A synthetic patient as a FHIR R4 bundle, from a stream of the patient's own: more patients never change earlier ones. The resources refer to
 * each other, the values depend on age, and each carries HL7's label for test data. Nothing comes from a real person.
 *
 * The eight fields that the paper's introduction reports as leaked are all in the imaging study and what it refers to; they come back as
 * `canaries`, what nobody may ever find outside.
 */
import type { Bundle, FhirResource } from 'fhir/r4.js';
import type { RandomStream } from '../../../sim/index.ts';
import { drawConsentTrail } from './consent-trail.ts';
import { drawParties, type Parties } from './parties.ts';
import { drawUuid } from './people.ts';
import { meta } from './resource.ts';
import { drawVisit, type Visit } from './visit.ts';

/** Paper, section I: what the leaked imaging records said. */
export const canaryFields = [
  ...(['name', 'birthDate', 'examinationDate', 'scopeOfInvestigation', 'imagingType'] as const),
  ...(['attendingPhysician', 'institute', 'numberOfImages'] as const),
] as const;
export type Canaries = Readonly<Record<(typeof canaryFields)[number], string>>;

export interface SyntheticRecord {
  readonly bundle: Bundle;
  /** What is stored and sealed. */
  readonly bytes: Uint8Array;
  readonly canaries: Canaries;
}

export const drawRecord = (random: RandomStream): SyntheticRecord => {
  const parties = drawParties(random);
  const visit = drawVisit(parties, random);
  const id = drawUuid(random);
  const trail = drawConsentTrail(parties, visit, random);
  const { organization, practitioner, patient } = parties;
  const people: readonly FhirResource[] = [organization, practitioner, patient];
  const resources = [...people, ...visit.resources, ...trail.resources];
  const bundle: Bundle = {
    ...{ resourceType: 'Bundle', id, meta, type: 'collection', timestamp: visit.started },
    entry: resources.map((resource) => ({ fullUrl: `urn:uuid:${resource.id}`, resource })),
  };
  const bytes = new TextEncoder().encode(JSON.stringify(bundle));
  return { bundle, bytes, canaries: canariesOf(parties, visit) };
};

const canariesOf = (
  { patient, practitioner, organization }: Parties,
  { started, study }: Visit,
): Canaries => ({
  name: patient.name?.[0]?.family ?? '',
  birthDate: patient.birthDate ?? '',
  examinationDate: started,
  scopeOfInvestigation: study.procedureCode?.[0]?.text ?? '',
  imagingType: study.series?.[0]?.modality.display ?? '',
  attendingPhysician: practitioner.name?.[0]?.family ?? '',
  institute: organization.name ?? '',
  numberOfImages: `"numberOfInstances":${study.numberOfInstances}`,
});
