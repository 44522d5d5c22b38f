/**
 * Who makes a block, when, and on what. A consensus is a factory over a site: the nodes of a network, each with the
 * block that it holds to be the newest. The same factories run on headers alone and on nodes that execute transactions.
 */
import type { RandomStream } from '../kernel/random.ts';
import type { Scheduler } from '../kernel/scheduler.ts';
import type { TreeBlock } from './block-tree.ts';
import type { Arrivals, Channel } from './channel.ts';

export interface ConsensusSite {
  readonly scheduler: Pick<Scheduler, 'nowMs' | 'at'>;
  /** The consensus' own. */
  readonly random: RandomStream;
  readonly nodeCount: number;
  /** For what the nodes say to each other besides blocks. */
  readonly messages: Channel;
  /** The newest block of the branch that the node holds, as of now. */
  head(node: number): TreeBlock;
  hasSeen(node: number, block: TreeBlock): boolean;
  /** The node makes a block on its head, now; everybody gets it in due time. */
  produce(order: BlockOrder): void | Promise<void>;
  /** A block that was made before is sent to those who lack it or a part of its branch. */
  send(block: TreeBlock, arrivals: Arrivals): void;
}

export interface BlockOrder {
  readonly producer: number;
  readonly timestampS: number;
  readonly difficulty: bigint;
  readonly uncles: readonly TreeBlock[];
  /** What it is made on; absent: its maker's head. */
  readonly parent?: TreeBlock;
  /** Absent: the best that waits in its maker's pool. */
  readonly contents?: 'nothing';
  /** When each node has the block, its maker included; absent: its maker at once, the others by gossip. */
  readonly arrivals?: (block: TreeBlock, byteCount: number) => Arrivals;
}

export interface Consensus {
  start(): void;
  /** The node holds another block to be the newest. */
  headChanged(node: number): void;
}

export type CreateConsensus = (site: ConsensusSite) => Consensus;

/** Of the order among events of one instant: what arrives at the moment of a find is known to the finder. */
export const findPriority = 1;

/** Whole seconds of virtual time, later than the parent's, as headers must be. */
export const timestampAfter = (parent: TreeBlock, timeMs: number): number =>
  Math.max(Math.floor(timeMs / 1_000), parent.timestampS + 1);

/** `then` after a block, which may take real time to make. */
export const after = (made: void | Promise<void>, then: () => void): void | Promise<void> =>
  made instanceof Promise ? made.then(then) : then();
