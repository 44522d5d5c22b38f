/** Where a version of a record comes from, as a FHIR R4 Provenance: what it is about, who brought it, who keeps it, and which version it follows. */
import type { Provenance, Reference } from 'fhir/r4.js';
import type { Address, Hex } from '../../../sim/index.ts';
import { instantOf } from './consent.ts';
import { accountReference, recordReference } from './identifiers.ts';
import { meta } from './resource.ts';

export interface RecordVersion {
  readonly chainId: number;
  readonly recordId: Hex;
  /** 1 for the first. */
  readonly version: number;
  readonly keptAtS: number;
  /** Who uploaded it, the patient or a provider. */
  readonly by: Address;
  readonly mdrs: Address;
}

export interface ProvenanceParties {
  readonly author?: Reference;
  readonly custodian?: Reference;
}

const agentType = 'http://terminology.hl7.org/CodeSystem/provenance-participant-type';
const operation = 'http://terminology.hl7.org/CodeSystem/v3-DataOperation';

/** `contents` are resources in the record, where the record itself is at hand. */
export const provenanceFrom = (
  id: string,
  { chainId, recordId, version, keptAtS, by, mdrs }: RecordVersion,
  contents: readonly Reference[] = [],
  { author, custodian }: ProvenanceParties = {},
): Provenance => {
  const versioned = (number: number): Reference => ({
    ...recordReference(recordId),
    display: `version ${number}`,
  });
  const agent = (code: string, address: Address, known: Reference | undefined) => ({
    type: { coding: [{ system: agentType, code }] },
    who: accountReference(chainId, address, known),
  });
  return {
    ...{ resourceType: 'Provenance', id, meta, recorded: instantOf(keptAtS) },
    target: [versioned(version), ...contents],
    activity: { coding: [{ system: operation, code: version === 1 ? 'CREATE' : 'UPDATE' }] },
    agent: [agent('author', by, author), agent('custodian', mdrs, custodian)],
    ...(version > 1 && { entity: [{ role: 'revision' as const, what: versioned(version - 1) }] }),
  };
};
