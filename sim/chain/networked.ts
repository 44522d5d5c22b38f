/**
 * The simulated chain as a network behind the chain port: nodes that each have a mempool and a head, links, a consensus
 * that says who makes a block when, and one engine on which every block is executed where it belongs. Clients talk to
 * one node and hear what that node learns. Transactions travel from it to the others, blocks from their makers.
 *
 * A block that comes to a node takes the node's processing time before it can become its head; its maker has it at once.
 * The client's node serves calls on the same executor.
 */
import type { SealedBlock } from '../ethereum/block.ts';
import { priorities } from '../kernel/scheduler.ts';
import { createBlockTree, type TreeBlock } from '../network/block-tree.ts';
import type { Arrivals } from '../network/channel.ts';
import type { BlockOrder } from '../network/consensus.ts';
import { countBlocks } from '../network/counts.ts';
import { createLinks } from '../network/links.ts';
import {
  type ConsensusProfile,
  consensusOf,
  genesisDifficulty,
  type NetworkProfile,
} from '../network/network-profile.ts';
import { thresholdMs } from '../network/threshold.ts';
import { ethereumRules } from '../pool/admission.ts';
import { backgroundOf } from '../pool/background.ts';
import { countBackground } from '../pool/background-counts.ts';
import type { ChainListener } from './chain.ts';
import { genesisHead as genesisHeadOf, type Head } from './genesis.ts';
import { createDrops } from './held-drops.ts';
import { createLedger } from './ledger.ts';
import { createSealer } from './network-sealer.ts';
import { createPeer, type Peer } from './peer.ts';
import { createExecutor, type Executor } from './processing.ts';
import { createPublication } from './publication.ts';
import { infoOf, pendingIn, quoteAt, serveCalls } from './queries.ts';
import { receive } from './reception.ts';
import { baseFeeAfter, type FilledBlock } from './sealing.ts';
import type { SimulatedChain, SimulatedChainOptions } from './simulated-chain.ts';
import { createTransactionGossip } from './transaction-gossip.ts';

