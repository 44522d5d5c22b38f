/**
 * The attack matrix, as far as the request and its signature stop it: rows of the table, each executed. P: refused, with the check and the
 * reason. V: succeeds and is visible at once. S: succeeds and nobody sees it; nothing here can help, and the test shows it.
 */
import { expect, test } from 'vitest';
import { compactForm, highS, withV } from '../../../contracts/test/registry/signing.ts';
import type { Hex } from '../../../sim/index.ts';
import { writeBody } from './access-body.ts';
import { checks } from './checks.ts';
import type { PendingAccess, Wanted } from './staff.ts';
import { outcomeOf, reworked } from './testing/requests.ts';
import { consented, createWorld, people, type World, word } from './testing/world.ts';

interface Attack {
  readonly id: string;
  readonly title: string;
  /** What is sent to the server instead of maria's request. */
  readonly send: (attack: Situation) => string | Promise<string>;
  readonly expected: string;
}

interface Situation {
  readonly world: World;
  readonly wanted: Wanted;
  readonly pending: PendingAccess;
}

const { maria, noor, mallory, hospital, archive, cloud, bob } = people;

const withSignature =
  (change: (signature: Hex) => Hex) =>
  ({ pending: { body } }: Situation): string =>
    writeBody({ ...body, signature: change(body.signature) });

const seconds = (world: World, offset: number): number => Math.floor(world.clock.nowMs() / 1000) + offset;

const prevented: readonly Attack[] = [
  {
    id: 'A01',
    title: 'a forged request in maria’s name',
    send: ({ world, pending }) => reworked(world, pending, mallory.account, {}),
    expected: '5 badSignature',
  },
  {
    id: 'A02',
    title: 'maria’s capability, presented by noor in her own name',
    send: ({ world, pending }) => reworked(world, pending, noor.account, { ms: noor.address }),
    expected: '9 now:noGrant',
  },
  {
    id: 'A02',
    title: 'maria’s capability, presented by noor in maria’s name',
    send: ({ world, pending }) => reworked(world, pending, noor.account, {}),
    expected: '5 badSignature',
  },
  {
    id: 'A03',
    title: 'capability and encrypted address, read from the chain by anybody',
    send: ({ world, pending }) => reworked(world, pending, mallory.account, { ms: mallory.address }),
    expected: '9 now:noGrant',
  },
  {
    id: 'A04',
    title: 'a captured request, sent once more',
    send: async ({ world, pending }) => {
      expect(await outcomeOf(world, pending.text)).toBe('served');
      return pending.text;
    },
    expected: '6 replayed',
  },
  {
    id: 'A04',
    title: 'a captured request with the other of its two signatures',
    send: async ({ world, pending }) => {
      expect(await outcomeOf(world, pending.text)).toBe('served');
      return writeBody({ ...pending.body, signature: highS(pending.body.signature) });
    },
    expected: '5 badSignature',
  },
  {
    id: 'A05',
    title: 'a request for another server',
    send: ({ world, pending }) => reworked(world, pending, maria.account, { mdrs: cloud.address }),
    expected: '2 wrongServer',
  },
  {
    id: 'A06',
    title: 'a request that has just ended',
    send: ({ world, pending }) =>
      reworked(world, pending, maria.account, {
        issuedAt: seconds(world, -60),
        expiresAt: seconds(world, 0),
      }),
    expected: '3 requestExpired',
  },
  {
    id: 'A06',
    title: 'a request from the future',
    send: ({ world, pending }) =>
      reworked(world, pending, maria.account, { issuedAt: seconds(world, 6), expiresAt: seconds(world, 20) }),
    expected: '3 issuedInFuture',
  },
  {
    id: 'A06',
    title: 'a request that would last longer than a minute',
    send: ({ world, pending }) => reworked(world, pending, maria.account, { expiresAt: seconds(world, 61) }),
    expected: '3 lifetimeTooLong',
  },
  {
    id: 'A08',
    title: 'the provider that employs the staff asks itself',
    send: ({ world, pending }) => reworked(world, pending, hospital.account, { ms: hospital.address }),
    expected: '9 now:noGrant',
  },
  {
    id: 'A18',
    title: 'a request made for another chain',
    send: ({ pending: { body } }) => writeBody({ ...body, chainId: 1 }),
    expected: '2 wrongChain',
  },
  {
    id: 'A18',
    title: 'a request made for another contract',
    send: ({ pending: { body } }) => writeBody({ ...body, verifyingContract: bob.address }),
    expected: '2 wrongContract',
  },
  {
    id: 'A18',
    title: 'a signature for another chain under this chain’s name',
    send: async ({ world, wanted }) => {
      const elsewhere = await createWorld({ chainId: 1338 });
      const foreign = await elsewhere.staff.request(wanted, world.clock.nowMs());
      return writeBody({ ...foreign.body, ...world.deployment });
    },
    expected: '5 badSignature',
  },
  { id: 'A19', title: 'a signature with high s', send: withSignature(highS), expected: '5 badSignature' },
  {
    id: 'A19',
    title: 'v as 0 or 1',
    send: withSignature((signature) => withV(signature, signature.endsWith('1b') ? 0 : 1)),
    expected: '5 badSignature',
  },
  { id: 'A19', title: 'a signature of 64 bytes', send: withSignature(compactForm), expected: '1 malformed' },
  {
    id: 'A19',
    title: 'a signature of zeros, which recovers to nobody',
    send: withSignature(() => `0x${'00'.repeat(64)}1b`),
    expected: '5 badSignature',
  },
  {
    id: 'A30',
    title: 'a proof of 25 levels',
    send: ({ pending: { body } }) => writeBody({ ...body, proof: Array(25).fill(word(1)) }),
    expected: '1 malformed',
  },
  {
    id: 'A30',
    title: 'a pointer of 513 bytes',
    send: ({ pending: { body } }) => writeBody({ ...body, pointer: `0x${'00'.repeat(513)}` }),
    expected: '1 malformed',
  },
  {
    id: 'A30',
    title: 'a body of a megabyte',
    send: ({ pending: { text } }) => text.padEnd(1_000_000),
    expected: '1 tooLarge',
  },
  {
    id: 'A30',
    title: 'JSON that is none',
    send: ({ pending: { text } }) => text.slice(1),
    expected: '1 malformed',
  },
  {
    id: 'A30',
    title: 'a field more',
    send: ({ pending: { body } }) => JSON.stringify({ ...body, admin: true }),
    expected: '1 malformed',
  },
  {
    id: 'A46',
    title: 'a bearer token in place of a signed request',
    send: ({ wanted }) => JSON.stringify({ token: wanted.grantId, address: wanted.pointer }),
    expected: '1 malformed',
  },
];

