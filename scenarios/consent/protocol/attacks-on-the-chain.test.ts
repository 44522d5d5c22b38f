/** The attack matrix, as far as the chain and its view of consent stop it; outcome codes as in `attacks-on-requests.test.ts`. */

import { concat, keccak256 } from 'viem/utils';
import { describe, expect, it, test } from 'vitest';
import type { Hex } from '../../../sim/index.ts';
import { leafOf, rootFrom } from '../merkle-tree.ts';
import type { ServerStore } from '../server/stores/store.ts';
import type { ChainView } from './chain-view.ts';
import { writerOf } from './testing/chain-access.ts';
import { startS } from './testing/registry-chain.ts';
import { askOutcome, outcomeOf, readRecord } from './testing/requests.ts';
import { consented, createWorld, dayS, grant, people, type World, word } from './testing/world.ts';

const { alice, maria, noor, mallory, hospital, archive, regulator } = people;
/** After all that happens here. */
const deadline = 2n ** 40n;
const storeOf = (world: World): ServerStore => world.stores[0] as ServerStore;
const grantFields = (world: World) => ({
  ...{ ms: maria.address, mdrs: archive.address, scope: word(1), terms: word(2), notBefore: 0 },
  ...{ expiresAt: world.chain.nowS() + dayS, ops: 1, purpose: 1, usesMax: 0 },
});
const submit = (world: World, { message, signature }: ReturnType<World['wallet']['signGrant']>) => {
  const { sp, epoch, patientEpoch: _, deadline, ...input } = message;
  return world.chain.send(mallory, 'grantBySig', sp, input, epoch, deadline, signature);
};
const fetching = (world: World, meanwhile: () => Promise<unknown>): void => {
  const blobs = world.stores[0]?.blobs as { get: (key: string) => Promise<Uint8Array | undefined> };
  const { get } = blobs;
  blobs.get = async (key) => {
    const bytes = await get(key);
    await meanwhile();
    return bytes;
  };
};

test('A06 P: a grant ends at its second, by the block’s clock or by ours', async () => {
  const world = await createWorld();
  const { wanted } = await consented(world, { expiresAt: startS + dayS });
  await world.chain.pass(startS + dayS - world.chain.nowS() - 12 - 1);
  expect(await askOutcome(world, wanted)).toBe('served');
  world.clock.aheadMs = 1_000; // the newest block is a second old, and does not know yet
  expect(await askOutcome(world, wanted)).toBe('9 now:expired');
  world.clock.aheadMs = 0;
  await world.chain.confirm(1);
  expect(await askOutcome(world, wanted)).toBe('9 now:expired');
});

describe('A07: revoked while the request is under way', () => {
  it('P: in a block sealed during the fetch', async () => {
    const world = await createWorld();
    const { wanted } = await consented(world);
    fetching(world, () => world.chain.send(alice, 'revoc', maria.address, word(0)));
    expect(await askOutcome(world, wanted)).toBe('14 now:notActive');
    expect(await world.stores[0]?.log.length()).toBe(0);
  });

  it('P: handed to the server during the fetch', async () => {
    const world = await createWorld();
    const { wanted } = await consented(world);
    const { message, signature } = world.wallet.signRevocation(maria.address, 1, word(0), deadline);
    fetching(world, () => world.server.receiveRevocation(message, signature));
    expect(await askOutcome(world, wanted)).toMatch(/^14 (now:notActive|revocationReceived)$/);
  });

  it('P: T1: the token cannot be used up any more, and nothing leaves', async () => {
    const world = await createWorld({ tokenMode: 'T1' });
    const { wanted } = await consented(world);
    const tokenId = await issueToken(world, wanted.recordId, wanted.proof);
    fetching(world, () => world.chain.send(alice, 'revoc', maria.address, word(0)));
    expect(await askOutcome(world, { ...wanted, tokenId })).toBe('14 tokenNotConsumed');
  });
});

