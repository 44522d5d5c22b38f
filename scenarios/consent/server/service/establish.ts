/** The registry on a chain in real time, with the regulator's, the hospital's and the server's entries, and the server on it. */
import { fileURLToPath } from 'node:url';
import { bytesToHex, type LiveChain } from '../../../../sim/index.ts';
import type { CustodyMode } from '../../protocol/custody.ts';
import type { Entropy } from '../../protocol/entropy.ts';
import type { EncryptionKeys } from '../../protocol/hpke.ts';
import { createResourceServer, type ResourceServer } from '../../protocol/resource-server.ts';
import type { ServerEvent } from '../../protocol/server-event.ts';
import type { ServerLimits } from '../../protocol/server-parts.ts';
import { createLocatorResolver } from '../pointers/blob-key.ts';
import type { ServerStore } from '../stores/store.ts';
import { type Actor, castMember } from './cast.ts';
import { openView, openWriter } from './registry-reader.ts';
import { deployRegistry, openRegistry, type RegistrySession } from './registry-session.ts';

const registryFile = fileURLToPath(new URL('../../../../contracts/ConsentRegistry.sol', import.meta.url));
const [secondsPerYear, msPerS] = [31_536_000, 1_000];

export interface ServerSite {
  readonly live: LiveChain;
  readonly self: Actor;
  readonly keys: EncryptionKeys;
  readonly entropy: Entropy;
}

export const establish = async ({ live, self, keys, entropy }: ServerSite): Promise<RegistrySession> => {
  const { abi, bytecode } = await live.compile(registryFile);
  const site = { abi, chainId: live.info.chainId, request: live.request };
  const [regulator, hospital] = [castMember('regulator'), castMember('hospital')];
  const registry = await openRegistry(site, await deployRegistry(site, bytecode, regulator));
  const until = Math.floor(live.unixMs() / msPerS) + secondsPerYear;
  const credential = (): `0x${string}` => bytesToHex(entropy(32));
  await registry.send(regulator, 'registerProvider', hospital.account.address, until, credential());
  const encryptionKey = bytesToHex(keys.publicKey);
  await registry.send(regulator, 'registerServer', self.account.address, until, credential(), encryptionKey);
  return registry;
};

export interface ServerCustody {
  readonly store: ServerStore;
  readonly custodyMode: CustodyMode;
  readonly batchSize: number;
  readonly limits?: Partial<ServerLimits> | undefined;
  readonly tell: (line: string) => void;
}

export const openServer = (
  { live, self, keys, entropy }: ServerSite,
  registry: RegistrySession,
  { store, custodyMode, batchSize, limits, tell }: ServerCustody,
): Promise<ResourceServer> => {
  const deployment = { chainId: live.info.chainId, verifyingContract: registry.address };
  // A chain that makes blocks only when there is something for them has no confirmations to wait for, and an old head.
  const onChain =
    live.info.name === 'instant' ? { confirmations: 0, headAgeMs: Number.POSITIVE_INFINITY } : {};
  return createResourceServer({
    ...{ account: self.account, encryptionKeys: keys, store, entropy, nowMs: live.unixMs },
    limits: { ...onChain, ...limits },
    chain: openView(live, registry, deployment),
    writer: openWriter(registry, self),
    resolve: createLocatorResolver({ roots: [], stores: {} }), // content ids, hashes and identifiers alone
    ...{ tokenMode: 'T2', custodyMode, auditMode: 'merkleBatch', batchSize },
    horizonBlocks: live.info.horizonBlocks ?? 0,
    observe: (event) => tell(lineOf(event)),
  });
};

/** Codes alone: nothing of what was served, and nobody's name. */
const lineOf = (event: ServerEvent): string => {
  if (event.kind === 'served') return 'served';
  if (event.kind === 'accepted') return `accepted: ${event.post}`;
  const fault = event.error instanceof Error ? ` (${event.error.name})` : '';
  const place = event.kind === 'refused' ? `check ${event.check}` : event.post;
  return `refused at ${place}: ${event.code}${fault}`;
};
