/** What a simulated chain is made from, and what it is besides a chain; the same for one node and for a network. */
import type { Engine } from '../engine/engine.ts';
import type { SealedBlock } from '../ethereum/block.ts';
import type { RandomStream } from '../kernel/random.ts';
import type { Scheduler } from '../kernel/scheduler.ts';
import type { ChainCounts } from '../network/counts.ts';
import type { TransactionRules } from '../pool/admission.ts';
import type { BackgroundCounts } from '../pool/background-counts.ts';
import type { ChainProfile } from '../profile/profile.ts';
import type { Address } from '../units.ts';
import type { Chain } from './chain.ts';
import type { Head } from './genesis.ts';

export interface SimulatedChainOptions {
  readonly profile: ChainProfile;
  readonly scheduler: Scheduler;
  readonly random: RandomStream;
  /** Of the profile's chain id and hardfork; it can go back as far as the network's horizon. */
  readonly engine: Engine;
  /** Every sealed block, in order, with its transactions and receipts; in a network those of all branches. */
  readonly onSealed?: (block: SealedBlock) => void;
  /** Absent: Ethereum's. */
  readonly rules?: TransactionRules;
}

export interface SimulatedChain extends Chain {
  /** Gives an account its genesis balance. */
  fund(address: Address, balanceWei: bigint): void;
  /** Block production begins. */
  start(): void;
  /** The newest block of the node that clients talk to. */
  head(): Head;
  /** How a network's blocks came out so far; undefined for a single node. */
  counts(): ChainCounts | undefined;
  /** What has become of other people's transactions so far; undefined where there are none. */
  background(): BackgroundCounts | undefined;
}
