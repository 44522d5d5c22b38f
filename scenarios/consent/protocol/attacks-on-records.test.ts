/** The attack matrix, as far as it is about records at rest, their addresses and the log of their use; outcome codes as in `attacks-on-requests.test.ts`. */
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { bytesToHex, createRandom, type Hex } from '../../../sim/index.ts';
import { leafOf } from '../merkle-tree.ts';
import type { ServerStore } from '../server/stores/store.ts';
import type { AccessReceipt } from './access-messages.ts';
import { sealAddress } from './encrypted-address.ts';
import { seededEntropy } from './entropy.ts';
import type { Served } from './release.ts';
import { contentHashOf, contentIdOf, openRecord, sealRecord } from './sealed-record.ts';
import { sealResponse } from './sealed-response.ts';
import { askOutcome, readRecord } from './testing/requests.ts';
import { consented, createWorld, grant, people, plaintext, type World, word } from './testing/world.ts';
import { auditUsage, type UsageReport } from './usage-report.ts';

const { alice, bob, maria, mallory, archive, hospital } = people;
const storeOf = (world: World): ServerStore => world.stores[0] as ServerStore;
const entropy = seededEntropy(createRandom('records'));

test('openRecord(sealRecord(record)) = record, by its own key alone', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (record) => {
      const { bytes, dataKey, contentHash } = sealRecord(record, entropy);
      expect(openRecord(bytes, dataKey)).toEqual(Buffer.from(record));
      expect(openRecord(bytes, entropy(32))).toBeUndefined();
      expect(contentHash).toBe(contentHashOf(bytes));
      expect(contentIdOf(contentHash)).toMatch(/^bafkrei[a-z2-7]{52}$/);
    }),
  );
});

test('a content id is the one that IPFS tools give: base 32, CIDv1, raw, SHA-256 of nothing', () => {
  expect(contentIdOf(contentHashOf(new Uint8Array(0)))).toBe(
    'bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku',
  );
});

test('two versions of one record have different keys, nonces and bytes', () => {
  const [first, second] = [sealRecord(plaintext, entropy), sealRecord(plaintext, entropy)];
  expect(first.dataKey).not.toEqual(second.dataKey);
  expect(first.bytes.subarray(32, 44)).not.toEqual(second.bytes.subarray(32, 44));
});

describe('A10: a tampered record', () => {
  it('D: 10,000 changed bits out of 10,000 are noticed by hash and by cipher', () => {
    const random = createRandom('flips');
    const { bytes, dataKey, contentHash } = sealRecord(entropy(500), entropy);
    for (let flip = 0; flip < 10_000; flip += 1) {
      const spoilt = Uint8Array.from(bytes);
      const place = random.integer(bytes.length);
      spoilt[place] = (spoilt[place] ?? 0) ^ (1 << random.integer(8));
      if (contentHashOf(spoilt) === contentHash || openRecord(spoilt, dataKey) !== undefined)
        expect.unreachable(`flip ${flip} went unnoticed`);
    }
  });

  it('P: at rest: the server does not release it', async () => {
    const world = await createWorld();
    const { wanted, kept } = await consented(world);
    const { blobs } = storeOf(world);
    const key = contentIdOf(kept.contentHash);
    const bytes = Uint8Array.from((await blobs.get(key)) ?? []);
    bytes[40] = (bytes[40] ?? 0) ^ 1;
    await blobs.put(key, bytes);
    expect(await askOutcome(world, wanted)).toBe('13 contentMismatch');
    await blobs.delete(key);
    expect(await askOutcome(world, wanted)).toBe('13 recordMissing');
  });

  it('D: by a server that lies: the reader rejects other bytes, another key, another receipt', async () => {
    const world = await createWorld();
    const { wanted } = await consented(world);
    const pending = await world.staff.request(wanted, world.clock.nowMs());
    const answer = (await world.server.handle(pending.text, 'ward')) as Served;
    const registered = await world.view.pointer(wanted.sp, wanted.recordId);
    const other = sealRecord(plaintext, entropy);
    const { responseKey } = pending.body.request;
    const true_ = await storeOf(world).blobs.get(contentIdOf(registered.contentHash));
    const seal = (bytes: Uint8Array, key: Uint8Array, requestHash = pending.requestHash) => ({
      ...answer,
      sealed: () => sealResponse(requestHash, responseKey, { bytes, key }, entropy(32)),
    });
    const codes = await Promise.all(
      [
        seal(other.bytes, other.dataKey),
        seal(true_ ?? other.bytes, other.dataKey),
        seal(true_ ?? other.bytes, other.dataKey, word(1)),
        { ...answer, receipt: { ...answer.receipt, version: 2 } },
        { ...answer, receiptSignature: () => hospital.account.sign(word(1)) },
      ].map(async (lie) => {
        const reading = await world.staff.open(pending, lie, registered);
        return reading.kind === 'rejected' ? reading.code : reading.kind;
      }),
    );
    expect(codes).toEqual(['contentMismatch', 'wrongKey', 'unreadable', 'badReceipt', 'badReceipt']);
  });
});