/** The producer of a profile with a network is a consensus: checked when the profile was resolved. */
export const createNetworkedChain = (
  options: SimulatedChainOptions,
  network: NetworkProfile,
): SimulatedChain => {
  const { profile, scheduler, engine, random, onSealed } = options;
  const { nodeCount, clientNode, horizonBlocks, thresholdRatio } = network;
  const { fees } = profile;
  const consensusProfile = profile.producer as ConsensusProfile;
  const rules = options.rules ?? ethereumRules(profile.chainId, profile.hardfork);
  const listeners: ChainListener[] = [];

  const tree = createBlockTree(genesisDifficulty(consensusProfile));
  const { genesis } = tree;
  const genesisHead = genesisHeadOf(profile);
  const ledger = createLedger({ engine, genesis, genesisHead, horizonBlocks });
  const seal = createSealer({ profile, engine, ledger, genesisHead, random });
  const links = createLinks(network.links, nodeCount, random.fork('links'));
  const blockChannel = links.channel('blocks');
  const spreads = new WeakMap<TreeBlock, number>();

  const drops = createDrops((hash, reason) => {
    for (const listener of listeners) listener.onDropped?.({ hash, timeMs: scheduler.nowMs(), reason });
  });
  const clientHead = (): Head => ledger.head(client.head());
  const background = backgroundOf(profile, {
    random: random.fork('background'),
    nowMs: scheduler.nowMs,
    nextBaseFeeWei: () => baseFeeAfter(clientHead()),
    gasLimit: () => clientHead().gasLimit,
  });
  const nodes = Array.from({ length: nodeCount }, (_, node): { peer: Peer; executor: Executor } => ({
    peer: createPeer({
      genesis,
      ledger,
      profile,
      background,
      onDropped: (hash, reason) => {
        if (node === clientNode) drops.tell(hash, reason);
      },
    }),
    executor: createExecutor(scheduler, profile.node.msPerGas),
  }));
  const { peer: client, executor } = nodes[clientNode] as (typeof nodes)[number];
  const peerOf = (node: number): Peer => (nodes[node] as (typeof nodes)[number]).peer;
  const publication = createPublication({
    genesis,
    clock: scheduler,
    ledger,
    pool: client.pool,
    listeners,
    confirmations: profile.confirmations,
    hasBackground: background !== undefined,
    spreadMs: (block) => spreads.get(block) ?? Number.POSITIVE_INFINITY,
  });

  const consensus = consensusOf(consensusProfile)({
    scheduler,
    random: random.fork('consensus'),
    nodeCount,
    messages: links.channel('messages'),
    head: (node) => peerOf(node).head(),
    hasSeen: (node, block) => peerOf(node).hasSeen(block),
    produce: (order) => produce(order),
    send: (block, arrivals) => spread(block, ledger.filled(block).sealed, arrivals),
  });

  const produce = async (order: BlockOrder): Promise<void> => {
    const { producer, timestampS, difficulty, uncles } = order;
    const peer = peerOf(producer);
    const timeMs = scheduler.nowMs();
    const parent = order.parent ?? peer.head();
    const filled = await seal(parent, peer, order);
    const { sealed } = filled;
    const block = tree.add({ parent, producer, timeMs, timestampS, difficulty, uncles });
    ledger.record(block, filled);
    onSealed?.(sealed);
    const byteCount = byteCountOf(filled, profile.background?.byteCount);
    spread(
      block,
      sealed,
      order.arrivals?.(block, byteCount) ?? blockChannel.send(producer, timeMs, byteCount),
    );
  };

  const spread = (block: TreeBlock, { gasUsed: gas }: SealedBlock, arrivals: Arrivals): void => {
    const timesMs = nodes.map((_, node) => arrivals(node));
    spreads.set(block, thresholdMs(timesMs, thresholdRatio));
    for (const [node, timeMs] of timesMs.entries()) {
      const { peer, executor: own } = nodes[node] as (typeof nodes)[number];
      peer.announce(block);
      const arrive = (): void => own.serve(() => ({ gas, finish: () => adopt(node, block) }));
      if (node === block.producer && timeMs <= scheduler.nowMs()) makeHead(node, block, gas);
      else if (timeMs < Number.POSITIVE_INFINITY) scheduler.at(timeMs, arrive, priorities.block);
    }
  };

  /** Its maker has executed it already; its clients hear of it as if it had come from elsewhere. */
  const makeHead = (node: number, block: TreeBlock, gas: bigint): void => {
    const publish = (): void => drops.after(() => publication.publish(block));
    move(node, block, () => executor.serve(() => ({ gas, finish: publish })));
  };

  const adopt = (node: number, block: TreeBlock): void =>
    move(node, block, () => drops.after(() => publication.publish(block)));

  const move = (node: number, block: TreeBlock, publish: () => void): void => {
    if (node === clientNode) drops.hold();
    const isHead = peerOf(node).take(block);
    if (node === clientNode && isHead) publish();
    else if (node === clientNode) drops.after(() => {});
    if (isHead) consensus.headChanged(node);
  };

  const others = nodes.flatMap(({ peer }, node) => (node === clientNode ? [] : [{ node, pool: peer.pool }]));
  const gossip = createTransactionGossip(scheduler, links.channel('transactions'), clientNode, others);

  return {
    info: infoOf(profile),
    fund: engine.fund,
    start: consensus.start,
    head: clientHead,
    counts: () => countBlocks(tree),
    background: () => countBackground({ background, pool: client.pool }),
    subscribe: (listener) => void listeners.push(listener),
    submit: async (raw) => {
      const { submission, transaction } = receive(raw, {
        rules,
        blockGasLimit: clientHead().gasLimit,
        pool: client.pool,
      });
      if (submission.kind === 'accepted' && transaction !== undefined) gossip(transaction);
      return submission;
    },
    ...serveCalls({
      engine,
      executor,
      gasLimit: () => clientHead().gasLimit,
      atHead: () => ledger.checkout(client.head()),
    }),
    account: async (address) => ledger.account(client.head(), address),
    feeQuote: async () => quoteAt(fees, baseFeeAfter(clientHead()) ?? 0n),
    pending: (to) => pendingIn(client.pool, to),
  };
};

/** An empty block: little more than a header. */
const headerBytes = 540;

const byteCountOf = ({ sealed, background }: FilledBlock, backgroundBytes = 0): number =>
  sealed.transactions.reduce(
    (sum, { transaction }) => sum + transaction.raw.length,
    headerBytes + background.length * backgroundBytes,
  );