test.each(prevented)('$id P: $title', async ({ send, expected }) => {
  const world = await createWorld();
  const { wanted } = await consented(world);
  const pending = await world.staff.request(wanted, world.clock.nowMs());
  expect(await outcomeOf(world, await send({ world, wanted, pending }))).toBe(expected);
  // The server lives, and the request that was in order still is, unless it was the replayed one.
  const again = await world.staff.request(wanted, world.clock.nowMs());
  expect(await outcomeOf(world, again.text)).toBe('served');
});

test('A19 P: malformed and forged requests leave nothing behind', async () => {
  const world = await createWorld();
  const { wanted } = await consented(world);
  const { body } = await world.staff.request(wanted, world.clock.nowMs());
  await outcomeOf(world, writeBody({ ...body, signature: highS(body.signature) }));
  await outcomeOf(world, writeBody({ ...body, chainId: 1 }));
  // The nonce was not taken: the true request still goes through.
  expect(await outcomeOf(world, writeBody(body))).toBe('served');
  expect(await world.stores[0]?.log.length()).toBe(1);
});

test('whatever is wrong, the answer is the same', async () => {
  const world = await createWorld();
  const { wanted } = await consented(world);
  const pending = await world.staff.request(wanted, world.clock.nowMs());
  const answers = new Set<string>();
  for (const { send } of prevented.filter(({ id }) => id !== 'A04' && id !== 'A18'))
    answers.add(JSON.stringify(await world.server.handle(await send({ world, wanted, pending }), 'ward')));
  for (const body of [undefined, null, 7, {}, '', 'null', '[]']) {
    answers.add(JSON.stringify(await world.server.handle(body, 'ward')));
    expect(world.lastRefusal()).toBe('1 malformed');
  }
  expect([...answers]).toEqual(['{"kind":"refused"}']);
  expect(archive.address).toBe(world.server.address);
});

test('A27 P: too many requests, by source and by staff; nobody uses up the staff’s allowance for them', async () => {
  const limits = { requestsPerMinuteByStaff: 2, requestsPerMinuteBySource: 5 };
  const world = await createWorld({ limits });
  const { wanted } = await consented(world);
  const ask = async () => (await world.staff.request(wanted, world.clock.nowMs())).text;
  const forged = reworked(world, await world.staff.request(wanted, world.clock.nowMs()), mallory.account, {});
  const outcomes: string[] = [];
  for (const text of [forged, forged, await ask(), await ask(), await ask(), await ask()])
    outcomes.push(await outcomeOf(world, text));
  expect(outcomes).toEqual([
    ...['5 badSignature', '5 badSignature', 'served', 'served', '4 staffTooFast', '4 sourceTooFast'],
  ]);
  world.clock.aheadMs += 60_000;
  expect(await outcomeOf(world, await ask())).toBe('served');
});

test('the checks are asked in the order of their numbers: what is wrong in every way is refused for the first', async () => {
  expect(checks.map(({ number }) => number)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
  const world = await createWorld();
  const { wanted } = await consented(world);
  const { body } = await world.staff.request({ ...wanted, ops: 4, pointer: '0x01' }, world.clock.nowMs());
  const worst = { ...body, chainId: 1, request: { ...body.request, expiresAt: 1 } };
  expect(await outcomeOf(world, writeBody(worst))).toBe('2 wrongChain');
  const better = { ...worst, chainId: body.chainId };
  expect(await outcomeOf(world, writeBody(better))).toBe('3 requestExpired');
  const forged = { ...body, signature: `0x${'11'.repeat(65)}` as const };
  expect(await outcomeOf(world, writeBody(forged))).toBe('5 badSignature');
  expect(await outcomeOf(world, writeBody(body))).toBe('8 pointerMismatch');
});