describe('A11: a swapped encrypted address', () => {
  it('P: of another record, or of an older version', async () => {
    const world = await createWorld();
    const { wanted, kept } = await consented(world);
    const other = await world.server.records.keep(
      { sp: alice.address, recordId: word(7), version: 1 },
      plaintext,
    );
    expect(await askOutcome(world, { ...wanted, pointer: other.ciphertext })).toBe('8 pointerMismatch');
    const { recordId } = kept;
    const newer = await world.server.records.keep({ sp: alice.address, recordId, version: 2 }, plaintext);
    await world.register(newer);
    expect(await askOutcome(world, wanted)).toBe('8 pointerMismatch');
    const { pointerHash } = await world.view.pointer(alice.address, recordId);
    expect(await askOutcome(world, { ...wanted, pointer: newer.ciphertext, pointerHash })).toBe('served');
  });

  it.each([
    ['another patient', { sp: bob.address }],
    ['another record', { recordId: word(0xbad) }],
    ['another version', { version: 3 }],
  ])('P: made for %s and registered all the same, it does not open', async (_, change) => {
    const world = await createWorld();
    const { wanted, kept } = await consented(world);
    const name = { sp: alice.address, recordId: kept.recordId, version: 2 };
    const wrong = await world.server.records.keep({ ...name, ...change }, plaintext);
    await world.register({ ...wrong, sp: alice.address, recordId: kept.recordId });
    const { pointerHash } = await world.view.pointer(alice.address, kept.recordId);
    const asked = { ...wanted, pointer: wrong.ciphertext, pointerHash };
    expect(await askOutcome(world, asked)).toBe('12 addressUnreadable');
  });

  it('P: with another content hash, it does not open', async () => {
    const world = await createWorld();
    const { wanted, kept } = await consented(world);
    const next = await world.server.records.keep({ ...kept, version: 2 }, plaintext);
    await world.register({ ...next, contentHash: word(0xc0) });
    const { pointerHash } = await world.view.pointer(alice.address, kept.recordId);
    const asked = { ...wanted, pointer: next.ciphertext, pointerHash };
    expect(await askOutcome(world, asked)).toBe('12 addressUnreadable');
  });

  it('P: staff who are patients too register alice’s content as their own, under an address that they sealed themselves', async () => {
    const world = await createWorld();
    const { wanted, kept, scope } = await consented(world);
    const { recordId, contentHash, mdrs } = kept;
    const subject = { sp: mallory.address, mdrs, recordId, contentHash, version: 1 };
    const locator = { kind: 'cid', locator: contentIdOf(contentHash) } as const; // the hash is public
    const wire = await sealAddress(world.deployment, subject, locator, world.keys.archive.publicKey, entropy);
    const ciphertext = bytesToHex(wire);
    await world.chain.send(mallory, 'setPointer', mallory.address, recordId, mdrs, contentHash, ciphertext);
    const grantId = await grant(world, { scope: scope.root }, mallory);
    await world.chain.confirm(2);
    const { pointerHash } = await world.view.pointer(mallory.address, recordId);
    const asked = { ...wanted, sp: mallory.address, grantId, pointer: ciphertext, pointerHash };
    expect(await askOutcome(world, asked)).toBe('13 recordErased');
    expect(await askOutcome(world, wanted)).toBe('served');
  });

  it('P: of a record that another server keeps', async () => {
    const world = await createWorld();
    const { wanted, kept } = await consented(world);
    await world.register({ ...kept, mdrs: people.cloud.address });
    expect(await askOutcome(world, wanted)).toBe('8 pointerMismatch');
  });
});

