/** The registry's numbers in HL7's words. */
import type { CodeableConcept, Coding } from 'fhir/r4.js';

/** `ops` of a grant, one bit each, with the nearest of HL7's consent actions. */
const operations = [
  { bit: 1, code: 'READ', action: 'access' },
  { bit: 2, code: 'QUERY', action: 'access' },
  { bit: 4, code: 'DERIVE', action: 'use' },
  { bit: 8, code: 'EXPORT', action: 'disclose' },
  { bit: 16, code: 'TRAIN', action: 'use' },
] as const;

/** `purpose` of a grant: HL7 v3 PurposeOfUse and, for the last, break the glass. Their places are the registry's numbers, from 1. */
const purposes = ['TREAT', 'ETREAT', 'HPAYMT', 'HOPERAT', 'HRESCH', 'PUBHLTH', 'PATRQT', 'BTG'];

const actReason = 'http://terminology.hl7.org/CodeSystem/v3-ActReason';
const consentAction = 'http://terminology.hl7.org/CodeSystem/consentaction';
const operation = 'urn:chronobench:operation';

export const actionsOf = (ops: number): CodeableConcept[] =>
  operations
    .filter(({ bit }) => (ops & bit) !== 0)
    .map(({ code, action }) => ({
      coding: [
        { system: operation, code },
        { system: consentAction, code: action },
      ],
    }));

/** Undefined when one of them is no operation of ours: HL7's code alone says less than a bit. */
export const opsOf = (actions: readonly CodeableConcept[]): number | undefined => {
  const bits = actions.map(({ coding = [] }) => {
    const own = coding.find(({ system }) => system === operation)?.code;
    return operations.find(({ code }) => code === own)?.bit ?? Number.NaN;
  });
  return bits.some(Number.isNaN) ? undefined : bits.reduce<number>((ops, bit) => ops | bit, 0);
};

export const purposeCoding = (purpose: number): Coding | undefined => {
  const code = purposes[purpose - 1];
  return code === undefined ? undefined : { system: actReason, code };
};

export const purposeOf = ({ system, code }: Coding): number | undefined => {
  const place = system === actReason ? purposes.indexOf(code ?? '') : -1;
  return place === -1 ? undefined : place + 1;
};
