/**
 * One send on its way: a nonce, and the versions that were signed for it, of which at most one is ever part of the chain.
 * `live` are those that the client's node may still include, as far as the client has heard.
 */
import type { DropReason, Submission } from '../chain/chain.ts';
import type { ContractCodec } from '../ethereum/abi.ts';
import type { Halt, Receipt } from '../ethereum/receipt.ts';
import type { Address, Hex } from '../units.ts';
import type { Window } from './window.ts';

export type Landing = Delivery | Refused | { readonly status: 'unanswered'; readonly cause: unknown };

export type Delivery =
  | {
      readonly status: 'succeeded';
      readonly hash: Hex;
      readonly gasUsed: bigint;
      readonly blockNumber: number;
      readonly contractAddress: Address | undefined;
    }
  | {
      readonly status: 'failed';
      /** Undefined: nothing was sent. */
      readonly hash: Hex | undefined;
      readonly error: string;
      /** Undefined where nothing was executed. */
      readonly halt: Halt | undefined;
    };

export type Refused = Refusal & { readonly status: 'refused'; readonly error: string };
export type Refusal = Extract<Submission, { kind: 'refused' }>;

interface FlightStart {
  readonly window: Window;
  readonly row: number;
  readonly sender: Address;
  readonly nonce: number;
  readonly codec: ContractCodec;
  readonly settle: (landing: Landing) => void;
}

export interface Flight extends FlightStart {
  versions: readonly Hex[];
  live: readonly Hex[];
  /** The version that the row names. */
  shown: Hex;
  /** Versions that the node took after the first. */
  replacementCount: number;
  /** The version that is included, with its receipt. */
  included: Hex | undefined;
  receipt: Receipt | undefined;
  blockNumber: number;
  /** Its end has been told; only a reorganisation can change it now. */
  hasLanded: boolean;
  endBumping: () => void;
}

export const openFlight = (start: FlightStart, hash: Hex): Flight => ({
  ...start,
  versions: [],
  live: [],
  shown: hash,
  replacementCount: 0,
  included: undefined,
  receipt: undefined,
  blockNumber: 0,
  hasLanded: false,
  endBumping: () => {},
});

export const addVersion = (flight: Flight, hash: Hex): void => {
  flight.versions = [...flight.versions, hash];
  flight.live = [...flight.live, hash];
};

/** The node did not take it. */
export const removeVersion = (flight: Flight, hash: Hex): void => {
  flight.versions = flight.versions.filter((version) => version !== hash);
  flight.live = flight.live.filter((version) => version !== hash);
};

/**
 * Whether a flight is at its end now that the pool has dropped one of its versions. Where others of them are left the
 * nonce may be too low because one of these has been included, of which a client that polls hears later.
 */
export const isLost = (flight: Flight, reason: DropReason): boolean => {
  if (flight.receipt !== undefined || flight.live.length > 0) return false;
  return flight.versions.length === 1 || reason !== 'nonceTooLow';
};

export const stateOf = ({ receipt, hasLanded, window }: Flight): 'waiting' | 'included' | 'over' => {
  if (hasLanded || window.isClosed()) return 'over';
  return receipt === undefined ? 'waiting' : 'included';
};