describe('A12, A13: who is not, or no longer, registered', () => {
  it('P: a stranger can neither ask nor be granted', async () => {
    const { chain } = await createWorld();
    const unknown = `UnknownEntity(${mallory.address})`;
    expect((await chain.send(mallory, 'reqManage', alice.address, 1, 1, word(1))).error).toBe(unknown);
  });

  it('P: suspending a provider ends all access of its staff; V: who registered whom is in an event', async () => {
    const world = await createWorld();
    const { wanted } = await consented(world);
    const { events } = await world.chain.send(hospital, 'registerStaff', ...sybil());
    expect(events).toMatchObject([{ name: 'EntityRegistered', args: { registrar: hospital.address } }]);
    await world.chain.send(regulator, 'setEntityActive', hospital.address, false);
    expect(await askOutcome(world, wanted)).toBe('9 now:providerInvalid');
  });

  const sybil = () => [mallory.address, startS + dayS * 300, word(5), word(6)] as const;
});

describe('A14 to A17: signed decisions', () => {
  it('A14 P: a provider cannot sign in the patient’s name', async () => {
    const world = await createWorld();
    const decision = { ...grantFields(world), epoch: 0, patientEpoch: 0, deadline };
    const { message } = world.wallet.signGrant(decision);
    const forged = { message, signature: hospital.account.sign(word(7)) };
    expect((await submit(world, forged)).error).toBe('BadSignature()');
  });

  it('A15 P: a revocation that waits in the mempool counts', async () => {
    const world = await createWorld();
    const { wanted } = await consented(world);
    world.chain.hold(alice, 'revoc', maria.address, word(0));
    expect(await askOutcome(world, wanted)).toBe('10 revocationPending');
    await world.chain.sealHeld();
    expect(await askOutcome(world, wanted)).toBe('9 now:notActive');
  });

  it('A15 V: a server that does not see the mempool serves until the block, and both are on record', async () => {
    const world = await createWorld();
    const { wanted } = await consented(world);
    const chain: ChainView = { ...world.view, isRevocationPending: async () => false };
    const blind = await world.serverOf(archive, world.keys.archive, { chain, store: storeOf(world) });
    world.chain.hold(alice, 'revoc', maria.address, word(0));
    const { text } = await world.staff.request(wanted, world.clock.nowMs());
    expect((await blind.handle(text, 'ward')).kind).toBe('served');
    await world.chain.sealHeld();
    expect(await askOutcome(world, wanted)).toBe('9 now:notActive');
  });

  it('A16 P: a grant signed earlier does not get past a revocation that was handed in', async () => {
    const world = await createWorld();
    const { wanted, scope } = await consented(world);
    const decision = { ...grantFields(world), scope: scope.root, epoch: 1, patientEpoch: 0, deadline };
    const early = world.wallet.signGrant(decision);
    const { message, signature } = world.wallet.signRevocation(maria.address, 1, word(0), deadline);
    const writer = {
      ...writerOf(world.chain, archive),
      relayRevocation: () => Promise.reject(new Error('down')),
    };
    const server = await world.serverOf(archive, world.keys.archive, { store: storeOf(world), writer });
    expect(await server.receiveRevocation(message, signature)).toBe(true);
    const outcome = async (grantId: Hex) => {
      await server.handle(
        (await world.staff.request({ ...wanted, grantId }, world.clock.nowMs())).text,
        'ward',
      );
      return world.lastRefusal();
    };
    expect(await outcome(wanted.grantId)).toBe('10 revocationReceived');
    const { events } = await submit(world, early);
    await world.chain.confirm(2);
    expect(events).toMatchObject([{ name: 'ConsentGranted', args: { epoch: 2 } }]);
    expect(await outcome(events[0]?.args.grantId as Hex)).toBe('10 revocationReceived');
  });

  it('A17 P: a grant’s signature does not work again after a revocation', async () => {
    const world = await createWorld();
    const signed = world.wallet.signGrant({
      ...{ ...grantFields(world), epoch: 0, patientEpoch: 0, deadline },
    });
    expect((await submit(world, signed)).error).toBeUndefined();
    await world.chain.send(alice, 'revoc', maria.address, word(0));
    expect((await submit(world, signed)).error).toBe('StaleEpoch(0, 2)');
  });

  it('a revocation by somebody else, or after its deadline, is not received', async () => {
    const { server, wallet, chain } = await createWorld();
    const { message, signature } = wallet.signRevocation(maria.address, 0, word(0), BigInt(chain.nowS() - 1));
    expect(await server.receiveRevocation(message, signature)).toBe(false);
    const later = { ...message, deadline };
    expect(await server.receiveRevocation(later, mallory.account.sign(word(1)))).toBe(false);
  });
});

