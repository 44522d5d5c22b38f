/**
 * The six steps of the paper's Figure 2 over the wire: patient and staff are clients that know the server's address, keys of their own, and
 * the contract's ABI. They speak HTTP, to the chain as to the server.
 */
import { type Abi, http } from 'viem';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compiled } from '../../../../contracts/test/compiled.ts';
import { bytesToHex, createRandom, type Hex } from '../../../../sim/index.ts';
import { seededEntropy } from '../../protocol/entropy.ts';
import { createEncryptionKeys } from '../../protocol/hpke.ts';
import { createRegistryView } from '../../protocol/registry-view.ts';
import { createStaff } from '../../protocol/staff.ts';
import { scopeOf } from '../../record-scope.ts';
import { readAccess } from '../http/access.ts';
import { createMemoryStore } from '../stores/memory.ts';
import { castMember } from './cast.ts';
import { openRegistry, type RegistrySession } from './registry-session.ts';
import { type DeploymentDocument, type Service, startService } from './service.ts';

const [hospital, staff, patient] = [castMember('hospital'), castMember('staff'), castMember('patient')];
const [read, treatment] = [1, 1];
const word = (digit: string): Hex => `0x${digit.repeat(64)}`;
const told: string[] = [];

let service: Service;
let registry: RegistrySession;
let deployment: DeploymentDocument;
const post = async (path: string, body = ''): Promise<{ status: number; text: string }> => {
  const response = await fetch(`http://127.0.0.1:${service.port}${path}`, { method: 'POST', body });
  return { status: response.status, text: await response.text() };
};

beforeAll(async () => {
  service = await startService({
    chain: 'instant',
    store: createMemoryStore(),
    port: 0,
    tell: (line) => told.push(line),
  });
  deployment = JSON.parse((await post('/deployment')).text) as DeploymentDocument;
  const { abi } = await compiled('ConsentRegistry', 'osaka');
  registry = openRegistry({
    abi: abi as Abi,
    address: deployment.verifyingContract,
    chainId: deployment.chainId,
    transport: http(`http://127.0.0.1:${service.port}/chain`),
  });
}, 60_000);
afterAll(() => service.close());

test('request, decision, token, presentation, check and answer go over the wire; so does a withdrawal', async () => {
  const { mdrs, record, ...site } = deployment;
  const entropy = seededEntropy(createRandom('over the wire'));
  const member = createStaff({
    account: staff.account,
    encryptionKeys: await createEncryptionKeys(entropy),
    deployment: site,
    entropy,
  });
  const [sp, ms] = [patient.account.address, staff.account.address];
  const nowS = Math.floor(Date.now() / 1000);
  const until = nowS + 3_600;
  await registry.send(hospital, 'registerStaff', ms, until, word('3'), bytesToHex(member.encryptionKey));

  // 1 and 2: the staff asks on the chain; the patient sees the event.
  const scope = scopeOf([record.recordId]);
  await registry.send(staff, 'reqManage', sp, treatment, read, scope.root);
  const [asked] = await registry.events('AccessRequested', { sp });
  expect(String(asked?.args.ms).toLowerCase()).toBe(ms);

  // 3: the patient registers the encrypted address and grants; the staff reads both from events.
  await registry.send(
    patient,
    'setPointer',
    sp,
    record.recordId,
    mdrs,
    record.contentHash,
    record.ciphertext,
  );
  const grant = { ms, mdrs, scope: scope.root, terms: word('7'), notBefore: 0, expiresAt: until };
  await registry.send(patient, 'grant', { ...grant, ops: read, purpose: treatment, usesMax: 0 });
  const [granted] = await registry.events('ConsentGranted', { sp, ms });
  const [pointed] = await registry.events('PointerSet', { sp, recordId: record.recordId });

  // 4 to 6: the staff presents a signed request; the server checks the chain and answers.
  const view = createRegistryView({
    deployment: site,
    head: () => Promise.reject(new Error('not asked')),
    read: (call, args) => registry.read(call, args),
    isRevocationPending: async () => false,
  });
  const registered = await view.pointer(sp, record.recordId);
  const wanted = {
    ...{
      grantId: granted?.args.grantId as Hex,
      sp,
      mdrs,
      recordId: record.recordId,
      ops: read,
      purpose: treatment,
    },
    ...{ pointer: pointed?.args.ciphertext as Hex, pointerHash: registered.pointerHash },
    proof: scope.proofOf(record.recordId) ?? [],
  };
  const pending = await member.request(wanted, Date.now());
  const answer = await post('/access', pending.text);
  expect(told.at(-1)).toBe('served');
  const reading = await member.open(pending, readAccess(answer.text), registered);
  if (reading.kind !== 'read') throw new Error(reading.code);
  expect(JSON.parse(Buffer.from(reading.plaintext).toString())).toMatchObject({ resourceType: 'Bundle' });

  // The same request again, and a new one after the withdrawal: one answer, and the reasons inside.
  const again = await post('/access', pending.text);
  expect(told.at(-1)).toBe('refused at check 6: replayed');
  await registry.send(patient, 'revoc', ms, word('0'));
  const late = await post('/access', (await member.request(wanted, Date.now())).text);
  expect(told.at(-1)).toMatch(/^refused at check \d+: (now:notActive|staleGrant)$/);
  expect([again, late]).toEqual(
    Array.from({ length: 2 }, () => ({ status: 403, text: '{"answer":"refused"}' })),
  );
});

test('what is no request is refused with the same words, and the chain answers errors as a node does', async () => {
  for (const body of ['', '{', '[]', 'null', '{"request":{}}', 'x'.repeat(10_000)])
    expect(await post('/access', body)).toEqual({ status: 403, text: '{"answer":"refused"}' });
  for (const body of ['', '{', '[]', 'null', '{"method":7}', '{"method":"eth_chainId","params":{}}'])
    expect(await post('/chain', body)).toEqual({ status: 403, text: '{"answer":"refused"}' });
  const { text } = await post('/chain', '{"jsonrpc":"2.0","id":1,"method":"eth_mine"}');
  expect(JSON.parse(text)).toMatchObject({ id: 1, error: { code: -32_601 } });
});
