/** What becomes of posts that are in order (withdrawals, records, wrapped keys), and what the server refuses of each kind for its content. */
import { describe, expect, it } from 'vitest';
import { maxContentByteCount } from './post-forms.ts';
import { writeKeyDelivery, writeRevocation, writeUpload } from './posting.ts';
import { dayMs } from './rate-limit.ts';
import {
  changed,
  keyIn,
  outcomeOf,
  posterOf,
  revocationIn,
  subjectOfUpload,
  uploadBy,
  withRequest,
  writesOf,
} from './testing/posts.ts';
import { readRecord } from './testing/requests.ts';
import { consented, createWorld, people, plaintext, type World, word } from './testing/world.ts';
import { sealUpload } from './upload.ts';

const { alice, bob, maria, mallory, hospital, archive, cloud, regulator } = people;

describe('a withdrawal handed to the server', () => {
  it('counts at once, reaches the chain, and costs the server one transaction however often it is sent', async () => {
    const world = await createWorld();
    const { wanted } = await consented(world);
    const text = revocationIn(world);
    const sent = world.chain.blocks.length;
    const answers = await Promise.all([1, 2, 3].map(() => outcomeOf(world, 'revocation', text)));
    expect(answers).toEqual(['accepted', 'accepted', 'accepted']);
    expect(await readRecord(world, wanted)).toMatch(/revocationReceived|now:notActive/);
    await expect.poll(async () => (await world.view.pair(alice.address, maria.address)).epoch).toBe(3);
    await outcomeOf(world, 'revocation', text);
    expect(world.chain.blocks.length).toBe(sent + 1);
  });

  it('of a pair that never had a grant stays off the chain, or made-up keys would spend the server’s gas', async () => {
    const world = await createWorld();
    const sent = world.chain.blocks.length;
    expect(await outcomeOf(world, 'revocation', revocationIn(world))).toBe('accepted');
    await world.view.pair(alice.address, maria.address);
    expect(world.chain.blocks.length).toBe(sent);
  });

  it('after its deadline is refused; numbers beyond 256 bits are none', async () => {
    const world = await createWorld();
    const late = world.wallet.signRevocation(maria.address, 1, word(0), BigInt(world.chain.nowS() - 1));
    expect(await outcomeOf(world, 'revocation', writeRevocation(world.deployment, late))).toBe(
      'revocationTooLate',
    );
    for (const deadline of [String(2n ** 256n), '01', '-1', '1e3', '0x10', '9'.repeat(1_000)])
      expect(await outcomeOf(world, 'revocation', withRequest(revocationIn(world), { deadline }))).toBe(
        'malformed',
      );
  });
});

