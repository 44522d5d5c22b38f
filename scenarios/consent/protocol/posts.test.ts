/**
 * What a server takes beside requests to read, in order and spoilt: each field out of range, of the wrong type, replayed, late, early, for another chain
 * or server, by somebody else. Outside one refusal; inside the reason; nothing kept, and the next post in order is taken.
 */
import { describe, expect, it, test } from 'vitest';
import { compactForm, highS, withV } from '../../../contracts/test/registry/signing.ts';
import type { Hex } from '../../../sim/index.ts';
import { maxContentByteCount, maxPostLengths, type PostKind } from './post-forms.ts';
import { writeKeyDelivery, writePost, writeRevocation, writeSealedUpload, writeUpload } from './posting.ts';
import { readRecord } from './testing/requests.ts';
import {
  consented,
  createWorld,
  people,
  plaintext,
  type World,
  type WorldOptions,
  word,
} from './testing/world.ts';
import { sealUpload } from './upload.ts';

const { alice, bob, maria, mallory, hospital, archive, cloud, regulator } = people;
const deadline = 2n ** 40n;

const outcomeOf = async (world: World, kind: PostKind, text: unknown): Promise<string> => {
  const answer = await world.server.post(kind, text, 'home');
  const last = world.events.at(-1);
  if (answer.kind === 'accepted') return answer.kind;
  expect(JSON.stringify(answer)).toBe('{"kind":"refused"}');
  return last?.kind === 'declined' ? last.code : 'refused without a reason';
};

/** The writes to the server's store from here on, by part and verb. */
const writesOf = (world: World): string[] => {
  const writes: string[] = [];
  const parts = world.stores[0] as unknown as Record<string, Record<string, (...args: unknown[]) => unknown>>;
  for (const [part, verbs] of Object.entries(parts))
    for (const verb of ['put', 'delete', 'append', 'useOnce']) {
      const write = verbs[verb];
      if (write === undefined) continue;
      verbs[verb] = (...args) => {
        writes.push(`${part}.${verb}`);
        return write(...args);
      };
    }
  return writes;
};

const posterOf = ({ deployment, entropy }: World, who: typeof alice) => ({
  ...{ account: who.account, deployment, entropy },
});
const subjectOfUpload = { sp: alice.address, mdrs: archive.address, recordId: word(0xabc), version: 1 };
const uploadBy = (world: World, who = alice, subject: Partial<typeof subjectOfUpload> = {}) =>
  writeSealedUpload(
    posterOf(world, who),
    { ...subjectOfUpload, ...subject },
    plaintext,
    world.server.encryptionKey,
    world.clock.nowMs(),
  );
const revocationIn = (world: World, throughEpoch = 1): string =>
  writeRevocation(
    world.deployment,
    world.wallet.signRevocation(maria.address, throughEpoch, word(0), deadline),
  );
const usageIn = (world: World): string =>
  writePost(world.deployment, world.wallet.askUsage(archive.address, world.clock.nowMs()));

/** Custody mode B: a registered version, and its key for maria. */
const keyIn = async (world: World): Promise<string> => {
  const { wallet, server, staff } = world;
  const { recordId } = subjectOfUpload;
  const sealed = wallet.sealRecord(plaintext);
  await world.register(
    await server.records.keepSealed({ sp: alice.address, recordId, version: 1 }, sealed.bytes),
  );
  await world.chain.send(alice, 'grant', {
    ...{ ms: maria.address, mdrs: archive.address, scope: word(1), terms: word(2), notBefore: 0 },
    ...{ expiresAt: world.chain.nowS() + 9_999, ops: 1, purpose: 1, usesMax: 0 },
  });
  const wrapped = await wallet.wrapKey(recordId, 1, sealed.dataKey, staff);
  const subject = { ms: maria.address, mdrs: archive.address, recordId, version: 1 };
  return writeKeyDelivery(posterOf(world, alice), subject, wrapped, world.clock.nowMs());
};

interface Kind {
  readonly kind: PostKind;
  readonly options?: WorldOptions;
  readonly inOrder: (world: World) => string | Promise<string>;
}
const kinds: readonly Kind[] = [
  { kind: 'revocation', inOrder: revocationIn },
  { kind: 'usage', inOrder: usageIn },
  { kind: 'record', inOrder: (world) => uploadBy(world) },
  { kind: 'key', options: { custodyMode: 'B' }, inOrder: keyIn },
];

type Body = { request: Record<string, unknown>; signature: Hex } & Record<string, unknown>;
const changed = (text: string, change: (body: Body) => unknown): string =>
  JSON.stringify(change(JSON.parse(text) as Body));
const withRequest = (text: string, fields: object): string =>
  changed(text, (body) => ({ ...body, request: { ...body.request, ...fields } }));

