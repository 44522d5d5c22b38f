/**
 * Everybody on one chain: a regulator, a hospital with two members of staff, two servers, two patients, and one record of alice's at the first
 * server. What a test leaves out is a consent that is in order.
 */

import { actor } from '../../../../contracts/test/actors.ts';
import { createRandom, type Hex } from '../../../../sim/index.ts';
import { scopeOf } from '../../record-scope.ts';
import type { Locator, ServerStore } from '../../server/stores/store.ts';
import type { GrantInput } from '../../signed-decisions.ts';
import { type AccountKey, accountKey } from '../account-signature.ts';
import { seededEntropy } from '../entropy.ts';
import { createEncryptionKeys } from '../hpke.ts';
import { createPatientWallet } from '../patient-wallet.ts';
import type { KeptRecord } from '../record-keeping.ts';
import { createRegistryView } from '../registry-view.ts';
import { createResourceServer, type ResourceServerOptions } from '../resource-server.ts';
import type { ServerEvent } from '../server-event.ts';
import { createStaff, type Wanted } from '../staff.ts';
import { commitmentsIn, registerRecord, writerOf } from './chain-access.ts';
import { createMemoryStore } from './memory-store.ts';
import { createRegistryChain, type Sender, startS } from './registry-chain.ts';

export const dayS = 86_400;
export const word = (number: number): Hex => `0x${number.toString(16).padStart(64, '0')}`;
const until = startS + 365 * dayS;
export const plaintext = new TextEncoder().encode('{"resourceType":"Bundle"}');

export interface Person extends Sender {
  readonly account: AccountKey;
}

const person = (number: number): Person => {
  const { key, address } = actor(number);
  return { key, address, account: accountKey(key) };
};

export const people = {
  ...{ alice: person(1), bob: person(2), maria: person(3), noor: person(4), mallory: person(5) },
  ...{ hospital: person(7), archive: person(9), cloud: person(10), regulator: person(11) },
};

export type World = Awaited<ReturnType<typeof createWorld>>;
export type WorldOptions = Partial<ResourceServerOptions> & { readonly chainId?: number };

export const createWorld = async ({ chainId = 1337, ...options }: WorldOptions = {}) => {
  const { alice, maria, noor, hospital, archive, cloud, regulator } = people;
  const entropy = seededEntropy(createRandom('world'));
  const chain = await createRegistryChain(regulator, chainId);
  const keys = {
    maria: await createEncryptionKeys(entropy),
    noor: await createEncryptionKeys(entropy),
    archive: await createEncryptionKeys(entropy),
    cloud: await createEncryptionKeys(entropy),
  };
  const encKey = (who: keyof typeof keys): Hex => `0x${Buffer.from(keys[who].publicKey).toString('hex')}`;
  await chain.send(regulator, 'registerProvider', hospital.address, until, word(1));
  await chain.send(regulator, 'registerServer', archive.address, until, word(2), encKey('archive'));
  await chain.send(regulator, 'registerServer', cloud.address, until, word(2), encKey('cloud'));
  await chain.send(hospital, 'registerStaff', maria.address, until, word(3), encKey('maria'));
  await chain.send(hospital, 'registerStaff', noor.address, until, word(4), encKey('noor'));

  const clock = { aheadMs: 0, nowMs: () => chain.nowS() * 1000 + clock.aheadMs };
  const events: ServerEvent[] = [];
  const view = createRegistryView(chain.reader);
  const stores: ServerStore[] = [];
  const serverOf = (
    owner: Person,
    encryptionKeys: ResourceServerOptions['encryptionKeys'],
    others: Partial<ResourceServerOptions> = {},
  ) => {
    const store = createMemoryStore();
    stores.push(store);
    const parts: ResourceServerOptions = {
      ...{ account: owner.account, encryptionKeys, store, entropy, nowMs: clock.nowMs },
      ...{ chain: view, writer: writerOf(chain, owner), resolve: (locator: Locator) => locator.locator },
      ...{ tokenMode: 'T2', custodyMode: 'A', auditMode: 'merkleBatch', batchSize: 2, horizonBlocks: 64 },
      observe: (event) => events.push(event),
      ...options,
      ...others,
    };
    return createResourceServer(parts);
  };
  const server = await serverOf(archive, keys.archive);
  const { deployment } = chain;
  return {
    ...{ chain, clock, entropy, events, keys, server, stores, view, serverOf, deployment },
    wallet: createPatientWallet({ account: alice.account, deployment, entropy }),
    staff: createStaff({ account: maria.account, encryptionKeys: keys.maria, deployment, entropy }),
    otherStaff: createStaff({ account: noor.account, encryptionKeys: keys.noor, deployment, entropy }),
    register: (kept: KeptRecord) => registerRecord(chain, alice, kept),
    /** The usage that the first server has committed on the chain, by its events. */
    commitments: () => commitmentsIn(chain),
    /** Why the server refused last, and at which check; undefined when it served. */
    lastRefusal: () => {
      const last = events.at(-1);
      return last?.kind === 'refused' ? `${last.check} ${last.code}` : undefined;
    },
  };
};

export interface Consent {
  readonly kept: KeptRecord;
  readonly scope: ReturnType<typeof scopeOf>;
  readonly wanted: Wanted;
}

/** Keeps and registers a record, grants maria access to it, and lets the grant be confirmed. */
export const consented = async (
  world: World,
  changes: Partial<GrantInput> = {},
  content: Uint8Array = plaintext,
): Promise<Consent> => {
  const { chain, server, wallet, view } = world;
  const { alice, archive } = people;
  const recordId = wallet.createRecordId();
  const name = { sp: alice.address, recordId, version: 1 };
  const kept = await server.records.keep(name, content);
  await world.register(kept);
  const scope = scopeOf([recordId, wallet.createRecordId(), wallet.createRecordId()]);
  const grantId = await grant(world, { scope: scope.root, ...changes });
  await chain.confirm(2);
  const { pointerHash } = await view.pointer(alice.address, recordId);
  const wanted: Wanted = {
    ...{ grantId, sp: alice.address, mdrs: archive.address, recordId, pointer: kept.ciphertext, pointerHash },
    ...{ proof: scope.proofOf(recordId) ?? [], ops: 1, purpose: 1 },
  };
  return { kept, scope, wanted };
};

/** The id of a new grant to maria, by alice unless somebody else is named. */
export const grant = async (
  { chain }: World,
  changes: Partial<GrantInput> = {},
  by: Sender = people.alice,
): Promise<Hex> => {
  const input: GrantInput = {
    ...{ ms: people.maria.address, mdrs: people.archive.address, scope: word(1), terms: word(0x7e) },
    ...{ notBefore: 0, expiresAt: startS + 30 * dayS, ops: 3, purpose: 1, usesMax: 0 },
    ...changes,
  };
  const { events, error } = await chain.send(by, 'grant', input);
  if (error !== undefined) throw new Error(error);
  return events[0]?.args.grantId as Hex;
};
