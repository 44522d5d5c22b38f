/** What a chain in real time is to those who talk to it. */
import type { ChainInfo } from '../chain/chain.ts';
import type { Artifact } from '../ethereum/artifact.ts';
import type { Address } from '../units.ts';
import type { RpcCall } from './provider.ts';

export interface LiveChainOptions {
  /** A profile by name: a shipped one or the project's. */
  readonly chain: string;
  /** Absent: the project file of the working directory, where there is one. */
  readonly config?: string | undefined;
  /** What block intervals are drawn from. Absent: the project's. */
  readonly seed?: number | undefined;
  /** What the chain's clock shows at its start, in milliseconds since 1970; given, runs can be compared. Absent: now. */
  readonly startUnixMs?: number | undefined;
}

export interface LiveChain {
  readonly info: ChainInfo;
  /** EIP-1193. Rejects with `RpcError`. */
  request(call: RpcCall): Promise<unknown>;
  /** Milliseconds since 1970, by the clock that the chain's blocks are dated by. */
  unixMs(): number;
  /** Gives an account its genesis balance; before it first appears on the chain. */
  fund(address: Address, balanceWei: bigint): void;
  /** For the chain's hardfork. */
  compile(file: string, contractName?: string): Promise<Artifact>;
  /** Ends block production; what is asked afterwards rejects. */
  stop(): Promise<void>;
}
