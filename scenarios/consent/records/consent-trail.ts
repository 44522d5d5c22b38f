/**
 * What the consent system adds to a patient's bundle: the consent under which the physician reads, the provenance of the first version, and one access. Accounts
 * and ids are drawn, as no chain is at hand; a real server makes the same from what it holds.
 */
import type { Consent, FhirResource } from 'fhir/r4.js';
import { type Address, bytesToHex, type Hex, type RandomStream } from '../../../sim/index.ts';
import { seededEntropy } from '../protocol/entropy.ts';
import { scopeOf } from '../record-scope.ts';
import { auditEventFrom } from './audit-event.ts';
import { consentFrom } from './consent.ts';
import type { Parties } from './parties.ts';
import { drawUuid } from './people.ts';
import { provenanceFrom } from './provenance.ts';
import { refer } from './resource.ts';
import { readingTerms, termsOf } from './terms.ts';
import type { Visit } from './visit.ts';

const [chainId, read, treatment, dayS] = [1, 1, 1, 86_400];

export interface ConsentTrail {
  readonly consent: Consent;
  readonly resources: readonly FhirResource[];
}

export const drawConsentTrail = (
  { patient, practitioner, organization }: Parties,
  { started, study }: Visit,
  random: RandomStream,
): ConsentTrail => {
  const entropy = seededEntropy(random);
  const account = (): Address => bytesToHex(entropy(20));
  const word = (): Hex => bytesToHex(entropy(32));
  const [sp, ms, mdrs, recordId] = [account(), account(), account(), word()];
  const startS = Date.parse(started) / 1000;
  const [staff, custodian] = [refer(practitioner), refer(organization)];
  const site = { chainId, mdrs, patient: refer(patient), staff, custodian };
  const grant = {
    ...{ ms, mdrs, scope: scopeOf([recordId]).root, terms: termsOf(readingTerms), notBefore: startS },
    ...{ expiresAt: startS + 30 * dayS, ops: read, purpose: treatment, usesMax: 0 },
  };
  const subject = { chainId, sp, recordIds: [recordId] as const, template: readingTerms };
  const consent = consentFrom(drawUuid(random), grant, subject, site);
  const kept = { chainId, recordId, version: 1, keptAtS: startS, by: mdrs, mdrs };
  const contents = { author: custodian, custodian };
  const provenance = provenanceFrom(drawUuid(random), kept, [refer(study)], contents);
  const usage = {
    ...{
      requestHash: word(),
      sp,
      ms,
      recordId,
      version: 1,
      contentHash: word(),
      ops: read,
      purpose: treatment,
    },
    servedAt: startS + random.integer(30 * dayS),
  };
  const event = auditEventFrom(drawUuid(random), usage, site);
  return { consent, resources: [consent, provenance, event] };
};