describe.each(kinds)('$kind', ({ kind, options = {}, inOrder }) => {
  it('is taken when it is in order, and refused for whatever is wrong, with nothing kept', async () => {
    const world = await createWorld(options);
    const good = await inOrder(world);
    const writes = writesOf(world);
    const sign = (change: (signature: Hex) => Hex): string =>
      changed(good, (body) => ({ ...body, signature: change(body.signature) }));
    const spoilt: readonly (readonly [string, unknown])[] = [
      ...[undefined, null, 7, {}, '', '{', 'null', '[]', '"x"', good.slice(1)].map(
        (text) => ['malformed', text] as const,
      ),
      ['tooLarge', good.padEnd(maxPostLengths[kind] + 1)],
      ['malformed', changed(good, (body) => ({ ...body, admin: true }))],
      ['malformed', withRequest(good, { admin: true })],
      ['malformed', withRequest(good, { sp: alice.address.toUpperCase() })],
      ['malformed', withRequest(good, { sp: `${alice.address}00` })],
      ['malformed', withRequest(good, { sp: 7 })],
      ['malformed', changed(good, ({ signature, ...body }) => body)],
      ['malformed', changed(good, (body) => ({ ...body, chainId: -1 }))],
      ['malformed', changed(good, (body) => ({ ...body, chainId: '1337' }))],
      ['malformed', sign(compactForm)],
      ['malformed', sign(() => `0x${'00'.repeat(1_025)}`)],
      ['wrongChain', changed(good, (body) => ({ ...body, chainId: 1 }))],
      ['wrongContract', changed(good, (body) => ({ ...body, verifyingContract: bob.address }))],
      ['badSignature', sign(highS)],
      ['badSignature', sign((signature) => withV(signature, signature.endsWith('1b') ? 0 : 1))],
      ['badSignature', sign(() => `0x${'00'.repeat(64)}1b`)],
      ['badSignature', sign(() => mallory.account.sign(word(1)))],
    ];
    for (const [code, text] of spoilt)
      expect([code, await outcomeOf(world, kind, text)]).toEqual([code, code]);
    expect(writes).toEqual([]);
    expect(await outcomeOf(world, kind, good)).toBe('accepted');
    expect(writes.length).toBeGreaterThan(0);
  });

  it('is refused with every field of another type, and with every number out of range', async () => {
    const world = await createWorld({ ...options, limits: { requestsPerMinuteBySource: 1e6 } });
    const good = await inOrder(world);
    const { request } = JSON.parse(good) as Body;
    for (const [name, value] of Object.entries(request)) {
      for (const other of [null, true, [], {}, [value], '', '0x', '0xZZ', 'x'.repeat(100)])
        expect([name, await outcomeOf(world, kind, withRequest(good, { [name]: other }))]).toEqual([
          name,
          'malformed',
        ]);
      const { [name]: _, ...rest } = request;
      expect(
        await outcomeOf(
          world,
          kind,
          changed(good, (body) => ({ ...body, request: rest })),
        ),
      ).toBe('malformed');
      const numbers = typeof value === 'number' ? [-1, 0.5, 2 ** 53, 1e300] : [];
      for (const other of numbers)
        expect(await outcomeOf(world, kind, withRequest(good, { [name]: other }))).toBe('malformed');
    }
    expect(await outcomeOf(world, kind, good)).toBe('accepted');
  });
});

describe.each(kinds.filter(({ kind }) => kind !== 'revocation'))(
  '$kind',
  ({ kind, options = {}, inOrder }) => {
    it('is refused when it is for another server, late, early, or sent a second time', async () => {
      const world = await createWorld(options);
      const good = await inOrder(world);
      expect(await outcomeOf(world, kind, withRequest(good, { mdrs: cloud.address }))).toBe('wrongServer');
      world.clock.aheadMs = 60_000;
      expect(await outcomeOf(world, kind, good)).toBe('requestExpired');
      world.clock.aheadMs = -6_000;
      expect(await outcomeOf(world, kind, good)).toBe('issuedInFuture');
      world.clock.aheadMs = 0;
      const { expiresAt } = (JSON.parse(good) as { request: { expiresAt: number } }).request;
      expect(await outcomeOf(world, kind, withRequest(good, { expiresAt: expiresAt + 1 }))).toBe(
        'lifetimeTooLong',
      );
      expect(await outcomeOf(world, kind, good)).toBe('accepted');
      expect(await outcomeOf(world, kind, good)).toBe('replayed');
    });
  },
);

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

test('posts are limited by source and by signer, and a chain or store that fails refuses', async () => {
  const world = await createWorld({ limits: { postsPerMinuteBySigner: 2, requestsPerMinuteBySource: 4 } });
  const outcomes: string[] = [];
  for (let post = 0; post < 5; post += 1) outcomes.push(await outcomeOf(world, 'usage', usageIn(world)));
  expect(outcomes).toEqual(['accepted', 'accepted', 'posterTooFast', 'posterTooFast', 'sourceTooFast']);
  const down = () => Promise.reject(new Error('no connection'));
  const chain = { ...world.view, pointer: down };
  const server = await world.serverOf(archive, world.keys.archive, { chain });
  expect(await outcomeOf({ ...world, server }, 'record', await uploadBy(world))).toBe('unavailable');
});
