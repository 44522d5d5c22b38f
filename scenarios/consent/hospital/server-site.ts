/**
 * A resource server on the simulated chain: the real one of `../protocol/`, with the registry's events for its cache, the pool of its
 * own node, and an account that pays for its commitments.
 *
 * The server serves many at once, and each of its questions to the chain takes virtual time of whoever it is working for. Only one process
 * computes at a moment, and it changes only where one waits; so it is enough that each question puts its asker back when it has been answered.
 */
import type { Account, WorkloadContext } from '../../../sim/index.ts';
import type { ChainView } from '../protocol/chain-view.ts';
import { createChainWriter } from '../protocol/chain-view.ts';
import type { Deployment } from '../protocol/encrypted-address.ts';
import { seededEntropy } from '../protocol/entropy.ts';
import { createEncryptionKeys } from '../protocol/hpke.ts';
import type { RefusalCode, Refused } from '../protocol/refusal.ts';
import { confirmedByEvents, createRegistryView } from '../protocol/registry-view.ts';
import type { Served } from '../protocol/release.ts';
import { createResourceServer, type ResourceServer } from '../protocol/resource-server.ts';
import { eventCache, type RegistryEvent } from '../protocol/synchronisation.ts';
import { createMemoryStore } from '../server/stores/memory.ts';
import type { Consents } from './consents.ts';

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
  readonly deployment: Deployment;
  readonly consents: Consents;
  readonly nowMs: () => number;
  readonly batchSize: number;
  readonly cacheMs: number;
}

export const openServerSite = async (options: ServerSiteOptions): Promise<ServerSite> => {
  const { context, index, nowMs } = options;
  const account = context.account('server', index);
  const entropy = seededEntropy(context.random.fork(`server ${index}`));
  const chain = createChainDesk(options, account);
  const outbox = createOutbox(account, chain.enter);
  const store = createMemoryStore();
  let code: RefusalCode | undefined;
  const server = await createResourceServer({
    account: { address: account.address, sign: (hash) => context.sign(account, hash) },
    encryptionKeys: await createEncryptionKeys(entropy),
    ...{ chain: chain.view, writer: outbox.writer, store, nowMs, entropy },
    resolve: ({ locator }) => locator,
    ...{ tokenMode: 'T2', custodyMode: 'A', auditMode: 'merkleBatch', batchSize: options.batchSize },
    horizonBlocks: 0, // a single node takes no block back
    observe: (event) => {
      code = event.kind === 'refused' ? event.code : undefined;
    },
  });
  return {
    ...{ account, server, onEvent: chain.onEvent },
    async handle(asker, text, source) {
      chain.enter(asker);
      outbox.asked(asker.nowMs());
      const answer = await server.handle(text, source);
      return answer.kind === 'served' ? answer : { ...answer, code: code ?? 'unavailable' };
    },
    async deliver(carrier) {
      if (await outbox.deliver(carrier)) await store.nonces.forget(nowMs());
    },
  };
};

/** The server's view of the chain, asked on behalf of whoever it is working for. */
const createChainDesk = (
  { context, deployment, consents, nowMs, cacheMs }: ServerSiteOptions,
  from: Account,
) => {
  let current = context;
  const view = createRegistryView({
    deployment,
    head: async () => ({ ...context.node.head(), sync: 'following' }),
    async read(call, args) {
      const asker = current;
      const answer = await asker.read({ from, to: 'consent', call, args, label: 'server asks' });
      current = asker;
      if (answer.status === 'failed') throw new Error(answer.error);
      return answer.value;
    },
    isRevocationPending: async (sp, ms) =>
      context.node
        .pending('consent')
        .some(({ from: sender, call, args }) => sender === sp && isRevocationOf(ms, call, args)),
  });
  const { view: cached, onEvent } = eventCache(confirmed(view, consents), nowMs, cacheMs);
  return {
    ...{ view: cached, onEvent },
    enter: (asker: WorkloadContext): void => {
      current = asker;
    },
  };
};

const confirmed = (view: ChainView, { grantedInBlock }: Consents): ChainView =>
  confirmedByEvents(view, grantedInBlock);

const isRevocationOf = (ms: string, call: string, args: readonly unknown[]): boolean =>
  call === 'revokeAll' || (call === 'revoc' && String(args[0]).toLowerCase() === ms);

interface Statement {
  readonly call: string;
  readonly args: readonly unknown[];
  readonly intendedMs: number;
  settle(error?: string): void;
}

/** What the server says to the chain waits here until a process of its own carries it there: the server works on meanwhile. */
const createOutbox = (from: Account, enter: (carrier: WorkloadContext) => void) => {
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
        enter(carrier);
        settle(outcome.status === 'failed' ? outcome.error : undefined);
      }
      return count > 0;
    },
  };
};
