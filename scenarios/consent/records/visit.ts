/** One visit and what came of it: a condition, a prescription, measurements, images, and the report on them. */
import type {
  Condition,
  DiagnosticReport,
  Encounter,
  FhirResource,
  ImagingStudy,
  MedicationRequest,
} from 'fhir/r4.js';
import type { RandomStream } from '../../../sim/index.ts';
import { conditions, medications, pickByZipf } from './codes.ts';
import { drawStudy } from './imaging-study.ts';
import { drawObservation } from './observation.ts';
import type { Parties } from './parties.ts';
import { drawUuid, instantBefore } from './people.ts';
import { meta, refer } from './resource.ts';

export interface Visit {
  readonly started: string;
  readonly study: ImagingStudy;
  readonly resources: readonly FhirResource[];
}

export const drawVisit = ({ organization, practitioner, patient }: Parties, random: RandomStream): Visit => {
  const id = (): string => drawUuid(random);
  const started = instantBefore(1 + random.integer(365), 7 * 3_600 + random.integer(12 * 3_600));
  const [subject, physician] = [refer(patient), refer(practitioner)];
  const visit: Encounter = {
    ...{ resourceType: 'Encounter', id: id(), meta, status: 'finished', subject },
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
    participant: [{ individual: physician }],
    period: { start: started },
    serviceProvider: refer(organization),
  };
  const encounter = refer(visit);
  const condition: Condition = {
    ...{ resourceType: 'Condition', id: id(), meta, subject, encounter },
    code: { text: pickByZipf(conditions, random) },
  };
  const medication: MedicationRequest = {
    ...{ resourceType: 'MedicationRequest', id: id(), meta, subject, encounter, requester: physician },
    ...{ status: 'active', intent: 'order' },
    medicationCodeableConcept: { text: pickByZipf(medications, random) },
  };
  const { birthDate = started } = patient;
  const observations = Array.from({ length: 3 + random.integer(6) }, () =>
    drawObservation({ id: id(), meta, subject, encounter, birthDate, at: started }, random),
  );
  const study = drawStudy({ subject, encounter, physician, started }, random);
  const report: DiagnosticReport = {
    ...{ resourceType: 'DiagnosticReport', id: id(), meta, status: 'final', subject, encounter },
    code: { text: `Report: ${study.procedureCode?.[0]?.text}` },
    effectiveDateTime: started,
    performer: [refer(organization)],
    result: observations.map(refer),
    imagingStudy: [refer(study)],
  };
  return { started, study, resources: [visit, condition, medication, ...observations, study, report] };
};
