/**
 * Patient, staff and hospital as clients over HTTP: they know a service's address, keys of their own, and the contract's ABI, and speak to
 * the chain as to the server.
 */
import { http } from 'viem';
import { compiled } from '../../../../../contracts/test/compiled.ts';
import { bytesToHex, createRandom, type Hex, type LiveChain } from '../../../../../sim/index.ts';
import { seededEntropy } from '../../../protocol/entropy.ts';
import { createEncryptionKeys } from '../../../protocol/hpke.ts';
import { createPatientWallet } from '../../../protocol/patient-wallet.ts';
import type { KeptRecord } from '../../../protocol/record-keeping.ts';
import { createRegistryView } from '../../../protocol/registry-view.ts';
import { createStaff, type Wanted } from '../../../protocol/staff.ts';
import { type RecordScope, scopeOf } from '../../../record-scope.ts';
import { createMemoryStore } from '../../stores/memory.ts';
import { castMember } from '../cast.ts';
import { openRegistry } from '../registry-session.ts';
import { type DeploymentDocument, type ServiceOptions, startService } from '../service.ts';

export const [hospital, staff, patient] = [
  castMember('hospital'),
  castMember('staff'),
  castMember('patient'),
];
export const [read, treatment] = [1, 1];
export const word = (digit: string): Hex => `0x${digit.repeat(64)}`;
export const refusal = { status: 403, text: '{"answer":"refused"}' };
const [sp, ms] = [patient.account.address, staff.account.address];

export type Wire = Awaited<ReturnType<typeof openWire>>;

export const openWire = async (options: Pick<ServiceOptions, 'custodyMode' | 'batchSize' | 'limits'>) => {
  const told: string[] = [];
  const tell = (line: string): void => void told.push(line);
  const service = await startService({
    ...options,
    chain: 'instant',
    store: createMemoryStore(),
    port: 0,
    tell,
  });
  const url = `http://127.0.0.1:${service.port}`;
  const post = async (path: string, body = ''): Promise<{ status: number; text: string }> => {
    const response = await fetch(url + path, { method: 'POST', body });
    return { status: response.status, text: await response.text() };
  };
  const { mdrs, record, encryptionKey, ...deployment } = JSON.parse(
    (await post('/deployment')).text,
  ) as DeploymentDocument;
  const { abi } = await compiled('ConsentRegistry', 'osaka');
  const { request } = http(`${url}/chain`)({});
  const site = { abi, chainId: deployment.chainId, request: request as LiveChain['request'] };
  const registry = await openRegistry(site, deployment.verifyingContract);
  const entropy = seededEntropy(createRandom('over the wire'));
  const encryptionKeys = await createEncryptionKeys(entropy);
  const member = createStaff({ account: staff.account, encryptionKeys, deployment, entropy });
  const wallet = createPatientWallet({ account: patient.account, deployment, entropy });
  const view = createRegistryView({
    deployment,
    head: () => Promise.reject(new Error('not asked')),
    read: (call, args) => registry.read(call, args),
    isRevocationPending: async () => false,
  });
  const until = Math.floor(Date.now() / 1000) + 3_600;
  await registry.send(hospital, 'registerStaff', ms, until, word('3'), bytesToHex(member.encryptionKey));
  return {
    ...{
      service,
      told,
      post,
      deployment,
      mdrs,
      record,
      encryptionKey,
      registry,
      entropy,
      member,
      wallet,
      view,
      until,
    },
    posterOf: (who: typeof patient) => ({ account: who.account, deployment, entropy }),
  };
};

/** Step 3: the patient registers the encrypted address and grants; staff read both from events. */
export const consentTo = async (
  wire: Wire,
  kept: KeptRecord,
  scope: RecordScope = scopeOf([kept.recordId]),
) => {
  const { registry, view, until } = wire;
  const { recordId, mdrs, contentHash, ciphertext } = kept;
  await registry.send(patient, 'setPointer', sp, recordId, mdrs, contentHash, ciphertext);
  const grant = { ms, mdrs, scope: scope.root, terms: word('7'), notBefore: 0, expiresAt: until };
  await registry.send(patient, 'grant', { ...grant, ops: read, purpose: treatment, usesMax: 0 });
  const granted = (await registry.events('ConsentGranted', { sp, ms })).at(-1);
  const [pointed] = await registry.events('PointerSet', { sp, recordId });
  const registered = await view.pointer(sp, recordId);
  const wanted: Wanted = {
    ...{ grantId: granted?.args.grantId as Hex, sp, mdrs, recordId, ops: read, purpose: treatment },
    ...{ pointer: pointed?.args.ciphertext as Hex, pointerHash: registered.pointerHash },
    proof: scope.proofOf(recordId) ?? [],
  };
  return { wanted, registered };
};
