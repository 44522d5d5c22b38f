import type { RandomStream } from '../kernel/random.ts';
import type { Address, Hex } from '../units.ts';

/**
 * What a scenario's author writes against. A workload is an ordinary async function of this context, called once per
 * transaction of the plan; the same code runs in virtual and in wall time, because all its waiting goes through here.
 */
export interface WorkloadContext {
  /** Which call of the workload this is, from 0, within its round. */
  readonly index: number;
  /** A stream of this call's own. */
  readonly random: RandomStream;
  /** The account number `index` under a label of the scenario; its key is derived from the seed on demand. */
  account(label: string, index: number): Account;
  /** How many accounts the scenario declares under a label. */
  accountCount(label: string): number;
  /** The address of a contract that the scenario deploys. */
  contract(name: string): Address;
  /** What it took to deploy it. */
  deployment(name: string): Deployment;
  /** What a node of one's own shows of the chain, besides what can be called. */
  readonly node: NodeView;
  /** By the account's key, over 32 bytes: r, s (low) and v (27 or 28) in 65 bytes. Takes no time. */
  sign(account: Account, hash: Hex): Hex;
  /**
   * Sends a transaction; resolves when it is confirmed or has failed. A revert is an outcome, not an exception; in
   * set-up, where nothing may fail unnoticed, it rejects instead.
   */
  send(request: SendRequest): Promise<SendOutcome>;
  /** Asks the node without a transaction. Anyone can claim any `from` here: a read proves nothing about its sender. */
  read(request: ReadRequest): Promise<ReadOutcome>;
  delay(durationMs: number): Promise<void>;
  nowMs(): number;
}

export interface Deployment {
  readonly gasUsed: bigint;
  /** Of the code that stays on the chain. */
  readonly codeBytes: number;
}

export interface NodeView {
  /** The newest block. There is one: contracts are deployed by transactions. */
  head(): NodeHead;
  /** Tells every event of a contract from now on until the run ends, in order, when the block that has it is told of. */
  watch(contract: string, listener: EventListener): void;
  /** What waits in the node's pool for a contract and can be read by its ABI. */
  pending(contract: string): readonly PendingCall[];
}

export interface NodeHead {
  readonly number: number;
  readonly hash: Hex;
  readonly timestampS: number;
}

export interface EventListener {
  onEvent(event: ContractEvent): void;
  /** The newest blocks, so many of them, are taken back; what came instead is told next. */
  onReorganised?(depth: number): void;
}

export interface ContractEvent {
  readonly name: string;
  /** By parameter; addresses in lower case, whole numbers as the ABI decoder has them, so bigint above 48 bits. */
  readonly args: Readonly<Record<string, unknown>>;
  readonly blockNumber: number;
}

export interface PendingCall {
  readonly from: Address;
  readonly call: string;
  readonly args: readonly unknown[];
}

export interface Account {
  readonly label: string;
  readonly index: number;
  readonly address: Address;
}

export interface ContractCall {
  /** A contract name of the scenario; `call` and `args` are encoded with its ABI. */
  readonly to: string;
  /** A function name, or a whole signature where the name is overloaded. */
  readonly call: string;
  readonly args?: readonly unknown[];
}

/** A message without ABI: a plain transfer, or bytes that the author encoded. */
export interface RawMessage {
  readonly to: Address | Account;
  readonly data?: Hex;
}

export interface SendOptions {
  readonly from: Account;
  readonly valueWei?: bigint;
  /** Absent: estimated with the real sender, at the price of a second execution. */
  readonly gasLimit?: bigint;
  /** Absent: by the bid of the sender's label, or else the chain's quote. */
  readonly maxFeePerGasWei?: bigint;
  readonly maxPriorityFeePerGasWei?: bigint;
  /** By which metrics are grouped; absent: the round's label. */
  readonly label?: string;
  /** From when its latency counts, for what ends a wait that began earlier. Absent: as planned, or now. */
  readonly intendedMs?: number;
}

export type SendRequest = SendOptions & (ContractCall | RawMessage);
export type ReadRequest = Pick<SendOptions, 'from' | 'label' | 'intendedMs'> & (ContractCall | RawMessage);

export type SendOutcome =
  | {
      readonly status: 'succeeded';
      readonly hash: Hex;
      readonly gasUsed: bigint;
      readonly blockNumber: number;
    }
  | { readonly status: 'failed'; readonly hash: Hex | undefined; readonly error: string };

export type ReadOutcome =
  | { readonly status: 'succeeded'; readonly value: unknown; readonly gasUsed: bigint }
  | { readonly status: 'failed'; readonly error: string };

export type Workload = (context: WorkloadContext) => Promise<unknown>;
