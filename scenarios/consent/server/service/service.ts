/**
 * A resource server on a chain in real time, over HTTP on loopback: the registry deployed, the hospital and the server registered, and
 * in custody mode A one record kept, so that whoever takes the patient's and the staff's part can walk the six steps.
 *
 *   POST /access      the protocol: a signed request in, a sealed record out, or the one refusal
 *   POST /revocation  a patient's signed withdrawal, effective with the answer
 *   POST /usage       a patient's question who read
 *   POST /record      a record to keep, from the patient or a provider
 *   POST /key         custody mode B: a registered version's key for one member of staff
 *   POST /chain       JSON-RPC, for wallets
 *   POST /deployment  what is public: chain, contract, server and its key, and the record that awaits registration
 */
import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { bytesToHex, createWallScheduler, type Hex, startChain, weiPerEther } from '../../../../sim/index.ts';
import type { CustodyMode } from '../../protocol/custody.ts';
import type { Deployment } from '../../protocol/encrypted-address.ts';
import type { Entropy } from '../../protocol/entropy.ts';
import { createEncryptionKeys } from '../../protocol/hpke.ts';
import { maxPostLengths } from '../../protocol/post-forms.ts';
import type { KeptRecord } from '../../protocol/record-keeping.ts';
import type { ResourceServer } from '../../protocol/resource-server.ts';
import type { ServerLimits } from '../../protocol/server-parts.ts';
import { accessResponder } from '../http/access.ts';
import { createHttpApp } from '../http/app.ts';
import { chainResponder } from '../http/chain.ts';
import { postResponder } from '../http/posts.ts';
import type { ServerStore } from '../stores/store.ts';
import { actorOf, castMember, roles } from './cast.ts';
import { createEnding, type Ending } from './ending.ts';
import { establish, openServer, type ServerSite } from './establish.ts';
import { startUpkeep } from './upkeep.ts';

export interface ServiceOptions {
  readonly chain: string;
  /** The service's from here on: closed when it ends, or when it cannot start. */
  readonly store: ServerStore;
  readonly custodyMode: CustodyMode;
  /** Accesses in a commitment. */
  readonly batchSize: number;
  /** 0: any that is free. */
  readonly port: number;
  readonly limits?: Partial<ServerLimits> | undefined;
  /** For the operator: what was refused and why. Nothing of what was served, and nobody's name. */
  readonly tell: (line: string) => void;
}

export interface Service {
  readonly port: number;
  readonly document: DeploymentDocument;
  /** Answers what it has taken on, then ends. */
  close(): Promise<void>;
}

export interface DeploymentDocument extends Deployment {
  readonly mdrs: `0x${string}`;
  /** To which addresses and uploads are sealed. */
  readonly encryptionKey: Hex;
  readonly record?: KeptRecord;
}

const entropy: Entropy = (byteCount) => crypto.getRandomValues(new Uint8Array(byteCount));
const upkeepEveryMs = 60_000;

export const startService = async (options: ServiceOptions): Promise<Service> => {
  const ending = createEnding();
  try {
    return await start(options, ending);
  } catch (error) {
    await ending.run().catch(() => undefined); // why it could not start says more
    throw error;
  }
};

const start = async (options: ServiceOptions, ending: Ending): Promise<Service> => {
  const { store, custodyMode, port, tell } = options;
  ending.add(() => store.close());
  const live = await startChain({ chain: options.chain });
  ending.add(() => live.stop());
  const self = actorOf(`0x${randomBytes(32).toString('hex')}`);
  for (const actor of [self, ...roles.map(castMember)])
    live.fund(actor.account.address, 1_000n * weiPerEther);
  const site: ServerSite = { live, self, entropy, keys: await createEncryptionKeys(entropy) };
  const registry = await establish(site);
  const server = await openServer(site, registry, options);
  ending.add(() => server.flushUsage());
  const upkeep = keepUp(server, store, live.unixMs, tell);
  ending.add(() => upkeep.stop());
  const document: DeploymentDocument = {
    ...{ chainId: live.info.chainId, verifyingContract: registry.address, mdrs: self.account.address },
    encryptionKey: bytesToHex(server.encryptionKey),
    ...(custodyMode === 'A' && { record: await keepExample(server) }),
  };
  const app = await appFor(server, site, document, tell);
  ending.add(() => app.close());
  await app.listen({ host: '127.0.0.1', port });
  return { port: (app.server.address() as AddressInfo).port, document, close: () => ending.run() };
};

const appFor = (
  server: ResourceServer,
  { live }: ServerSite,
  document: DeploymentDocument,
  tell: (line: string) => void,
): Promise<FastifyInstance> =>
  createHttpApp({
    responders: {
      '/access': accessResponder(server),
      '/revocation': postResponder(server, 'revocation'),
      '/usage': postResponder(server, 'usage'),
      '/record': postResponder(server, 'record'),
      '/key': postResponder(server, 'key'),
      '/chain': chainResponder(live),
      '/deployment': async () => JSON.stringify(document),
    },
    bodyBytesAt: { '/record': maxPostLengths.record },
    onRefused: (code) => tell(`refused by the transport: ${code}`),
  });

/** Nonces that no request can use any more are forgotten; accesses that wait for their batch to fill are committed. */
const keepUp = (
  server: ResourceServer,
  store: ServerStore,
  nowMs: () => number,
  tell: (line: string) => void,
) =>
  startUpkeep(
    createWallScheduler(),
    upkeepEveryMs,
    async () => {
      await store.nonces.forget(nowMs());
      await server.flushUsage();
    },
    (error) => tell(`upkeep failed: ${error instanceof Error ? error.name : 'unknown'}`),
  );

const keepExample = (server: ResourceServer): Promise<KeptRecord> => {
  const content = Buffer.from(JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry: [] }));
  const name = { sp: castMember('patient').account.address, recordId: bytesToHex(entropy(32)), version: 1 };
  return server.records.keep(name, content);
};