describe('A09: a curious server', () => {
  it('S: in mode A it can read what it keeps', async () => {
    const world = await createWorld();
    const { kept } = await consented(world);
    const { blobs, dataKeys } = storeOf(world);
    const bytes = (await blobs.get(contentIdOf(kept.contentHash))) as Uint8Array;
    const key = (await dataKeys.get(`${alice.address}.${kept.contentHash}`)) as Uint8Array;
    expect(openRecord(bytes, key)).toEqual(Buffer.from(plaintext));
  });

  it('P: in mode B neither its own keys nor those in the store open the record', async () => {
    const world = await createWorld({ custodyMode: 'B' });
    const { server, wallet, staff } = world;
    const recordId = wallet.createRecordId();
    const sealed = wallet.sealRecord(plaintext);
    const { contentHash } = sealed;
    await server.records.keepSealed({ sp: alice.address, recordId, version: 1 }, sealed.bytes);
    const wrapped = await wallet.wrapKey(recordId, 1, sealed.dataKey, staff);
    await server.records.keepWrappedKey({ sp: alice.address, contentHash }, maria.address, wrapped);
    const kept = (await storeOf(world).dataKeys.get(
      `${alice.address}.${contentHash}.${maria.address}`,
    )) as Uint8Array;
    expect(Buffer.from(kept).includes(Buffer.from(sealed.dataKey))).toBe(false);
    expect(openRecord(sealed.bytes, kept.slice(0, 32))).toBeUndefined();
  });
});

test('A22 P: record ids say nothing: a dictionary finds derived ids, and none of ours', async () => {
  const world = await createWorld();
  const dictionary = [
    'Observation',
    'ImagingStudy',
    'Condition',
    'MedicationRequest',
    'DiagnosticReport',
  ].flatMap((type) =>
    Array.from({ length: 200 }, (_, number) => bytesToHex(new TextEncoder().encode(`${type}/${number}`))),
  );
  const guesses = new Set<Hex>(
    dictionary.flatMap((guess) => [contentHashOf(Buffer.from(guess)), leafOf(guess)]),
  );
  expect(guesses.has(leafOf(dictionary[7] as Hex))).toBe(true);
  const ids = Array.from({ length: 1_000 }, () => world.wallet.createRecordId());
  expect(ids.filter((id) => guesses.has(id) || guesses.has(leafOf(id)))).toEqual([]);
  // Whatever a guesser does with one bit of an id, one of two types is right half of the time.
  const heads = ids.filter((id) => Number.parseInt(id.slice(-1), 16) % 2 === 0).length;
  expect(Math.abs(heads / ids.length - 0.5)).toBeLessThan(4 * Math.sqrt(0.25 / ids.length));
});

test('A45 P: an address that leads out of what the server may open', async () => {
  const world = await createWorld({
    resolve: ({ locator }) => (locator.startsWith('bafk') ? undefined : locator),
  });
  const { wanted } = await consented(world);
  expect(await askOutcome(world, wanted)).toBe('12 locatorRefused');
});

