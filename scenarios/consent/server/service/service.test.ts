/** The six steps of the paper's Figure 2 over the wire, and what patients and providers send beside them. */
import { createServer } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Hex } from '../../../../sim/index.ts';
import {
  writeKeyDelivery,
  writePost,
  writeRevocation,
  writeSealedUpload,
  writeUpload,
} from '../../protocol/posting.ts';
import type { KeptRecord } from '../../protocol/record-keeping.ts';
import type { Wanted } from '../../protocol/staff.ts';
import { decodeUsage } from '../../protocol/usage-record.ts';
import type { UsageReport } from '../../protocol/usage-report.ts';
import { scopeOf } from '../../record-scope.ts';
import { readAccess } from '../http/access.ts';
import { createMemoryStore } from '../stores/memory.ts';
import { startService } from './service.ts';
import {
  consentTo,
  hospital,
  openWire,
  patient,
  read,
  refusal,
  staff,
  treatment,
  type Wire,
  word,
} from './testing/wire.ts';

const [sp, ms] = [patient.account.address, staff.account.address];
const plaintext = '{"resourceType":"Bundle","type":"collection"}';
let wire: Wire;
beforeAll(async () => {
  wire = await openWire({ custodyMode: 'A', batchSize: 1 });
}, 60_000);
afterAll(() => wire.service.close());

const access = async (wanted: Wanted, { member, post }: Wire = wire) => {
  const pending = await member.request(wanted, Date.now());
  return { pending, answer: await post('/access', pending.text) };
};
const readText = async (consent: Awaited<ReturnType<typeof consentTo>>, on: Wire = wire): Promise<string> => {
  const { pending, answer } = await access(consent.wanted, on);
  const reading = await on.member.open(pending, readAccess(answer.text), consent.registered);
  if (reading.kind !== 'read') throw new Error(reading.code);
  return Buffer.from(reading.plaintext).toString();
};

test('request, decision, token, presentation, check and answer go over the wire; so does a withdrawal', async () => {
  const { registry, record, told, post } = wire;
  if (record === undefined) throw new Error('no example');
  // 1 and 2: the staff asks on the chain; the patient sees the event.
  const scope = scopeOf([record.recordId]);
  await registry.send(staff, 'reqManage', sp, treatment, read, scope.root);
  const [asked] = await registry.events('AccessRequested', { sp });
  expect(String(asked?.args.ms).toLowerCase()).toBe(ms);
  const { wanted, registered } = await consentTo(wire, record, scope);

  // 4 to 6: the staff presents a signed request; the server checks the chain and answers.
  const { pending, answer } = await access(wanted);
  expect(told.at(-1)).toBe('served');
  const reading = await wire.member.open(pending, readAccess(answer.text), registered);
  if (reading.kind !== 'read') throw new Error(reading.code);
  expect(JSON.parse(Buffer.from(reading.plaintext).toString())).toMatchObject({ resourceType: 'Bundle' });

  // The same request again, and a new one after the withdrawal: one answer, and the reasons inside.
  const again = await post('/access', pending.text);
  expect(told.at(-1)).toBe('refused at check 6: replayed');
  await registry.send(patient, 'revoc', ms, word('0'));
  const late = await access(wanted);
  expect(told.at(-1)).toMatch(/^refused at check \d+: (now:notActive|staleGrant)$/);
  expect([again, late.answer]).toEqual([refusal, refusal]);
});

test('a hospital uploads; the patient registers, grants, asks who read, and withdraws at the server alone', async () => {
  const { post, told, mdrs, encryptionKey, deployment, wallet, registry } = wire;
  const subject = { sp, mdrs, recordId: wallet.createRecordId(), version: 1 };
  const key = Buffer.from(encryptionKey.slice(2), 'hex');
  const upload = await writeSealedUpload(
    wire.posterOf(hospital),
    subject,
    Buffer.from(plaintext),
    key,
    Date.now(),
  );
  const kept = await post('/record', upload);
  expect(await post('/record', upload)).toEqual(refusal);
  expect(told.at(-1)).toBe('refused at record: replayed');
  const consent = await consentTo(wire, JSON.parse(kept.text) as KeptRecord);
  expect(await readText(consent)).toBe(plaintext);

  const asked = wallet.askUsage(mdrs, Date.now());
  const report = JSON.parse((await post('/usage', writePost(deployment, asked))).text) as UsageReport;
  const readings = report.batches.flatMap(({ accesses }) =>
    accesses.map(({ record }) => decodeUsage(record)),
  );
  expect(readings.at(-1)).toMatchObject({ sp, ms, recordId: subject.recordId });

  const { epoch } = await wire.view.pair(sp, ms);
  const withdrawal = wallet.signRevocation(ms, epoch, word('0'), 2n ** 40n);
  expect((await post('/revocation', writeRevocation(deployment, withdrawal))).text).toBe(
    '{"answer":"received"}',
  );
  expect((await access(consent.wanted)).answer).toEqual(refusal);
  expect(told.at(-1)).toMatch(/revocationReceived|now:notActive|staleGrant/);
  await expect.poll(async () => (await registry.events('ConsentRevoked', { sp, ms })).length).toBe(2);
});

