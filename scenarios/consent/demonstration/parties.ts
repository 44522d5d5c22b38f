/**
 * The parties of the paper's Figure 2, each with keys of its own, on a chain in process: patient (SP), staff (MS), hospital (HP), resource
 * server (MDRS), and the registry that stands for the chain (BC). All keys, names and records come from the seed, and the clock stands
 * still at a fixed instant, so that two runs are the same to the byte. Parties whose secrets anybody can derive are for showing only.
 */
import { fileURLToPath } from 'node:url';
import {
  bytesToHex,
  createRandom,
  type Hex,
  type RandomStream,
  startChain,
  weiPerEther,
} from '../../../sim/index.ts';
import type { AccessReason, ChainView } from '../protocol/chain-view.ts';
import type { Deployment } from '../protocol/encrypted-address.ts';
import { type Entropy, seededEntropy } from '../protocol/entropy.ts';
import { createEncryptionKeys, type EncryptionKeys } from '../protocol/hpke.ts';
import { createPatientWallet } from '../protocol/patient-wallet.ts';
import type { RefusalCode } from '../protocol/refusal.ts';
import { createResourceServer } from '../protocol/resource-server.ts';
import { createStaff } from '../protocol/staff.ts';
import { drawRecord } from '../records/bundle.ts';
import { createLocatorResolver } from '../server/pointers/blob-key.ts';
import { type Actor, actorOf } from '../server/service/cast.ts';
import { openView, openWriter } from '../server/service/registry-reader.ts';
import { deployRegistry, openRegistry } from '../server/service/registry-session.ts';
import { createMemoryStore } from '../server/stores/memory.ts';

const registryFile = fileURLToPath(new URL('../../../contracts/ConsentRegistry.sol', import.meta.url));
/** An arbitrary instant; what is granted ends a day later. */
export const startMs = Date.UTC(2026, 0, 1);
export const endS = startMs / 1000 + 86_400;
const registeredUntilS = endS + 365 * 86_400;

export const partyNames = ['regulator', 'hospital', 'patient', 'staff', 'server', 'stranger'] as const;
export type PartyName = (typeof partyNames)[number];

export interface Refusal {
  readonly check: number;
  readonly code: RefusalCode;
}

export type Parties = Awaited<ReturnType<typeof assembleParties>>;

export const assembleParties = async (seed: number) => {
  const random = createRandom(seed).fork('demonstration');
  const entropy = seededEntropy(random.fork('entropy'));
  const live = await startChain({ chain: 'instant', seed, startUnixMs: startMs });
  const actors = drawActors(random);
  for (const { account } of Object.values(actors)) live.fund(account.address, 1_000n * weiPerEther);
  const { abi, bytecode } = await live.compile(registryFile);
  const site = { abi, chainId: live.info.chainId, request: live.request };
  const address = await deployRegistry(site, bytecode, actors.regulator);
  const registry = await openRegistry(site, address);
  const deployment: Deployment = { chainId: live.info.chainId, verifyingContract: address };
  const keys = await drawKeys(entropy);
  const view = openView(live, registry, deployment);
  const store = createMemoryStore();
  const refusals: Refusal[] = [];
  const verdicts: AccessReason[] = [];
  const server = await createResourceServer({
    ...{ account: actors.server.account, encryptionKeys: keys.server, store, entropy, nowMs: () => startMs },
    // A block for each transaction: nothing to wait for, and the head is as old as the last of them.
    limits: { confirmations: 0, headAgeMs: Number.POSITIVE_INFINITY },
    ...{ chain: overheard(view, verdicts), writer: openWriter(registry, actors.server) },
    resolve: createLocatorResolver({ roots: [], stores: {} }),
    ...{ tokenMode: 'T2', custodyMode: 'A', auditMode: 'merkleBatch', batchSize: 100, horizonBlocks: 0 },
    observe: (event) => {
      if (event.kind === 'refused') refusals.push({ check: event.check, code: event.code });
    },
  });
  const memberOf = (who: 'staff' | 'stranger') =>
    createStaff({ account: actors[who].account, encryptionKeys: keys[who], deployment, entropy });
  return {
    ...{ live, actors, registry, deployment, keys, view, store, server, entropy, refusals, verdicts },
    wallet: createPatientWallet({ account: actors.patient.account, deployment, entropy }),
    staff: memberOf('staff'),
    stranger: memberOf('stranger'),
    record: drawRecord(random.fork('record')),
    nowMs: startMs,
  };
};

/** The same view; what the chain says to `check` is noted. */
const overheard = (view: ChainView, verdicts: AccessReason[]): ChainView => ({
  ...view,
  check: async (question, blocksBack) => {
    const verdict = await view.check(question, blocksBack);
    verdicts.push(verdict);
    return verdict;
  },
});

const drawActors = (random: RandomStream): Readonly<Record<PartyName, Actor>> => {
  const draw = (name: PartyName) => actorOf(bytesToHex(seededEntropy(random.fork(`account ${name}`))(32)));
  return Object.fromEntries(partyNames.map((name) => [name, draw(name)])) as Record<PartyName, Actor>;
};

const drawKeys = async (
  entropy: Entropy,
): Promise<Readonly<Record<'staff' | 'server' | 'hospital' | 'stranger', EncryptionKeys>>> => ({
  staff: await createEncryptionKeys(entropy),
  server: await createEncryptionKeys(entropy),
  hospital: await createEncryptionKeys(entropy),
  stranger: await createEncryptionKeys(entropy),
});

/** The regulator registers the hospital and the server, the hospital its staff. */
export const registerParties = async ({ registry, actors, keys, entropy }: Parties): Promise<void> => {
  const credential = (): Hex => bytesToHex(entropy(32));
  const keyOf = (who: 'staff' | 'server'): Hex => bytesToHex(keys[who].publicKey);
  const { regulator, hospital, server, staff } = actors;
  const until = registeredUntilS;
  await registry.send(regulator, 'registerProvider', hospital.account.address, until, credential());
  await registry.send(
    regulator,
    'registerServer',
    server.account.address,
    until,
    credential(),
    keyOf('server'),
  );
  await registry.send(hospital, 'registerStaff', staff.account.address, until, credential(), keyOf('staff'));
};