describe('a record brought to the server', () => {
  it('by a live provider is kept, registered by the patient, and read', async () => {
    const world = await createWorld();
    const { wanted, kept } = await consented(world);
    const { recordId } = kept;
    const text = await uploadBy(world, hospital, { recordId, version: 2 });
    const answer = await world.server.post('record', text, 'hospital');
    if (answer.kind === 'refused') throw new Error('refused');
    const next = answer.document as typeof kept;
    await world.register(next);
    const { pointerHash } = await world.view.pointer(alice.address, recordId);
    const asked = { ...wanted, pointer: next.ciphertext, pointerHash };
    expect(await readRecord(world, asked)).toMatchObject({ kind: 'read', plaintext: Buffer.from(plaintext) });
  });

  it('by staff, a stranger, a server, or a suspended provider is refused', async () => {
    const world = await createWorld();
    const writes = writesOf(world);
    for (const who of [maria, mallory, bob, cloud])
      expect(await outcomeOf(world, 'record', await uploadBy(world, who))).toBe('uploaderUnknown');
    await world.chain.send(regulator, 'setEntityActive', hospital.address, false);
    expect(await outcomeOf(world, 'record', await uploadBy(world, hospital))).toBe('uploaderUnknown');
    expect(new Set(writes)).toEqual(new Set(['nonces.useOnce']));
  });

  it('is refused as any version but the next, and never touches what is registered', async () => {
    const world = await createWorld();
    const { wanted, kept } = await consented(world);
    const { recordId } = kept;
    for (const version of [0, 1, 3, 2 ** 32 - 1])
      expect(await outcomeOf(world, 'record', await uploadBy(world, alice, { recordId, version }))).toBe(
        'versionNotNext',
      );
    expect(await outcomeOf(world, 'record', await uploadBy(world, hospital, { recordId, version: 2 }))).toBe(
      'accepted',
    );
    const elsewhere = await uploadBy(world, mallory, { sp: mallory.address, recordId });
    expect(await outcomeOf(world, 'record', elsewhere)).toBe('accepted'); // another patient's record of the same id
    expect(await readRecord(world, wanted)).toMatchObject({ kind: 'read' });
  });

  it('is refused beyond the bytes that its uploader may bring in a day, until the next', async () => {
    const world = await createWorld({ limits: { uploadBytesPerDayByPatient: 100 } });
    const upload = async (digit: number, who = alice) =>
      outcomeOf(world, 'record', await uploadBy(world, who, { sp: who.address, recordId: word(digit) }));
    const first = await upload(1); // of 75 bytes, sealed
    const writes = writesOf(world);
    expect([first, await upload(2)]).toEqual(['accepted', 'uploaderOverQuota']);
    expect(writes).toEqual(['nonces.useOnce']);
    expect(await upload(2, bob)).toBe('accepted'); // has an allowance of his own
    world.clock.aheadMs = dayMs;
    expect(await upload(2)).toBe('accepted');
  });

  it('is refused with other content than was signed, sealed for another upload, empty, or too large', async () => {
    const world = await createWorld();
    const good = await uploadBy(world);
    const content = Buffer.from((JSON.parse(good) as { content: string }).content, 'base64');
    content[40] = (content[40] ?? 0) ^ 1;
    const swapped = changed(good, (body) => ({ ...body, content: content.toString('base64') }));
    expect(await outcomeOf(world, 'record', swapped)).toBe('digestMismatch');
    for (const text of ['', 'a', '=', '%%%%', 'AAA', 'AA\n=', 'AA=='.repeat(2), 7])
      expect(
        await outcomeOf(
          world,
          'record',
          changed(good, (body) => ({ ...body, content: text })),
        ),
      ).toBe('malformed');
    const [poster, nowMs] = [posterOf(world, alice), world.clock.nowMs()];
    const subject = { ...subjectOfUpload, by: alice.address };
    const sealFor = (change: Partial<typeof subject>) =>
      sealUpload({ ...subject, ...change }, plaintext, world.server.encryptionKey, world.entropy);
    for (const other of [
      { sp: bob.address },
      { by: hospital.address },
      { version: 2 },
      { recordId: word(2) },
    ])
      expect(
        await outcomeOf(world, 'record', writeUpload(poster, subjectOfUpload, await sealFor(other), nowMs)),
      ).toBe('contentUnreadable');
    const largest = writeUpload(poster, subjectOfUpload, new Uint8Array(maxContentByteCount), nowMs);
    expect(await outcomeOf(world, 'record', largest)).toBe('contentUnreadable');
    const larger = writeUpload(poster, subjectOfUpload, new Uint8Array(maxContentByteCount + 1), nowMs);
    expect(await outcomeOf(world, 'record', larger)).toBe('malformed');
  });
});

describe('a wrapped key', () => {
  it('opens the record for the staff that it was wrapped for', async () => {
    const world = await createWorld({ custodyMode: 'B' });
    const text = await keyIn(world);
    expect(await outcomeOf(world, 'key', text)).toBe('accepted');
    const { contentHash } = await world.view.pointer(alice.address, subjectOfUpload.recordId);
    expect(
      await world.stores[0]?.dataKeys.get(`${alice.address}.${contentHash}.${maria.address}`),
    ).toHaveLength(80);
  });

  it('is refused in custody mode A, for another version, for staff without a grant, and by another patient', async () => {
    const one = await createWorld();
    const subject = { ms: maria.address, mdrs: archive.address, recordId: word(0xabc), version: 1 };
    const deliver = (world: World, who: typeof alice, change: Partial<typeof subject> = {}) =>
      writeKeyDelivery(
        posterOf(world, who),
        { ...subject, ...change },
        new Uint8Array(80),
        world.clock.nowMs(),
      );
    expect(await outcomeOf(one, 'key', deliver(one, alice))).toBe('otherCustodyMode');
    const world = await createWorld({ custodyMode: 'B' });
    await keyIn(world);
    expect(await outcomeOf(world, 'key', deliver(world, alice, { version: 2 }))).toBe('pointerMismatch');
    expect(await outcomeOf(world, 'key', deliver(world, alice, { ms: mallory.address }))).toBe('now:noGrant');
    expect(await outcomeOf(world, 'key', deliver(world, bob))).toBe('pointerMismatch');
    const other = changed(deliver(world, alice), (body) => ({ ...body, wrapped: `0x${'11'.repeat(80)}` }));
    expect(await outcomeOf(world, 'key', other)).toBe('digestMismatch');
  });
});