describe('A24: reorganisations', () => {
  it('P: a grant that is not deep enough is not honoured', async () => {
    const world = await createWorld();
    const { wanted, scope } = await consented(world);
    const grantId = await grant(world, { scope: scope.root });
    // One block back the pair had its older grant, which is another capability.
    await world.chain.send(alice, 'revoc', maria.address, word(0));
    const renewed = await grant(world, { scope: scope.root });
    await world.chain.confirm(1);
    expect(await askOutcome(world, { ...wanted, grantId })).toBe('9 staleGrant');
    expect(await askOutcome(world, { ...wanted, grantId: renewed })).toBe('9 unconfirmed:notActive');
    await world.chain.confirm(1);
    expect(await askOutcome(world, { ...wanted, grantId: renewed })).toBe('served');
  });

  it('D: what rested on blocks that are gone is found again', async () => {
    const world = await createWorld();
    const { wanted } = await consented(world);
    expect(await askOutcome(world, wanted)).toBe('served');
    const newest = world.chain.blocks.length;
    expect(await world.server.reconsider(newest)).toEqual([]);
    await world.chain.takeBack(newest - 3); // the grant was in the oldest of them
    await world.chain.confirm(4);
    const [alert, ...more] = await world.server.reconsider(newest - 2);
    expect([alert?.reason, alert?.blockNumber, more]).toEqual(['noGrant', newest, []]);
  });
});

describe('A34: a lying or lagging node', () => {
  it('P: an old head', async () => {
    const world = await createWorld();
    const { wanted } = await consented(world);
    world.clock.aheadMs = 60_000;
    expect(await askOutcome(world, wanted)).toBe('served');
    world.clock.aheadMs = 60_001;
    expect(await askOutcome(world, wanted)).toBe('7 chainStale');
  });

  it.each([
    ['7 chainCatchingUp', { head: async () => ({ ...head, sync: 'catchingUp' as const }) }],
    ['7 unavailable', { head: () => Promise.reject(new Error('no connection')) }],
    ['9 unavailable', { check: () => Promise.reject(new Error('no connection')) }],
    ['8 unavailable', { pointer: () => Promise.reject(new Error('no connection')) }],
    ['10 unavailable', { isRevocationPending: () => Promise.reject(new Error('no connection')) }],
  ] satisfies [string, Partial<ChainView>][])('P: a node that is not there: %s', async (expected, broken) => {
    const world = await createWorld();
    const { wanted } = await consented(world);
    const store = storeOf(world);
    const chain = { ...world.view, ...broken };
    const server = await world.serverOf(archive, world.keys.archive, { store, chain });
    await server.handle((await world.staff.request(wanted, world.clock.nowMs())).text, 'ward');
    expect(world.lastRefusal()).toBe(expected);
  });

  const head = { number: 1, hash: word(1), timestampS: startS };
});

