/** The six steps of the paper's Figure 2, in order, on the real EVM; then the modes in which they can be taken. */
import { describe, expect, it, test } from 'vitest';
import { createRandom } from '../../../sim/index.ts';
import { scopeOf } from '../record-scope.ts';
import { seededEntropy } from './entropy.ts';
import { readRecord } from './testing/requests.ts';
import { consented, createWorld, grant, people, plaintext, word } from './testing/world.ts';
import { auditModes } from './usage-log.ts';
import { auditUsage } from './usage-report.ts';

const { alice, maria, mallory, archive } = people;
const isPlaintext = { kind: 'read', plaintext: Buffer.from(plaintext) };

test('the six steps: ask, forward, decide, present, synchronise, release', async () => {
  const world = await createWorld();
  const { chain, server, wallet, view, clock } = world;

  // The custodian keeps alice's record; the chain gets hashes and an encrypted address.
  const recordId = wallet.createRecordId();
  await chain.send(alice, 'setCustodian', archive.address, true);
  const kept = await server.records.keep({ sp: alice.address, recordId, version: 1 }, plaintext);
  const scope = scopeOf([recordId, wallet.createRecordId()]);
  const { contentHash, ciphertext } = kept;
  const set = await chain.send(
    archive,
    'setPointer',
    alice.address,
    recordId,
    archive.address,
    contentHash,
    ciphertext,
  );
  expect(set.error).toBeUndefined();

  // 1. MS asks the chain. 2. The chain knows the staff, and tells the patient; it tells nobody of a stranger.
  const asked = await chain.send(maria, 'reqManage', alice.address, 1, 1, scope.root);
  expect(asked.events).toMatchObject([
    { name: 'AccessRequested', args: { sp: alice.address, ms: maria.address } },
  ]);
  expect((await chain.send(mallory, 'reqManage', alice.address, 1, 1, scope.root)).error).toBe(
    `UnknownEntity(${mallory.address})`,
  );

  // 3. The patient decides, without an account of ether: anybody relays the signature. Capability and grant appear together.
  const { message, signature } = wallet.signGrant({
    ...{ ms: maria.address, mdrs: archive.address, scope: scope.root, terms: word(0x7e), notBefore: 0 },
    ...{ expiresAt: chain.nowS() + 3_600, ops: 1, purpose: 1, usesMax: 0, epoch: 0, patientEpoch: 0 },
    deadline: BigInt(chain.nowS() + 600),
  });
  const { sp, epoch, patientEpoch: _, deadline, ...input } = message;
  const granted = await chain.send(maria, 'grantBySig', sp, input, epoch, deadline, signature);
  const grantId = granted.events[0]?.args.grantId as `0x${string}`;
  expect(granted.events).toMatchObject([{ name: 'ConsentGranted', args: { epoch: 1, grantId } }]);

  // 4. MS presents capability and encrypted address with a signature. 5. The server asks the chain: not yet deep enough, then yes.
  const { pointerHash } = await view.pointer(sp, recordId);
  const where = { sp, mdrs: archive.address, recordId, pointer: ciphertext, pointerHash };
  const wanted = { grantId, ...where, proof: scope.proofOf(recordId) ?? [], ops: 1, purpose: 1 };
  expect(await readRecord(world, wanted)).toBe('9 unconfirmed:notActive');
  await chain.confirm(2);

  // 6. The server opens the address, releases the record sealed to this request, and signs for it.
  const reading = await readRecord(world, wanted);
  expect(reading).toMatchObject({ ...isPlaintext, receipt: { recordId, version: 1, contentHash } });

  // The patient asks who read, and checks the answer against the chain and the reader's receipt.
  await server.flushUsage();
  const query = wallet.askUsage(archive.address, clock.nowMs());
  const report = await server.reportUsage(query.message, query.signature);
  const receipts = typeof reading === 'object' && reading.kind === 'read' ? [reading.receipt] : [];
  if ('kind' in report) throw new Error('the report was refused');
  expect(report.batches.map(({ accesses }) => accesses.length)).toEqual([1]);
  expect(auditUsage(report, world.commitments(), receipts)).toEqual([]);
  expect(receipts).toHaveLength(1);

  // Taking back is one signature too, and counts at once.
  const revocation = wallet.signRevocation(maria.address, 1, word(0), deadline);
  expect(await server.receiveRevocation(revocation.message, revocation.signature)).toBe(true);
  await expect.poll(async () => (await view.pair(sp, maria.address)).epoch).toBe(3); // the server sends it on
  expect(await readRecord(world, wanted)).toBe('9 now:notActive');
});

