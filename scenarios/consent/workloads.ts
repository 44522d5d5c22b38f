/**
 * The operations of the paper's contract as workloads: who sends what to whom. Gas limits are given, as a benchmark
 * configuration of the paper's tool would give them, so that nothing is executed twice for an estimate; each is the
 * dearest case measured plus a margin.
 */
import type { ReadOutcome, SendOutcome, WorkloadContext } from '../../sim/index.ts';
import type { Relationship } from './population.ts';

const gasLimits = { reqManage: 80_000n, grant: 250_000n, revoc: 80_000n, GetMS: 80_000n } as const;

/** Ciphertext of a 64-byte padded address under HPKE: 32 encapsulated key + 64 + 16 authentication tag. */
const encryptedAddressBytes = 112;

const parties = (context: WorkloadContext, { patientIndex, staffIndex }: Relationship) => ({
  patient: context.account('patient', patientIndex),
  staff: context.account('staff', staffIndex),
});

/** The staff asks for access to the patient's data. */
export const request = (context: WorkloadContext, pair: Relationship): Promise<SendOutcome> => {
  const { patient, staff } = parties(context, pair);
  const gasLimit = gasLimits.reqManage;
  return context.send({ from: staff, to: 'consent', call: 'reqManage', args: [patient.address], gasLimit });
};

/** The patient consents. The ciphertext is random bytes of the right length: this benchmark decrypts nothing. */
export const grant = (context: WorkloadContext, pair: Relationship): Promise<SendOutcome> => {
  const { patient, staff } = parties(context, pair);
  const args = [staff.address, randomBytes(context, encryptedAddressBytes)];
  return context.send({ from: patient, to: 'consent', call: 'grant', args, gasLimit: gasLimits.grant });
};

/** The staff looks up its consent in a transaction, as the delays of the paper's tables imply. */
export const getMS = (context: WorkloadContext, pair: Relationship): Promise<SendOutcome> => {
  const { patient, staff } = parties(context, pair);
  const args = [patient.address, staff.address];
  return context.send({ from: staff, to: 'consent', call: 'GetMS', args, gasLimit: gasLimits.GetMS });
};

/** The staff looks up its consent in a call: no transaction, no trace on the chain, no fee. */
export const readMS = (context: WorkloadContext, pair: Relationship): Promise<ReadOutcome> => {
  const { patient, staff } = parties(context, pair);
  return context.read({ from: staff, to: 'consent', call: 'GetMS', args: [patient.address, staff.address] });
};

const randomBytes = ({ random }: WorkloadContext, count: number): `0x${string}` =>
  `0x${Array.from({ length: count }, () => random.integer(256).toString(16).padStart(2, '0')).join('')}`;