test('A48 P: with its key destroyed a record is erased, in every copy, while the chain keeps its hashes', async () => {
  const world = await createWorld();
  const { wanted, kept } = await consented(world);
  const { blobs, dataKeys } = storeOf(world);
  const backup = (await blobs.get(contentIdOf(kept.contentHash))) as Uint8Array;
  const lost = (await dataKeys.get(`${alice.address}.${kept.contentHash}`)) as Uint8Array;
  await world.server.records.erase(kept);
  expect(await askOutcome(world, wanted)).toBe('13 recordMissing');
  await blobs.put(contentIdOf(kept.contentHash), backup); // somebody restores a backup
  expect(await askOutcome(world, wanted)).toBe('13 recordErased');
  expect(await dataKeys.get(`${alice.address}.${kept.contentHash}`)).toBeUndefined();
  expect(Buffer.from(backup).includes(Buffer.from(lost))).toBe(false);
});

describe('A35, A36: a server that falsifies its log', () => {
  const reported = async () => {
    const world = await createWorld({ batchSize: 3 });
    const { wanted } = await consented(world);
    const receipts: AccessReceipt[] = [];
    for (let access = 0; access < 3; access += 1) {
      const reading = await readRecord(world, wanted);
      if (typeof reading === 'object' && reading.kind === 'read') receipts.push(reading.receipt);
    }
    await world.server.flushUsage();
    const { message, signature } = world.wallet.askUsage(archive.address, world.clock.nowMs());
    const report = (await world.server.reportUsage(message, signature)) as UsageReport;
    const batch = report.batches[0] as UsageReport['batches'][0];
    const kinds = (changed: Partial<typeof batch>, commitments = world.commitments(), held = receipts) =>
      auditUsage({ ...report, batches: [{ ...batch, ...changed }] }, commitments, held).map(
        ({ kind }) => kind,
      );
    return { world, report, batch, kinds, receipts };
  };

  it('D: an omitted access, as soon as one reader shows the receipt; S: when nobody does', async () => {
    const { batch, kinds } = await reported();
    expect(kinds({})).toEqual([]);
    expect(kinds({ accesses: batch.accesses.slice(1) })).toEqual(['omitted']);
    expect(kinds({ accesses: batch.accesses.slice(1) }, undefined, [])).toEqual([]);
  });

  it('D: one access twice, an inflated or a reduced count, a batch or leaf that was never committed', async () => {
    const { world, batch, kinds } = await reported();
    expect(kinds({ accesses: [...batch.accesses, ...batch.accesses.slice(0, 1)] })).toEqual(['duplicate']);
    const [committed] = world.commitments();
    const inflated = [{ batch: 0, root: committed?.root ?? word(0), count: 4 }];
    expect(kinds({}, inflated)[0]).toBe('notCommitted');
    expect(kinds({ leaves: [...batch.leaves, leafOf('0x00')] })[0]).toBe('notCommitted');
    expect(kinds({ batch: 9 })[0]).toBe('notCommitted');
    const [access, next] = batch.accesses;
    const swapped = [{ record: access?.record ?? '0x', proof: next?.proof ?? [] }];
    expect(kinds({ accesses: swapped })[0]).toBe('badProof');
  });

  it('P: the report is for the patient alone: another’s question, an old one, a second one, one for another server', async () => {
    const { world } = await reported();
    const { server, wallet, clock } = world;
    const { message, signature } = wallet.askUsage(archive.address, clock.nowMs());
    const outcome = async (query: typeof message, by: Hex) => 'kind' in (await server.reportUsage(query, by));
    expect(await outcome({ ...message, sp: bob.address }, signature)).toBe(true);
    expect(await outcome(message, bob.account.sign(word(1)))).toBe(true);
    expect(await outcome(message, signature)).toBe(false);
    expect(await outcome(message, signature)).toBe(true);
    const elsewhere = wallet.askUsage(people.cloud.address, clock.nowMs());
    expect(await outcome(elsewhere.message, elsewhere.signature)).toBe(true);
    const old = wallet.askUsage(archive.address, clock.nowMs() - 61_000);
    expect(await outcome(old.message, old.signature)).toBe(true);
  });
});
