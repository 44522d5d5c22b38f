/**
 * The protocol's parties on the accounts of a scenario: one hospital, one resource server and its keys, staff and patients, each with secrets
 * from streams of the run's own. What is real in life is real here: signatures, encryption, every check.
 */
import { keccak256 } from 'viem/utils';
import {
  type Account,
  bytesToHex,
  type Hex,
  type SendOutcome,
  type WorkloadContext,
} from '../../sim/index.ts';
import { grantIdOf } from './protocol/checks-of-chain.ts';
import { type Entropy, seededEntropy } from './protocol/entropy.ts';
import { createEncryptionKeys, type EncryptionKeys } from './protocol/hpke.ts';
import { createPatientWallet, type PatientWallet } from './protocol/patient-wallet.ts';
import type { KeptRecord } from './protocol/record-keeping.ts';
import {
  createResourceServer,
  type ResourceServer,
  type ResourceServerOptions,
} from './protocol/resource-server.ts';
import { createStaff, type Staff, type Wanted } from './protocol/staff.ts';
import { type RecordScope, scopeOf } from './record-scope.ts';
import { createLocatorResolver } from './server/pointers/blob-key.ts';
import { createMemoryStore } from './server/stores/memory.ts';
import type { GrantInput } from './signed-decisions.ts';
import { grantsEndS, type Pair, word } from './variants/variant.ts';
import { openWorkloadChain, type WorkloadChain } from './workload-chain.ts';

export interface Parties {
  readonly chain: WorkloadChain;
  readonly entropy: Entropy;
  /** By the account's index. */
  readonly staff: readonly Staff[];
  readonly walletOf: (patient: Account) => PatientWallet;
  /** One of as many as one likes: they share the server's account, keys and store, and differ in what is given. */
  readonly serve: (options?: Partial<ResourceServerOptions>) => Promise<ResourceServer>;
}

/** A record that a patient's grant is about. */
export interface Consented extends Pair {
  readonly kept: KeptRecord;
  readonly scope: RecordScope;
}

const untilS = grantsEndS + 200 * 86_400;
const [read, treatment] = [1, 1];

/** In set-up: everybody is registered. */
export const openParties = async (context: WorkloadContext): Promise<Parties> => {
  const account = context.account('server', 0);
  const chain = await openWorkloadChain(context, account);
  const entropy = seededEntropy(context.random.fork('entropy'));
  const encryptionKeys = await createEncryptionKeys(entropy);
  const staffKeys: EncryptionKeys[] = [];
  for (let index = 0; index < context.accountCount('staff'); index += 1)
    staffKeys.push(await createEncryptionKeys(entropy));
  await register(context, encryptionKeys, staffKeys);
  const { deployment, keyOf } = chain;
  const options: ResourceServerOptions = {
    ...{ account: keyOf(account), encryptionKeys, store: createMemoryStore(), entropy },
    ...{ chain: chain.view, writer: chain.writerOf(account), nowMs: chain.nowMs },
    resolve: createLocatorResolver({ roots: [], stores: {} }),
    ...{ tokenMode: 'T2', custodyMode: 'A', auditMode: 'none', batchSize: 1_000, horizonBlocks: 64 },
  };
  return {
    ...{ chain, entropy },
    staff: staffKeys.map((keys, index) =>
      createStaff({
        account: keyOf(context.account('staff', index)),
        encryptionKeys: keys,
        deployment,
        entropy,
      }),
    ),
    walletOf: (patient) => createPatientWallet({ account: keyOf(patient), deployment, entropy }),
    serve: (others = {}) => createResourceServer({ ...options, ...others }),
  };
};

const register = async (
  { account, send }: WorkloadContext,
  server: EncryptionKeys,
  staff: readonly EncryptionKeys[],
): Promise<void> => {
  const [regulator, provider] = [account('regulator', 0), account('provider', 0)];
  const by = (from: Account, call: string, ...args: readonly unknown[]) =>
    send({ from, to: 'consent', call, args, gasLimit: 150_000n });
  const publicKey = (keys: EncryptionKeys): Hex => bytesToHex(keys.publicKey);
  await by(regulator, 'registerProvider', provider.address, untilS, word(1));
  await by(regulator, 'registerServer', account('server', 0).address, untilS, word(2), publicKey(server));
  await Promise.all(
    staff.map((keys, index) =>
      by(provider, 'registerStaff', account('staff', index).address, untilS, word(4), publicKey(keys)),
    ),
  );
};

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
    ...{ pointer, pointerHash: keccak256(pointer), ops: read, purpose: treatment },
  };
};
