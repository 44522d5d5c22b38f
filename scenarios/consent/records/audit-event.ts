/** One access as a FHIR R4 AuditEvent, from the server's usage record and, where the reader shows it, the receipt. */
import type { AuditEvent, AuditEventEntityDetail, Reference } from 'fhir/r4.js';
import type { Address } from '../../../sim/index.ts';
import type { AccessReceipt } from '../protocol/access-messages.ts';
import type { UsageRecord } from '../protocol/usage-record.ts';
import { instantOf } from './consent.ts';
import { accountReference, recordReference } from './identifiers.ts';
import { meta } from './resource.ts';
import { purposeCoding } from './vocabulary.ts';

export interface AuditSite {
  readonly chainId: number;
  /** The server that released. */
  readonly mdrs: Address;
  readonly patient?: Reference;
  readonly staff?: Reference;
  readonly custodian?: Reference;
}

const entityType = 'http://terminology.hl7.org/CodeSystem/audit-entity-type';
const objectRole = 'http://terminology.hl7.org/CodeSystem/object-role';

/** Throws for a purpose without a name, and for another access's receipt. */
export const auditEventFrom = (
  id: string,
  usage: UsageRecord,
  { chainId, mdrs, patient, staff, custodian }: AuditSite,
  receipt?: AccessReceipt,
): AuditEvent => {
  const purpose = purposeCoding(usage.purpose);
  if (purpose === undefined || (receipt !== undefined && receipt.requestHash !== usage.requestHash))
    throw new RangeError('The access has a purpose without a name, or the receipt is of another access');
  const detail = (type: string, value: string | number): AuditEventEntityDetail => ({
    type,
    valueString: `${value}`,
  });
  return {
    ...{ resourceType: 'AuditEvent', id, meta, action: 'R', outcome: '0' },
    type: { system: 'http://terminology.hl7.org/CodeSystem/audit-event-type', code: 'rest' },
    subtype: [{ system: 'http://hl7.org/fhir/restful-interaction', code: 'read' }],
    recorded: instantOf(usage.servedAt),
    purposeOfEvent: [{ coding: [purpose] }],
    agent: [{ requestor: true, who: accountReference(chainId, usage.ms, staff) }],
    source: { observer: accountReference(chainId, mdrs, custodian) },
    entity: [
      {
        what: accountReference(chainId, usage.sp, patient),
        type: { system: entityType, code: '1' }, // a person
        role: { system: objectRole, code: '1' }, // the patient
      },
      {
        what: recordReference(usage.recordId),
        type: { system: entityType, code: '2' }, // a system object
        role: { system: objectRole, code: '4' }, // a domain resource
        detail: [
          detail('version', usage.version),
          detail('contentHash', usage.contentHash),
          detail('requestHash', usage.requestHash),
          detail('ops', usage.ops),
          ...(receipt === undefined ? [] : [detail('blockNumber', receipt.blockNumber)]),
          ...(receipt === undefined ? [] : [detail('blockHash', receipt.blockHash)]),
        ],
      },
    ],
  };
};
