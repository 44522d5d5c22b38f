/** Who a record is about: a patient, the physician in charge, and where they met. */
import type { Organization, Patient, Practitioner } from 'fhir/r4.js';
import type { RandomStream } from '../../../sim/index.ts';
import { dateBefore, drawFamilyName, drawGivenName, drawInstitute, drawUuid } from './people.ts';
import { meta, refer } from './resource.ts';

export interface Parties {
  readonly organization: Organization;
  readonly practitioner: Practitioner;
  readonly patient: Patient;
}

export const drawParties = (random: RandomStream): Parties => {
  const nameOf = () => [{ family: drawFamilyName(random), given: [drawGivenName(random)] }];
  const organization: Organization = {
    ...{ resourceType: 'Organization', id: drawUuid(random), meta },
    name: drawInstitute(random),
  };
  return {
    organization,
    practitioner: { resourceType: 'Practitioner', id: drawUuid(random), meta, name: nameOf() },
    patient: {
      ...{ resourceType: 'Patient', id: drawUuid(random), meta, name: nameOf() },
      gender: random.pick(['female', 'male', 'other'] as const),
      birthDate: dateBefore(365 * 18 + random.integer(365 * 70)),
      managingOrganization: refer(organization),
    },
  };
};
