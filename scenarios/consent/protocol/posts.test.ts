/**
 * What a server takes beside requests to read, in order and spoilt: each field out of range, of the wrong type, replayed, late, early, for another chain
 * or server, by somebody else. Outside one refusal; inside the reason; nothing kept, and the next post in order is taken.
 */
import { describe, expect, it, test } from 'vitest';
import { compactForm, highS, withV } from '../../../contracts/test/registry/signing.ts';
import type { Hex } from '../../../sim/index.ts';
import { maxPostLengths, type PostKind } from './post-forms.ts';
import {
  type Body,
  changed,
  keyIn,
  outcomeOf,
  revocationIn,
  uploadBy,
  usageIn,
  withRequest,
  writesOf,
} from './testing/posts.ts';
import { createWorld, people, type World, type WorldOptions, word } from './testing/world.ts';

const { alice, bob, mallory, archive, cloud } = people;

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