describe('A37, A38, A39, A42, A43', () => {
  it('A37 P: of two workers with one token, one releases', async () => {
    const world = await createWorld({ tokenMode: 'T1' });
    const { wanted } = await consented(world);
    const tokenId = await issueToken(world, wanted.recordId, wanted.proof);
    const [first, second] = await Promise.all(
      [1, 2].map(async () => (await world.staff.request({ ...wanted, tokenId }, world.clock.nowMs())).text),
    );
    const answers = await Promise.all([world.server.handle(first, 'a'), world.server.handle(second, 'b')]);
    expect(answers.map(({ kind }) => kind).sort()).toEqual(['refused', 'served']);
    expect(world.events.map((event) => (event.kind === 'refused' ? event.code : event.kind)).sort()).toEqual([
      ...['served', 'tokenNotConsumed'],
    ]);
  });

  it('A38 P: another record, more operations, another purpose', async () => {
    const world = await createWorld();
    const { wanted, scope } = await consented(world);
    expect(await askOutcome(world, { ...wanted, ops: 4 })).toBe('9 now:opsMismatch');
    expect(await askOutcome(world, { ...wanted, purpose: 2 })).toBe('9 now:purposeMismatch');
    expect(await askOutcome(world, { ...wanted, proof: [] })).toBe('9 now:scopeMismatch');
    const { wanted: other } = await consented(world, { scope: scope.root });
    expect(await askOutcome(world, other)).toBe('9 now:scopeMismatch');
  });

  it('A39 P: an interior node of the scope, passed off as a record', async () => {
    const world = await createWorld();
    const { wanted, scope } = await consented(world);
    const [sibling = word(0), ...above] = wanted.proof;
    const [left = '', right = ''] = [leafOf(wanted.recordId), sibling].sort();
    const node = keccak256(concat([left as Hex, right as Hex]));
    expect(rootFrom(node, above)).toBe(scope.root);
    expect(await askOutcome(world, { ...wanted, recordId: node, proof: above })).toBe('8 pointerMismatch');
    const question = { sp: alice.address, ms: maria.address, mdrs: archive.address, ops: 1, purpose: 1 };
    expect(await world.view.check({ ...question, recordId: node, proof: above }, 0)).toBe('scopeMismatch');
  });

  it('A42 P: a pause stops reading, and stops no withdrawal', async () => {
    const world = await createWorld();
    const { wanted } = await consented(world);
    await world.chain.send(regulator, 'setPaused', true);
    expect(await askOutcome(world, wanted)).toBe('9 now:paused');
    const { message, signature } = world.wallet.signRevocation(maria.address, 1, word(0), deadline);
    expect(await world.server.receiveRevocation(message, signature)).toBe(true);
    await expect.poll(async () => (await world.view.pair(alice.address, maria.address)).epoch).toBe(3);
  });

  it('A43 V: with alice’s stolen key a thief grants, and every grant is an event that she sees', async () => {
    const world = await createWorld();
    const { wanted, scope } = await consented(world);
    const input = { ...grantFields(world), ms: noor.address, scope: scope.root };
    const { events, error } = await world.chain.send(alice, 'grant', input); // the thief has the same key
    expect([error, events.map(({ name }) => name)]).toEqual([undefined, ['ConsentGranted']]);
    await world.chain.confirm(2);
    const stolen = { ...wanted, grantId: events[0]?.args.grantId as Hex };
    const pending = await world.otherStaff.request(stolen, world.clock.nowMs());
    expect(await outcomeOf(world, pending.text)).toBe('served');
    await world.chain.send(alice, 'revokeAll');
    const later = await world.otherStaff.request(stolen, world.clock.nowMs());
    expect(await outcomeOf(world, later.text)).toBe('9 now:patientEpoch');
  });

  it('A47 S: who has lawfully read keeps what was read, and nothing here knows', async () => {
    const world = await createWorld();
    const { wanted } = await consented(world);
    const reading = await readRecord(world, wanted);
    await world.chain.send(alice, 'revoc', maria.address, word(0));
    expect(await askOutcome(world, wanted)).toBe('9 now:notActive');
    expect(reading).toMatchObject({ kind: 'read' });
  });
});

const issueToken = async (world: World, recordId: Hex, proof: readonly Hex[]): Promise<Hex> => {
  const { events } = await world.chain.send(maria, 'issueToken', alice.address, recordId, proof, 1, 1, 600);
  return events[0]?.args.tokenId as Hex;
};
