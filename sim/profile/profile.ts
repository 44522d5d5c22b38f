import type { Hardfork } from '../ethereum/hardfork.ts';
import type { ConsensusProfile, NetworkProfile } from '../network/network-profile.ts';
import type { SlotsProfile } from '../network/slots.ts';
import type { BackgroundProfile } from '../pool/background-profile.ts';
import type { MempoolProfile } from '../pool/mempool-profile.ts';

/**
 * A chain profile is data: every parameter of the simulated chain, each with its unit, and where the values are from.
 * A profile without a network has a single node.
 */
export interface ChainProfile {
  readonly name: string;
  /** One sentence for `bench list`. */
  readonly description: string;
  /** Where each value comes from, or that it is an assumption. */
  readonly sources: readonly string[];
  readonly chainId: number;
  readonly hardfork: Hardfork;
  /** Of the first block; of all, where no target moves it. */
  readonly blockGasLimit: bigint;
  /** Each block's limit is as much nearer to it as a header may be. Absent: the limit stays. */
  readonly gasLimitTarget?: bigint;
  readonly producer: ProducerProfile;
  /** A transaction is confirmed when its block is the k-th newest; 1 means at inclusion. */
  readonly confirmations: number;
  readonly fees: FeeProfile;
  readonly mempool: MempoolProfile;
  readonly node: NodeProfile;
  readonly client: ClientProfile;
  /** Its nodes and links; who makes blocks is the producer's to say, whose kinds but the first two need one. */
  readonly network?: NetworkProfile;
  /** Other people's transactions. Absent: we are alone. */
  readonly background?: BackgroundProfile;
  /** What contracts take for the time of virtual 0. Absent: a round figure in the era of the hardfork. */
  readonly genesisTimestampS?: bigint;
}

export type ProducerProfile =
  | SingleProducerProfile
  /** A block at every multiple of the interval, but for those that are missed; on a network by one of its nodes. */
  | SlotsProfile
  /** Those of a network. */
  | ConsensusProfile;

/** Without a network. */
export type SingleProducerProfile =
  /** A block per transaction as soon as it arrives, as in the Remix JavaScript VM. */
  | { readonly kind: 'instant' }
  /** Proof of work by a single miner: exponential intervals. */
  | {
      readonly kind: 'exponential';
      readonly meanIntervalMs: number;
      /** Absent: at-block, what waits when the block is found. */
      readonly template?: TemplateKind;
    };

/** Whether a miner renews what it mines on as transactions come, or keeps what waited when it began with the block. */
export type TemplateKind = 'at-block' | 'frozen';

export type FeeProfile =
  | { readonly market: 'legacy'; readonly gasPriceWei: bigint }
  | { readonly market: 'eip1559'; readonly initialBaseFeeWei: bigint; readonly priorityFeeWei: bigint };

export interface NodeProfile {
  /** The node's processing time per unit of gas; one executor serves blocks and calls in order. 0: instantaneous. */
  readonly msPerGas: number;
}

export interface ClientProfile {
  /** Time that a client worker takes to prepare (encode, sign, write) one transaction. 0: instantaneous. */
  readonly preparationMs: number;
  /**
   * Time that a client worker takes to handle the receipt of one transaction, in one queue with the preparations, first
   * come, first served; the sender knows its outcome only then. 0: receipts are handled apart, at once.
   */
  readonly receiptMs: number;
  readonly workerCount: number;
  /** How it learns what has become of a transaction. Absent: by subscription, in the moment in which its node knows. */
  readonly receipts?: ReceiptProfile;
}

export type ReceiptProfile =
  | { readonly kind: 'subscription' }
  /** It asks at this interval, from each submission on. */
  | { readonly kind: 'polling'; readonly intervalMs: number };
