/** Where every pair of patient and staff stands, by the registry's events: what wallets and the server's view know without asking. */
import type { Address, ContractEvent, Hex } from '../../../sim/index.ts';
import { type Purpose, purposes } from './behaviour.ts';

export interface Consent {
  /** `asking`: a request is signed and in no block yet. */
  stage: 'none' | 'asking' | 'requested' | 'active' | 'denied' | 'ended';
  grantId: Hex;
  purpose: Purpose;
}

export interface Consents {
  onEvent(event: ContractEvent): void;
  of(sp: Address, ms: Address): Consent;
}

/** No grant has this id. */
export const noGrant: Hex = `0x${'00'.repeat(32)}`;

const stranger = (): Consent => ({
  ...{ stage: 'none', grantId: noGrant, purpose: purposes.treatment },
});

const stageAfter: Readonly<Record<string, Consent['stage']>> = {
  AccessRequested: 'requested',
  ConsentGranted: 'active',
  ConsentDenied: 'denied',
  ConsentRevoked: 'ended',
};

export const createConsents = (): Consents => {
  const byPatient = new Map<Address, Map<Address, Consent>>();

  const of = (sp: Address, ms: Address): Consent => {
    const ofPatient = byPatient.get(sp) ?? new Map<Address, Consent>();
    byPatient.set(sp, ofPatient);
    const consent = ofPatient.get(ms) ?? stranger();
    ofPatient.set(ms, consent);
    return consent;
  };

  return {
    of,
    onEvent: ({ name, args }) => {
      const sp = args.sp as Address;
      if (name === 'AllRevoked')
        for (const consent of byPatient.get(sp)?.values() ?? []) consent.stage = 'ended';
      const stage = stageAfter[name];
      if (stage === undefined) return;
      const consent = of(sp, args.ms as Address);
      consent.stage = stage;
      if (stage !== 'active') return;
      const purpose = Number(args.purpose) as Purpose;
      Object.assign(consent, { grantId: args.grantId, purpose });
    },
  };
};
