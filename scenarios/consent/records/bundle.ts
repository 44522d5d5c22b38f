/**
 * A synthetic patient as a FHIR R4 bundle, from a stream of the patient's own: more patients never change earlier ones. The resources refer to
 * each other, the values depend on age, and each carries HL7's label for test data. Nothing comes from a real person.
 *
 * The eight fields that the paper's introduction reports as leaked are all in the imaging study and what it refers to; they come back as
 * `canaries`, what nobody may ever find outside.
 */
import type { Bundle, BundleEntry, FhirResource, ImagingStudy } from 'fhir/r4.js';
import type { RandomStream } from '../../../sim/index.ts';
import { conditions, medications, modalities, pickByZipf, procedures } from './codes.ts';
import { drawObservation } from './observation.ts';
import {
  dateBefore,
  drawFamilyName,
  drawGivenName,
  drawInstitute,
  drawUuid,
  instantBefore,
} from './people.ts';

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

/** HL7 v3 ActReason HTEST: test health data. */
const meta = { security: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason', code: 'HTEST' }] };
const refer = (resource: FhirResource): { reference: string } => ({ reference: `urn:uuid:${resource.id}` });

export const drawRecord = (random: RandomStream): SyntheticRecord => {
  const id = () => drawUuid(random);
  const [family, given, physician] = [drawFamilyName(random), drawGivenName(random), drawFamilyName(random)];
  const birthDate = dateBefore(365 * 18 + random.integer(365 * 70));
  const started = instantBefore(random.integer(365), 7 * 3_600 + random.integer(12 * 3_600));
  const organization: FhirResource = {
    resourceType: 'Organization',
    id: id(),
    meta,
    name: drawInstitute(random),
  };
  const practitioner: FhirResource = {
    ...{ resourceType: 'Practitioner', id: id(), meta },
    name: [{ family: physician, given: [drawGivenName(random)] }],
  };
  const patient: FhirResource = {
    ...{ resourceType: 'Patient', id: id(), meta, birthDate },
    name: [{ family, given: [given] }],
    gender: random.pick(['female', 'male', 'other'] as const),
    managingOrganization: refer(organization),
  };
  const subject = refer(patient);
  const encounter: FhirResource = {
    ...{ resourceType: 'Encounter', id: id(), meta, status: 'finished', subject },
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
    participant: [{ individual: refer(practitioner) }],
    period: { start: started },
    serviceProvider: refer(organization),
  };
  const condition: FhirResource = {
    ...{ resourceType: 'Condition', id: id(), meta, subject, encounter: refer(encounter) },
    code: { text: pickByZipf(conditions, random) },
  };
  const medication: FhirResource = {
    ...{ resourceType: 'MedicationRequest', id: id(), meta, subject, status: 'active', intent: 'order' },
    medicationCodeableConcept: { text: pickByZipf(medications, random) },
    requester: refer(practitioner),
  };
  const observations = Array.from({ length: 3 + random.integer(6) }, () =>
    drawObservation({ id: id(), meta, subject, encounter: refer(encounter), birthDate, at: started }, random),
  );
  const study = drawStudy(random, { id: id(), subject, started, practitioner, encounter });
  const report: FhirResource = {
    ...{
      resourceType: 'DiagnosticReport',
      id: id(),
      meta,
      status: 'final',
      subject,
      encounter: refer(encounter),
    },
    code: { text: `Report: ${study.procedureCode?.[0]?.text}` },
    effectiveDateTime: started,
    performer: [refer(organization)],
    result: observations.map(refer),
    imagingStudy: [refer(study)],
  };
  const resources = [
    organization,
    practitioner,
    patient,
    encounter,
    condition,
    medication,
    ...observations,
    study,
  ];
  const entry: BundleEntry[] = [...resources, report].map((resource) => ({
    fullUrl: `urn:uuid:${resource.id}`,
    resource,
  }));
  const bundle: Bundle = {
    resourceType: 'Bundle',
    id: id(),
    meta,
    type: 'collection',
    timestamp: started,
    entry,
  };
  return {
    bundle,
    bytes: new TextEncoder().encode(JSON.stringify(bundle)),
    canaries: {
      ...{ name: family, birthDate, examinationDate: started },
      scopeOfInvestigation: study.procedureCode?.[0]?.text ?? '',
      imagingType: study.series?.[0]?.modality.display ?? '',
      ...{ attendingPhysician: physician, institute: organization.name ?? '' },
      numberOfImages: `"numberOfInstances":${study.numberOfInstances}`,
    },
  };
};

interface StudyParts {
  readonly id: string;
  readonly subject: { readonly reference: string };
  readonly started: string;
  readonly practitioner: FhirResource;
  readonly encounter: FhirResource;
}

const drawStudy = (random: RandomStream, parts: StudyParts): ImagingStudy => {
  const { id, subject, started, practitioner, encounter } = parts;
  const modality = pickByZipf(modalities, random);
  const numberOfInstances = 20 + random.integer(400);
  const uid = `2.25.${BigInt(`0x${drawUuid(random).replaceAll('-', '')}`)}`;
  return {
    ...{ resourceType: 'ImagingStudy', id, meta, status: 'available', subject, started, numberOfInstances },
    encounter: refer(encounter),
    identifier: [{ system: 'urn:dicom:uid', value: `urn:oid:${uid}` }],
    interpreter: [refer(practitioner)],
    referrer: refer(practitioner),
    numberOfSeries: 1,
    procedureCode: [{ text: pickByZipf(procedures, random) }],
    series: [
      {
        ...{ uid: `${uid}.1`, number: 1, numberOfInstances },
        modality: { ...modality, display: `Modality ${modality.code}` },
      },
    ],
  };
};
