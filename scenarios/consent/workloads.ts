/** The paper's operations as workloads, on whichever contract: who asks, grants and looks up, by numbers of a population. */
import type { Hex, ReadOutcome, SendOutcome, WorkloadContext } from '../../sim/index.ts';
import type { Relationship } from './population.ts';
import { type ConsentVariant, operationOf, type Pair, usualTerms } from './variants/variant.ts';

type Act<Outcome> = (context: WorkloadContext, who: Relationship) => Promise<Outcome>;

export interface PaperWorkloads {
  /** The staff asks for access to the patient's data. */
  readonly request: Act<SendOutcome>;
  /** The patient consents. The ciphertext is random bytes of the right length: this benchmark decrypts nothing. */
  readonly grant: Act<SendOutcome>;
  /** The patient takes it back. */
  readonly revoke: Act<SendOutcome>;
  /** The staff looks up its consent in a transaction, as the delays of the paper's tables imply. */
  readonly getMS: Act<SendOutcome>;
  /** The staff looks up its consent in a call: no transaction, no trace on the chain, no fee. */
  readonly readMS: Act<ReadOutcome>;
}

/** Ciphertext of a 64-byte padded address under HPKE: 32 encapsulated key + 64 + 16 authentication tag. */
const encryptedAddressBytes = 112;

export const paperWorkloads = (variant: ConsentVariant): PaperWorkloads => {
  const request = operationOf(variant, 'request');
  const grant = operationOf(variant, 'grant');
  const revoke = operationOf(variant, 'revoke');
  const getMS = operationOf(variant, 'getMS');
  return {
    request: (context, who) => request(context, pairOf(context, who), usualTerms),
    grant: (context, who) => {
      const encryptedAddress = randomBytes(context, encryptedAddressBytes);
      return grant(context, pairOf(context, who), { ...usualTerms, encryptedAddress });
    },
    revoke: (context, who) => revoke(context, pairOf(context, who), usualTerms),
    getMS: (context, who) => getMS(context, pairOf(context, who), usualTerms),
    readMS: (context, who) => {
      const { patient, staff } = pairOf(context, who);
      const args = [patient.address, staff.address];
      return context.read({ from: staff, to: 'consent', call: 'GetMS', args });
    },
  };
};

export const pairOf = ({ account }: WorkloadContext, { patientIndex, staffIndex }: Relationship): Pair => ({
  patient: account('patient', patientIndex),
  staff: account('staff', staffIndex),
});

const randomBytes = ({ random }: WorkloadContext, count: number): Hex =>
  `0x${Array.from({ length: count }, () => random.integer(256).toString(16).padStart(2, '0')).join('')}`;
