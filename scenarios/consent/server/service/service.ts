/**
 * A resource server on a chain in real time, over HTTP on loopback: the registry deployed, the hospital and the server registered, and
 * one record kept, so that whoever takes the patient's and the staff's part can walk the six steps.
 *
 *   POST /access      the protocol: a signed request in, a sealed record out, or the one refusal
 *   POST /chain       JSON-RPC, for wallets
 *   POST /deployment  what is public: chain, contract, server and the record that awaits registration
 */
import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { bytesToHex, type LiveChain, startChain, weiPerEther } from '../../../../sim/index.ts';
import type { Entropy } from '../../protocol/entropy.ts';
import { createEncryptionKeys, type EncryptionKeys } from '../../protocol/hpke.ts';
import type { KeptRecord } from '../../protocol/record-keeping.ts';
import {
  createResourceServer,
  type ResourceServer,
  type ServerEvent,
} from '../../protocol/resource-server.ts';
import { accessResponder } from '../http/access.ts';
import { createHttpApp } from '../http/app.ts';
import { chainResponder } from '../http/chain.ts';
import { createLocatorResolver } from '../pointers/blob-key.ts';
import type { ServerStore } from '../stores/store.ts';
import { type Actor, actorOf, castMember, roles } from './cast.ts';
import { openView, openWriter } from './registry-reader.ts';
import { deployRegistry, openRegistry, providerTransport, type RegistrySession } from './registry-session.ts';

export interface ServiceOptions {
  readonly chain: string;
  readonly store: ServerStore;
  /** 0: any that is free. */
  readonly port: number;
  /** For the operator: what was refused and why. Nothing of what was served, and nobody's name. */
  readonly tell: (line: string) => void;
}

export interface Service {
  readonly port: number;
  readonly document: DeploymentDocument;
  /** Answers what it has taken on, then ends. */
  close(): Promise<void>;
}

export interface DeploymentDocument {
  readonly chainId: number;
  readonly verifyingContract: `0x${string}`;
  readonly mdrs: `0x${string}`;
  readonly record: KeptRecord;
}

const registryFile = fileURLToPath(new URL('../../../../contracts/ConsentRegistry.sol', import.meta.url));
const entropy: Entropy = (byteCount) => crypto.getRandomValues(new Uint8Array(byteCount));
const [secondsPerYear, msPerS] = [31_536_000, 1_000];

export const startService = async ({ chain, store, port, tell }: ServiceOptions): Promise<Service> => {
  const live = await startChain({ chain });
  const self = actorOf(`0x${randomBytes(32).toString('hex')}`);
  for (const actor of [self, ...roles.map(castMember)])
    live.fund(actor.account.address, 1_000n * weiPerEther);
  const keys = await createEncryptionKeys(entropy);
  const registry = await establish(live, self, keys);
  const server = await openServer(live, registry, self, keys, store, tell);
  const document: DeploymentDocument = {
    chainId: live.info.chainId,
    verifyingContract: registry.address,
    mdrs: self.account.address,
    record: await keepExample(server),
  };
  const app = await createHttpApp({
    responders: {
      '/access': accessResponder(server),
      '/chain': chainResponder(live),
      '/deployment': async () => JSON.stringify(document),
    },
    onRefused: (code) => tell(`refused by the transport: ${code}`),
  });
  await app.listen({ host: '127.0.0.1', port });
  return {
    port: (app.server.address() as AddressInfo).port,
    document,
    close: async () => {
      await app.close();
      await server.flushUsage();
      await store.close();
      await live.stop();
    },
  };
};

const establish = async (live: LiveChain, self: Actor, keys: EncryptionKeys): Promise<RegistrySession> => {
  const { abi, bytecode } = await live.compile(registryFile);
  const site = { abi, chainId: live.info.chainId, transport: providerTransport(live) };
  const [regulator, hospital] = [castMember('regulator'), castMember('hospital')];
  const registry = openRegistry({ ...site, address: await deployRegistry({ ...site, bytecode }, regulator) });
  const until = Math.floor(live.unixMs() / msPerS) + secondsPerYear;
  const credential = (): `0x${string}` => bytesToHex(entropy(32));
  await registry.send(regulator, 'registerProvider', hospital.account.address, until, credential());
  const encryptionKey = bytesToHex(keys.publicKey);
  await registry.send(regulator, 'registerServer', self.account.address, until, credential(), encryptionKey);
  return registry;
};

const openServer = (
  live: LiveChain,
  registry: RegistrySession,
  self: Actor,
  encryptionKeys: EncryptionKeys,
  store: ServerStore,
  tell: (line: string) => void,
): Promise<ResourceServer> => {
  const deployment = { chainId: live.info.chainId, verifyingContract: registry.address };
  // A chain that makes blocks only when there is something for them has no confirmations to wait for, and an old head.
  const limits =
    live.info.name === 'instant' ? { confirmations: 0, headAgeMs: Number.POSITIVE_INFINITY } : {};
  return createResourceServer({
    ...{ account: self.account, encryptionKeys, store, entropy, nowMs: live.unixMs, limits },
    chain: openView(live, registry, deployment),
    writer: openWriter(registry, self),
    resolve: createLocatorResolver({ roots: [], stores: {} }), // content ids, hashes and identifiers alone
    ...{ tokenMode: 'T2', custodyMode: 'A', auditMode: 'merkleBatch', batchSize: 100 },
    horizonBlocks: live.info.horizonBlocks ?? 0,
    observe: (event) => report(event, tell),
  });
};

const report = (event: ServerEvent, tell: (line: string) => void): void => {
  const fault = event.kind === 'refused' && event.error instanceof Error ? ` (${event.error.name})` : '';
  tell(event.kind === 'served' ? 'served' : `refused at check ${event.check}: ${event.code}${fault}`);
};

const keepExample = (server: ResourceServer): Promise<KeptRecord> => {
  const content = Buffer.from(JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry: [] }));
  const name = { sp: castMember('patient').account.address, recordId: bytesToHex(entropy(32)), version: 1 };
  return server.records.keep(name, content);
};