test('in custody mode B the patient’s side seals, and delivers the key with the grant', async () => {
  const sealedWire = await openWire({ custodyMode: 'B', batchSize: 100 });
  const { post, mdrs, wallet, member, record, told, service } = sealedWire;
  expect(record).toBeUndefined();
  const [poster, recordId] = [sealedWire.posterOf(patient), wallet.createRecordId()];
  const { bytes, dataKey } = wallet.sealRecord(Buffer.from(plaintext));
  const kept = await post(
    '/record',
    writeUpload(poster, { sp, mdrs, recordId, version: 1 }, bytes, Date.now()),
  );
  const consent = await consentTo(sealedWire, JSON.parse(kept.text) as KeptRecord);
  expect((await access(consent.wanted, sealedWire)).answer).toEqual(refusal);
  expect(told.at(-1)).toBe('refused at check 13: recordErased');
  const wrapped = await wallet.wrapKey(recordId, 1, dataKey, {
    address: ms,
    encryptionKey: member.encryptionKey,
  });
  const delivery = writeKeyDelivery(poster, { ms, mdrs, recordId, version: 1 }, wrapped, Date.now());
  expect((await post('/key', delivery)).text).toBe('{"answer":"kept"}');
  expect(await readText(consent, sealedWire)).toBe(plaintext);
  await service.close();
}, 60_000);

test('a patient, and a source, bring so many bytes a day; what is beyond is refused with nothing kept', async () => {
  const limits = { uploadBytesPerDayByPatient: 200, uploadBytesPerDayBySource: 300 };
  const small = await openWire({ custodyMode: 'A', batchSize: 100, limits });
  const { post, told, mdrs, wallet, encryptionKey, service } = small;
  const upload = async (who: typeof patient): Promise<{ status: number; text: string }> => {
    const subject = { sp, mdrs, recordId: wallet.createRecordId(), version: 1 };
    const key = Buffer.from(encryptionKey.slice(2), 'hex');
    const text = await writeSealedUpload(
      small.posterOf(who),
      subject,
      Buffer.from(plaintext),
      key,
      Date.now(),
    );
    return post('/record', text);
  };
  // 93 bytes each, sealed: two of the patient's own, then one of the hospital's.
  const answers = [await upload(patient), await upload(patient), await upload(patient)];
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 403]);
  expect([answers[2], told.at(-1)]).toEqual([refusal, 'refused at record: uploaderOverQuota']);
  expect((await upload(hospital)).status).toBe(200);
  expect([await upload(hospital), told.at(-1)]).toEqual([refusal, 'refused at record: sourceOverQuota']);
  await service.close();
}, 60_000);

test('what is no request is refused with the same words, and the chain answers errors as a node does', async () => {
  const { post } = wire;
  const signature: Hex = `0x${'11'.repeat(65)}`;
  for (const path of ['/access', '/revocation', '/usage', '/record', '/key'])
    for (const body of [
      '',
      '{',
      '[]',
      'null',
      '{"request":{}}',
      JSON.stringify({ signature }),
      'x'.repeat(400_000),
    ])
      expect(await post(path, body)).toEqual(refusal);
  for (const body of ['', '{', '[]', 'null', '{"method":7}', '{"method":"eth_chainId","params":{}}'])
    expect(await post('/chain', body)).toEqual(refusal);
  const { text } = await post('/chain', '{"jsonrpc":"2.0","id":1,"method":"eth_mine"}');
  expect(JSON.parse(text)).toMatchObject({ id: 1, error: { code: -32_601 } });
});

test('an account is asked what its code says, and a revert or no code at all is an empty answer', async () => {
  const { registry, deployment } = wire;
  for (const account of [deployment.verifyingContract, sp])
    expect(await registry.call(account, '0x1626ba7e', 200_000n)).toBe('0x');
  expect(await registry.call(deployment.verifyingContract, '0x5c975abb', 200_000n)).toBe(
    `0x${'0'.repeat(64)}`,
  ); // paused()
});

test('a service that cannot start closes its store and says why', async () => {
  const occupied = createServer().listen(0, '127.0.0.1');
  await new Promise((listening) => occupied.once('listening', listening));
  const { port } = occupied.address() as { port: number };
  for (const [options, error] of [
    [{ chain: 'moon', port: 0 }, { code: 'UNKNOWN_CHAIN' }],
    [{ chain: 'instant', port }, { code: 'EADDRINUSE' }],
  ] as const) {
    const closed: string[] = [];
    const store = { ...createMemoryStore(), close: async () => void closed.push('store') };
    const rest = { store, custodyMode: 'A', batchSize: 100, tell: () => {} } as const;
    await expect(startService({ ...options, ...rest })).rejects.toMatchObject(error);
    expect(closed).toEqual(['store']);
  }
  occupied.close();
});
