/** What all synthetic resources have in common: they say that they are test data, and refer to each other by their ids. */
import type { FhirResource, Meta, Reference } from 'fhir/r4.js';

/** HL7 v3 ActReason HTEST: test health data. */
export const meta: Meta = {
  security: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason', code: 'HTEST' }],
};

export const refer = ({ id }: FhirResource): Reference => ({ reference: `urn:uuid:${id}` });
