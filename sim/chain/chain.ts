import type { CallMessage, CallOutcome } from '../engine/engine.ts';
import type { Hardfork } from '../ethereum/hardfork.ts';
import type { Receipt } from '../ethereum/receipt.ts';
import type { RefusalReason } from '../pool/admission.ts';
import type { DropReason } from '../pool/mempool.ts';
import type { Address, Hex } from '../units.ts';

export type { DropReason, RefusalReason };

/**
 * The chain port: the system under test as a client sees it. The simulated chain implements it in virtual time; a
 * real JSON-RPC node can implement it in wall time. Times in events are the scheduler's, at the moment the client
 * could have learned of them.
 */
export interface Chain {
  readonly info: ChainInfo;
  /** Hands signed bytes to the node. Resolves when the node has accepted or refused them, not when they are included. */
  submit(raw: Uint8Array): Promise<Submission>;
  /** eth_call against the newest block; takes the node's modelled processing time. */
  read(message: CallMessage): Promise<CallOutcome>;
  /** eth_estimateGas: the least gas limit (to within geth's 1.5 %) with which the message succeeds now. */
  estimateGas(message: CallMessage): Promise<GasEstimate>;
  account(address: Address): Promise<{ readonly nonce: number; readonly balanceWei: bigint }>;
  feeQuote(): Promise<FeeQuote>;
  /** What waits in the node's pool for this address, replaced versions left out. */
  pending(to: Address): readonly PendingMessage[];
  subscribe(listener: ChainListener): void;
}

export interface ChainInfo {
  readonly name: string;
  readonly chainId: number;
  readonly hardfork: Hardfork;
  readonly feeMarket: 'legacy' | 'eip1559';
  readonly blockGasLimit: bigint;
  /** How many of the newest blocks a reorganisation may still take back. Absent: none, what is included stays. */
  readonly horizonBlocks?: number;
}

/** A transaction that is in no block that its node holds. */
export interface PendingMessage {
  readonly hash: Hex;
  readonly from: Address;
  readonly data: Hex;
}

export type Submission =
  | { readonly kind: 'accepted'; readonly hash: Hex }
  | {
      readonly kind: 'refused';
      readonly hash: Hex;
      readonly reason: RefusalReason;
      readonly message: string;
    };

export type GasEstimate =
  | { readonly kind: 'estimated'; readonly gasLimit: bigint }
  | { readonly kind: 'reverted'; readonly outcome: CallOutcome };

/** What a wallet would offer now: for a legacy market `maxFeePerGasWei` is the gas price and the tip equals it. */
export interface FeeQuote {
  readonly maxFeePerGasWei: bigint;
  readonly maxPriorityFeePerGasWei: bigint;
  /** Of the next block, as far as the node knows; undefined in a legacy market. */
  readonly baseFeePerGasWei: bigint | undefined;
}

export interface ChainListener {
  onIncluded?(event: Inclusion): void;
  /** The transaction's block has the number of confirmations that the profile asks for. */
  onConfirmed?(event: Confirmation): void;
  /** An accepted transaction left the mempool without being included. */
  onDropped?(event: { readonly hash: Hex; readonly timeMs: number; readonly reason: DropReason }): void;
  onBlock?(block: BlockSummary): void;
  /** The client's node has left the newest blocks for another branch, whose blocks are told of next, as any others. */
  onReorganised?(event: Reorganisation): void;
}

export interface Reorganisation {
  readonly timeMs: number;
  /** How many blocks it took back. */
  readonly depth: number;
  /** Their transactions. They wait again, or are in the new branch as well, or have lost their nonce there. */
  readonly hashes: readonly Hex[];
}

export interface Inclusion {
  readonly hash: Hex;
  readonly timeMs: number;
  readonly blockNumber: number;
  readonly receipt: Receipt;
  /** In a network: when the profile's share of the nodes has the block. Infinite: never. */
  readonly spreadMs?: number;
}

export interface Confirmation {
  readonly hash: Hex;
  readonly timeMs: number;
}

/** One block as a row of blocks.csv. */
export interface BlockSummary {
  readonly number: number;
  readonly hash: Hex;
  /** When the block was sealed, in virtual time. */
  readonly timeMs: number;
  readonly timestampS: bigint;
  readonly transactionCount: number;
  readonly gasUsed: bigint;
  readonly gasLimit: bigint;
  readonly baseFeePerGasWei: bigint | undefined;
  /** Transactions left in the mempool after it, executable and waiting for a nonce. */
  readonly pendingCount: number;
  readonly queuedCount: number;
  /** Other people's part of it, on a chain with background load; the counts above are ours alone, the gas used is not. */
  readonly background?: BackgroundShare;
}

export interface BackgroundShare {
  readonly transactionCount: number;
  readonly gasUsed: bigint;
  /** Left in the mempool after the block. */
  readonly pendingCount: number;
}
