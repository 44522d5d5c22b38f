/**
 * A resource server on the simulated chain: the real one of `../protocol/`, with the registry's events for its cache, the pool of its
 * own node, and an account that pays for its commitments.
 */
import type { Account, ReadRequest, WorkloadContext } from '../../../sim/index.ts';
import { createChainWriter } from '../protocol/chain-view.ts';
import { seededEntropy } from '../protocol/entropy.ts';
import { createEncryptionKeys } from '../protocol/hpke.ts';
import type { RefusalCode, Refused } from '../protocol/refusal.ts';
import type { Served } from '../protocol/release.ts';
import { createResourceServer, type ResourceServer } from '../protocol/resource-server.ts';
import { eventCache, type RegistryEvent } from '../protocol/synchronisation.ts';
import { createLocatorResolver } from '../server/pointers/blob-key.ts';
import { createMemoryStore } from '../server/stores/memory.ts';
import type { Actor, WorkloadChain } from '../workload-chain.ts';

export interface ServerSite {
  readonly account: Account;
  readonly server: ResourceServer;
  onEvent(event: RegistryEvent): void;
  /** The server's answer and, for us alone, why it refused. */
  handle(context: WorkloadContext, text: string, source: string): Promise<Handled>;
  /** Sends what the server has to say to the chain, from the process of whoever calls. */
  deliver(context: WorkloadContext): Promise<void>;
}

export type Handled = Served | (Refused & { readonly code: RefusalCode });

export interface ServerSiteOptions {
  /** Of set-up. */
  readonly context: WorkloadContext;
  readonly index: number;
  readonly chain: WorkloadChain;
  readonly batchSize: number;
  readonly cacheMs: number;
}

export const openServerSite = async (options: ServerSiteOptions): Promise<ServerSite> => {
  const { context, index, chain, batchSize, cacheMs } = options;
  const account = context.account('server', index);
  const entropy = seededEntropy(context.random.fork(`server ${index}`));
  const { view, onEvent } = eventCache(chain.newest, chain.nowMs, cacheMs);
  const outbox = createOutbox(account);
  const store = createMemoryStore();
  let code: RefusalCode | undefined;
  const server = await createResourceServer({
    ...{ account: chain.keyOf(account), encryptionKeys: await createEncryptionKeys(entropy), entropy, store },
    ...{ chain: chain.confirmed(view), writer: outbox.writer, nowMs: chain.nowMs },
    resolve: createLocatorResolver({ roots: [], stores: {} }),
    ...{ tokenMode: 'T2', custodyMode: 'A', auditMode: 'merkleBatch', batchSize },
    horizonBlocks: 0, // a single node takes no block back
    observe: (event) => {
      code = event.kind === 'refused' ? event.code : undefined;
    },
  });
  return {
    ...{ account, server, onEvent },
    async handle(asker, text, source) {
      outbox.asked(asker.nowMs());
      const answer = await chain.within(asking(asker), () => server.handle(text, source));
      return answer.kind === 'served' ? answer : { ...answer, code: code ?? 'unavailable' };
    },
    async deliver(carrier) {
      if (await outbox.deliver(carrier)) await store.nonces.forget(chain.nowMs());
    },
  };
};

/** What the server asks its node on somebody's behalf is counted as the server's. */
const asking = ({ read, send }: WorkloadContext): Actor => ({
  read: (request: ReadRequest) => read({ ...request, label: 'server asks' }),
  send,
});

interface Statement {
  readonly call: string;
  readonly args: readonly unknown[];
  readonly intendedMs: number;
  settle(error?: string): void;
}

/** What the server says to the chain waits here until a process of its own carries it there: the server works on meanwhile. */
const createOutbox = (from: Account) => {
  const due: Statement[] = [];
  let oldestMs = Number.POSITIVE_INFINITY;
  const writer = createChainWriter(
    (call, ...args) =>
      new Promise((resolve, reject) => {
        due.push({
          ...{ call, args, intendedMs: oldestMs },
          settle: (error) => (error === undefined ? resolve() : reject(new Error(error))),
        });
        oldestMs = Number.POSITIVE_INFINITY;
      }),
  );
  return {
    writer,
    /** The evidence of a batch is as late as its oldest access. */
    asked: (atMs: number): void => {
      oldestMs = Math.min(oldestMs, atMs);
    },
    /** Whether there was anything. */
    async deliver(carrier: WorkloadContext): Promise<boolean> {
      let count = 0;
      for (let next = due.shift(); next !== undefined; next = due.shift(), count += 1) {
        const { call, args, intendedMs, settle } = next;
        const how = { gasLimit: 60_000n, label: 'commit', intendedMs: Math.min(intendedMs, carrier.nowMs()) };
        const outcome = await carrier.send({ from, to: 'consent', call, args, ...how });
        settle(outcome.status === 'failed' ? outcome.error : undefined);
      }
      return count > 0;
    },
  };
};
