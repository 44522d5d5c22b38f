/** What a patient's consent to one member of staff takes: a record kept and registered, a request, a grant, and what the staff then asks for. */
import { bytesToHex, type SendOutcome, type WorkloadContext } from '../../sim/index.ts';
import { grantIdOf } from './protocol/checks-of-chain.ts';
import type { KeptRecord } from './protocol/record-keeping.ts';
import type { ResourceServer } from './protocol/resource-server.ts';
import type { Wanted } from './protocol/staff.ts';
import { hashOfHex } from './protocol/static-words.ts';
import { type RecordScope, scopeOf } from './record-scope.ts';
import type { GrantInput } from './signed-decisions.ts';
import { grantsEndS, type Pair, word } from './variants/variant.ts';
import type { Parties } from './workload-parties.ts';

/** A record that a patient's grant is about. */
export interface Consented extends Pair {
  readonly kept: KeptRecord;
  readonly scope: RecordScope;
}

const [read, treatment] = [1, 1];

/** The server keeps a record of the patient's; the chain is yet to hear of it. */
export const keepRecord = async (
  { entropy }: Pick<Parties, 'entropy'>,
  server: ResourceServer,
  pair: Pair,
  content: Uint8Array,
): Promise<Consented> => {
  const [recordId, other] = [bytesToHex(entropy(32)), bytesToHex(entropy(32))];
  const kept = await server.records.keep({ sp: pair.patient.address, recordId, version: 1 }, content);
  // Another record in the same scope, so that showing one says nothing of the rest.
  return { ...pair, kept, scope: scopeOf([recordId, other]) };
};

/** The patient registers where it lies. */
export const registerRecord = (
  { send }: WorkloadContext,
  { patient, kept }: Consented,
): Promise<SendOutcome> =>
  send({
    ...{ from: patient, to: 'consent', call: 'setPointer', gasLimit: 150_000n },
    args: [kept.sp, kept.recordId, kept.mdrs, kept.contentHash, kept.ciphertext],
  });

const grantInput = ({ staff, kept, scope }: Consented): GrantInput => ({
  ...{ ms: staff.address, mdrs: kept.mdrs, scope: scope.root, terms: word(0x7e) },
  ...{ notBefore: 0, expiresAt: grantsEndS, ops: read, purpose: treatment, usesMax: 0 },
});

export const request = (
  { send }: WorkloadContext,
  { patient, staff, scope }: Consented,
): Promise<SendOutcome> =>
  send({
    ...{ from: staff, to: 'consent', call: 'reqManage', gasLimit: 90_000n },
    args: [patient.address, treatment, read, scope.root],
  });

export const grant = ({ send }: WorkloadContext, consented: Consented): Promise<SendOutcome> =>
  send({
    ...{ from: consented.patient, to: 'consent', call: 'grant', gasLimit: 200_000n },
    args: [grantInput(consented)],
  });

/** The patient signs, the staff sends it and pays. Of a pair that has decided nothing yet. */
export const grantBySignature = (
  { send }: WorkloadContext,
  { chain, walletOf }: Parties,
  consented: Consented,
): Promise<SendOutcome> => {
  const { patient, staff } = consented;
  const input = grantInput(consented);
  const deadline = BigInt(Math.floor(chain.nowMs() / 1000) + 86_400);
  const { message, signature } = walletOf(patient).signGrant({
    ...input,
    epoch: 0,
    patientEpoch: 0,
    deadline,
  });
  const args = [patient.address, input, message.epoch, deadline, signature];
  return send({ from: staff, to: 'consent', call: 'grantBySig', args, gasLimit: 200_000n });
};

/** What the staff asks of the server under the pair's first grant. */
export const wantedOf = ({ chain }: Pick<Parties, 'chain'>, consented: Consented): Wanted => {
  const { patient, staff, kept, scope } = consented;
  const [sp, pointer] = [patient.address, kept.ciphertext];
  return {
    ...{ grantId: grantIdOf(chain.deployment, sp, staff.address, 1), sp, mdrs: kept.mdrs },
    ...{ recordId: kept.recordId, proof: scope.proofOf(kept.recordId) ?? [] },
    ...{ pointer, pointerHash: hashOfHex(pointer), ops: read, purpose: treatment },
  };
};
