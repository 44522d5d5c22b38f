/**
 * The chain of a run as the parties off the chain see it: what a workload's context offers, in the words of the protocol. A server
 * outlives the calls that ask it, but only a call that goes on can wait in virtual time; so whoever acts says in whose call,
 * and everything that is asked on the way, however deep inside the server, waits there.
 *
 * Encryption is real work, which stops virtual time only if its call waits for nothing else: who asks a server does so in a call of
 * its own, not beside a send that it has not awaited.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Account, Address, ContractEvent, Hex, PendingCall, WorkloadContext } from '../../sim/index.ts';
import { type AccountKey, signerOf } from './protocol/account-signature.ts';
import { type ChainView, type ChainWriter, createChainWriter } from './protocol/chain-view.ts';
import type { Deployment } from './protocol/encrypted-address.ts';
import { confirmedByEvents, createRegistryView } from './protocol/registry-view.ts';
import { type RevokeDecision, revokeHash } from './signed-decisions.ts';

/** The name under which every scenario here deploys its registry. */
const registry = 'consent';

export interface WorkloadChain {
  readonly deployment: Deployment;
  /** Grants are confirmed by their events, from when the chain was opened. */
  readonly view: ChainView;
  /** Of the newest block alone; and the same for what remembers some of its answers. */
  readonly newest: ChainView;
  readonly confirmed: (newest: ChainView) => ChainView;
  /** Milliseconds since 1970 by the clock of the blocks, behind it by the age of the newest block when the chain was opened. */
  readonly nowMs: () => number;
  writerOf(account: Account): ChainWriter;
  keyOf(account: Account): AccountKey;
  /** `act`, with all that it asks and sends in the name of a call of the workload. */
  within<T>(context: Actor, act: () => Promise<T>): Promise<T>;
}

/** Of a call: what is done in its name. */
export type Actor = Pick<WorkloadContext, 'read' | 'send'>;

/** In set-up, before anything is granted. `reader` is named as the sender of calls. */
export const openWorkloadChain = async (
  context: WorkloadContext,
  reader: Account,
): Promise<WorkloadChain> => {
  const acting = new AsyncLocalStorage<Actor>();
  const now = (): Actor => {
    const caller = acting.getStore();
    if (caller === undefined) throw new Error('the chain is asked in nobody’s name: act within a call');
    return caller;
  };
  const read = (call: string, args: readonly unknown[]) => answerOf(now(), reader, call, args);
  const { node } = context;
  const deployment = {
    chainId: await chainIdOf(context, reader),
    verifyingContract: context.contract(registry),
  };
  const newest = createRegistryView({
    deployment,
    head: async () => ({ ...node.head(), sync: 'following' }),
    read,
    isRevocationPending: async (sp, ms) => {
      for (const waiting of node.pending(registry)) {
        const through = revokesThrough(waiting, sp, ms, deployment);
        if (through === undefined) continue;
        if (through === Number.POSITIVE_INFINITY || through >= (await newest.pair(sp, ms)).epoch) return true;
      }
      return false;
    },
  });
  const startMs = node.head().timestampS * 1000 - context.nowMs();
  const blockOf = grantBlocks(context);
  const confirmed = (view: ChainView): ChainView => confirmedByEvents(view, blockOf);
  return {
    ...{ deployment, newest, confirmed, view: confirmed(newest) },
    nowMs: () => startMs + context.nowMs(),
    writerOf: (account) => createChainWriter((call, ...args) => transact(now(), account, call, args)),
    keyOf: (account) => ({ address: account.address, sign: (hash) => context.sign(account, hash) }),
    within: (caller, act) => acting.run(caller, act),
  };
};

const answerOf = async (
  { read }: Actor,
  from: Account,
  call: string,
  args: readonly unknown[],
): Promise<unknown> => {
  const answer = await read({ from, to: registry, call, args });
  if (answer.status === 'failed') throw new Error(`${call}: ${answer.error}`);
  return answer.value;
};

/** The dearest of a server's transactions is the use of a token. */
const serverGasLimit = 100_000n;

const transact = async (
  { send }: Actor,
  from: Account,
  call: string,
  args: readonly unknown[],
): Promise<void> => {
  const outcome = await send({ from, to: registry, call, args, gasLimit: serverGasLimit });
  if (outcome.status === 'failed') throw new Error(`${call}: ${outcome.error}`);
};

/** ERC-5267: fields, name, version, chainId, and more. */
const chainIdOf = async (context: WorkloadContext, reader: Account): Promise<number> =>
  Number(((await answerOf(context, reader, 'eip712Domain', [])) as readonly unknown[])[3]);

/** In which block a grant was made, on the branch that the node holds. */
const grantBlocks = ({ node }: WorkloadContext): ((grantId: Hex) => number | undefined) => {
  const blocks = new Map<Hex, number>();
  node.watch(registry, {
    onEvent: ({ name, args, blockNumber }: ContractEvent) => {
      if (name === 'ConsentGranted') blocks.set(args.grantId as Hex, blockNumber);
    },
    onReorganised: (depth) => {
      const newestKept = node.head().number - depth;
      for (const [grantId, block] of blocks) if (block > newestKept) blocks.delete(grantId);
    },
  });
  return (grantId) => blocks.get(grantId);
};

/**
 * Up to which epoch of a pair a waiting call revokes; undefined when it does not. Anybody can send a signed revocation, so one counts
 * only with its patient's signature, and one that was used already not again: it would be a way to keep staff out.
 */
const revokesThrough = (
  { from, call, args }: PendingCall,
  sp: Address,
  ms: Address,
  deployment: Deployment,
): number | undefined => {
  const isOwn = from.toLowerCase() === sp;
  const named = (value: unknown): boolean => String(value).toLowerCase() === ms;
  const all = Number.POSITIVE_INFINITY;
  if (call === 'revokeAll') return isOwn ? all : undefined;
  if (call === 'revoc') return isOwn && named(args[0]) ? all : undefined;
  if (call === 'revokeBatch') return isOwn && (args[0] as readonly unknown[]).some(named) ? all : undefined;
  if (call !== 'revokeBySig' || String(args[0]).toLowerCase() !== sp || !named(args[1])) return undefined;
  const [, , throughEpoch, reason, deadline, signature] = args as readonly [
    ...[Address, Address, number, Hex, bigint, Hex],
  ];
  const decision: RevokeDecision = { sp, ms, throughEpoch: Number(throughEpoch), reason, deadline };
  const hash = revokeHash(deployment, decision);
  return signerOf(hash, signature) === sp ? decision.throughEpoch : undefined;
};
