/**
 * No byte that the chain publishes says anything about a patient. Whole runs (registration, request, grant, pointers, tokens, reading, usage,
 * revocation, in every token and audit mode) are searched for the eight canaries of the record that is read in them.
 */
import { expect, test } from 'vitest';
import { createRandom } from '../../../sim/index.ts';
import { drawRecord } from '../records/bundle.ts';
import { createScanner, type Hit } from '../records/scanner.ts';
import { pointerName } from './record-keeping.ts';
import { publishedBy } from './testing/published.ts';
import { readRecord } from './testing/requests.ts';
import { consented, createWorld, people, type World, word } from './testing/world.ts';

const { alice, maria, archive } = people;
const record = drawRecord(createRandom('canary'));
const scanner = createScanner(record.canaries);

const hitsIn = async ({ chain }: World): Promise<Hit[]> =>
  (await publishedBy(chain)).flatMap(({ place, bytes }) => scanner.scan(place, bytes));

test.each([
  ['T2', 'A', 'merkleBatch'],
  ['T2', 'A', 'perAccess'],
  ['T1', 'A', 'hashChain'],
] as const)(
  'token mode %s, custody %s, audit mode %s: not one canary',
  async (tokenMode, custodyMode, auditMode) => {
    const world = await createWorld({ tokenMode, custodyMode, auditMode });
    await world.chain.send(maria, 'reqManage', alice.address, 1, 1, word(1));
    const { wanted } = await consented(world, {}, record.bytes);
    const { events } = await world.chain.send(
      maria,
      'issueToken',
      alice.address,
      wanted.recordId,
      wanted.proof,
      1,
      1,
      600,
    );
    const reading = await readRecord(world, { ...wanted, tokenId: events[0]?.args.tokenId as `0x${string}` });
    expect(reading).toMatchObject({ kind: 'read', plaintext: Buffer.from(record.bytes) });
    await world.server.flushUsage();
    const { message, signature } = world.wallet.signRevocation(maria.address, 1, word(0), 2n ** 40n);
    expect(await world.server.receiveRevocation(message, signature)).toBe(true);
    await expect.poll(async () => (await world.view.pair(alice.address, maria.address)).epoch).toBe(3);
    expect(await hitsIn(world)).toEqual([]);
  },
);

test('what the server keeps and what goes over the wire has none either', async () => {
  const world = await createWorld();
  const { wanted, kept } = await consented(world, {}, record.bytes);
  const pending = await world.staff.request(wanted, world.clock.nowMs());
  const answer = await world.server.handle(pending.text, 'ward');
  const sealed = answer.kind === 'served' ? await answer.sealed() : new Uint8Array(0);
  const pointer = await world.stores[0]?.pointers.get(pointerName(kept.sp, kept.recordId));
  const log = (await world.stores[0]?.log.read(0, 10)) ?? [];
  const seen = [Buffer.from(pending.text), Buffer.from(JSON.stringify(answer)), sealed, ...log];
  for (const bytes of [...seen, pointer ?? sealed]) expect(scanner.scan('outside', bytes)).toEqual([]);
  expect(sealed.length).toBeGreaterThan(record.bytes.length);
});

test('a careless custodian who puts a name on the chain is found in calldata, log and trace', async () => {
  const world = await createWorld();
  const careless = `0x${Buffer.from(`patients/${record.canaries.name}`).toString('hex')}`;
  await world.chain.send(alice, 'setPointer', alice.address, word(1), archive.address, word(2), careless);
  const places = (await hitsIn(world)).map(
    ({ canary, form, place }) => `${canary} ${form} ${place.split(', ')[1]}`,
  );
  expect([...new Set(places)]).toEqual(['name raw calldata', 'name raw log', 'name raw memory']);
});

test('a short secret in storage is found as well, by its hash', async () => {
  const world = await createWorld();
  const { createHash } = await import('node:crypto');
  const hash = `0x${createHash('sha256').update(record.canaries.birthDate).digest('hex')}`;
  await world.chain.send(alice, 'setPointer', alice.address, word(1), archive.address, hash, '0x01');
  const places = new Set(
    (await hitsIn(world)).map(({ canary, form, place }) => `${canary} ${form} ${place}`),
  );
  expect([...places].filter((place) => place.includes('storage')).sort()).toEqual([
    ...['birthDate sha256 storage', 'birthDate sha256 storage, as shown'],
  ]);
});