describe('modes', () => {
  it('T1 uses up one token for one access', async () => {
    const world = await createWorld({ tokenMode: 'T1' });
    const { wanted } = await consented(world, { usesMax: 1 });
    expect(await readRecord(world, wanted)).toBe('11 tokenMissing');
    const issue = ['issueToken', alice.address, wanted.recordId, wanted.proof, 1, 1, 600] as const;
    const issued = await world.chain.send(maria, ...issue);
    const tokenId = issued.events[0]?.args.tokenId as `0x${string}`;
    expect(await readRecord(world, { ...wanted, tokenId })).toMatchObject(isPlaintext);
    expect(await world.view.token(tokenId)).toMatchObject({ stage: 'consumed', mdrs: archive.address });
    expect(await readRecord(world, { ...wanted, tokenId })).toBe('9 now:usesExhausted');
  });

  it('T1 refuses a token that was used, has ended, or is another server’s', async () => {
    const world = await createWorld({ tokenMode: 'T1' });
    const { wanted } = await consented(world);
    const issue = ['issueToken', alice.address, wanted.recordId, wanted.proof, 1, 1, 60] as const;
    const issued = await world.chain.send(maria, ...issue);
    const tokenId = issued.events[0]?.args.tokenId as `0x${string}`;
    await world.chain.pass(48);
    expect(await readRecord(world, { ...wanted, tokenId })).toBe('11 tokenExpired');
    expect(await readRecord(world, { ...wanted, tokenId: word(9) })).toBe('11 tokenNotIssued');
  });

  it('B: the server passes on a key that it cannot open', async () => {
    const world = await createWorld({ custodyMode: 'B' });
    const { server, wallet, staff } = world;
    const recordId = wallet.createRecordId();
    const sealed = wallet.sealRecord(plaintext);
    const kept = await server.records.keepSealed({ sp: alice.address, recordId, version: 1 }, sealed.bytes);
    await world.register(kept);
    const scope = scopeOf([recordId]);
    const grantId = await grant(world, { scope: scope.root });
    await world.chain.confirm(2);
    const { pointerHash } = await world.view.pointer(alice.address, recordId);
    const wanted = {
      ...{ grantId, sp: alice.address, mdrs: archive.address, recordId, pointer: kept.ciphertext },
      ...{ pointerHash, proof: [], ops: 1, purpose: 1 },
    };
    expect(await readRecord(world, wanted)).toBe('13 recordErased');
    const wrapped = await wallet.wrapKey(recordId, 1, sealed.dataKey, staff);
    await server.records.keepWrappedKey(kept, maria.address, wrapped);
    expect(await readRecord(world, wanted)).toMatchObject(isPlaintext);
  });

  it.each(auditModes)('audit mode %s: what the chain holds proves what was read', async (auditMode) => {
    const world = await createWorld({ auditMode, batchSize: 2 });
    const { wanted } = await consented(world);
    const receipts = [];
    for (let access = 0; access < 3; access += 1) {
      const reading = await readRecord(world, wanted);
      if (typeof reading === 'object' && reading.kind === 'read') receipts.push(reading.receipt);
    }
    await world.server.flushUsage();
    const counts = { perAccess: [1, 1, 1], merkleBatch: [2, 1], hashChain: [2, 1], none: [] };
    expect(world.commitments().map(({ count }) => count)).toEqual(counts[auditMode]);
    const query = world.wallet.askUsage(archive.address, world.clock.nowMs());
    const report = await world.server.reportUsage(query.message, query.signature);
    if ('kind' in report) throw new Error('the report was refused');
    const omitted = auditMode === 'none' ? receipts.map(() => 'omitted') : [];
    expect(auditUsage(report, world.commitments(), receipts).map(({ kind }) => kind)).toEqual(omitted);
    expect(receipts).toHaveLength(3);
  });
});

test('the same seed gives the same bytes on the chain and in the answers', async () => {
  const run = async () => {
    const world = await createWorld();
    const { wanted } = await consented(world);
    const pending = await world.staff.request(wanted, world.clock.nowMs());
    const answer = await world.server.handle(pending.text, 'ward');
    const sealed = answer.kind === 'served' ? Buffer.from(await answer.sealed()).toString('hex') : '';
    return [pending.text, sealed, world.chain.blocks.at(-1)?.hash];
  };
  expect(await run()).toEqual(await run());
});

test('a seeded stream gives as many bytes as were asked for', () => {
  const entropy = seededEntropy(createRandom('bytes'));
  expect([0, 1, 12, 33].map((count) => entropy(count).length)).toEqual([0, 1, 12, 33]);
});
