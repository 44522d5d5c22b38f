import type { Chain, DropReason, FeeQuote, RefusalReason, Submission } from '../chain/chain.ts';
import { createSettling } from '../chain/settling.ts';
import type { ContractCodec } from '../ethereum/abi.ts';
import type { Halt, Receipt } from '../ethereum/receipt.ts';
import type { Process, Scheduler } from '../kernel/scheduler.ts';
import type { AccountBook } from '../load/accounts.ts';
import { explainHalt } from '../load/calls.ts';
import { createNonceBook } from '../load/nonces.ts';
import { createSigner } from '../load/signer.ts';
import type { Account, SendOptions } from '../load/workload.ts';
import type { Address, Hex } from '../units.ts';
import type { Window } from './window.ts';

/**
 * Transactions between the client's hand and their end. The nonce is taken, the bytes are signed and handed over
 * within one instant, so that sends of one account reach the node in the order of their nonces. What the node refuses
 * or loses gives its nonce back, in whatever round that happens. A reverted transaction fails when its block is
 * confirmed: not before that is it as certain as a success. A receipt counts when a client worker has handled it.
 *
 * Each one in flight is one entry of a map by hash, which lives until the chain confirms or drops it. On a chain that
 * can take blocks back it lives on until its block is beyond that: what is taken back is pending again in its row, and
 * lands a second time. (The workload's send has resolved by then, and stays as it is.)
 */
export interface Flights {
  /** Resolves when the flight has landed; never, if its window is closed by then. */
  fly(window: Window, process: Process, row: number, message: Message, offer: Offer): Promise<Landing>;
}

export interface Message extends Omit<SendOptions, 'from' | 'label'> {
  readonly from: Account;
  readonly label: string;
  /** Undefined creates a contract. */
  readonly to: Address | undefined;
  readonly data: Hex;
  /** Explains reverts. */
  readonly codec: ContractCodec;
}

export type Offer = FeeQuote & { readonly gasLimit: bigint };

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
type Refusal = Extract<Submission, { kind: 'refused' }>;

interface Flight {
  readonly window: Window;
  readonly row: number;
  readonly sender: Address;
  readonly nonce: number;
  readonly codec: ContractCodec;
  readonly settle: (landing: Landing) => void;
  /** Set by its inclusion. */
  receipt: Receipt | undefined;
  blockNumber: number;
  /** Its end has been told; only a reorganisation can change it now. */
  hasLanded: boolean;
}

export const createFlights = (chain: Chain, scheduler: Scheduler, accounts: AccountBook): Flights => {
  const sign = createSigner(chain.info);
  const nonces = createNonceBook();
  const flights = new Map<Hex, Flight>();
  const { horizonBlocks = 0 } = chain.info;
  const settling = createSettling(horizonBlocks, (hash) => {
    if (flights.get(hash)?.hasLanded) flights.delete(hash);
  });

  const land = (hash: Hex, flight: Flight, landing: Landing): void => {
    const { window, settle, receipt } = flight;
    flight.hasLanded = true;
    if (horizonBlocks === 0 || receipt === undefined) flights.delete(hash);
    else settling.landed(hash, flight.blockNumber);
    if (window.isClosed()) return;
    window.end();
    settle(landing);
  };

  const fail = (hash: Hex, flight: Flight, timeMs: number, error: string, halt?: Halt): void => {
    flight.window.rows.failed(flight.row, timeMs, error);
    land(hash, flight, { status: 'failed', hash, error, halt });
  };

  const confirm = (hash: Hex, flight: Flight, receipt: Receipt, timeMs: number): void => {
    const { status, halt, gasUsed, contractAddress } = receipt;
    if (status === 'reverted') {
      fail(hash, flight, timeMs, explainHalt(halt, flight.codec), halt);
      return;
    }
    flight.window.rows.confirmed(flight.row, timeMs);
    const { blockNumber } = flight;
    land(hash, flight, { status: 'succeeded', hash, gasUsed, blockNumber, contractAddress });
  };

  const releaseNonce = ({ sender, nonce }: Flight, reason: RefusalReason | DropReason): void => {
    if (!isNonceUsedAfter(reason)) nonces.giveBack(sender, nonce);
  };

  chain.subscribe({
    onIncluded: ({ hash, timeMs, blockNumber, receipt, spreadMs }) => {
      const flight = flights.get(hash);
      if (flight === undefined) return;
      flight.receipt = receipt;
      flight.blockNumber = blockNumber;
      const { gasUsed, effectiveGasPriceWei } = receipt;
      flight.window.rows.included(flight.row, timeMs, blockNumber, gasUsed, effectiveGasPriceWei, spreadMs);
    },
    onBlock: ({ number }) => settling.reached(number),
    onReorganised: ({ hashes }) => {
      for (const hash of hashes) {
        const flight = flights.get(hash);
        if (flight === undefined) continue;
        flight.receipt = undefined;
        flight.window.rows.takenBack(flight.row);
        if (flight.hasLanded && !flight.window.isClosed()) flight.window.reopen();
        flight.hasLanded = false;
      }
    },
    onConfirmed: ({ hash, timeMs }) => {
      const flight = flights.get(hash);
      if (flight?.receipt === undefined || flight.hasLanded) return;
      const { receipt } = flight;
      const handledMs = flight.window.workers.handleReceipt(timeMs);
      const handle = (): void => {
        // A reorganisation may have taken it back meanwhile.
        if (flight.receipt === receipt && !flight.hasLanded)
          confirm(hash, flight, receipt, scheduler.nowMs());
      };
      if (handledMs === timeMs) handle();
      else scheduler.at(handledMs, handle);
    },
    onDropped: ({ hash, timeMs, reason }) => {
      const flight = flights.get(hash);
      if (flight === undefined) return;
      releaseNonce(flight, reason);
      fail(hash, flight, timeMs, `dropped: ${reason}`);
    },
  });

  const refuse = (flight: Flight, timeMs: number, refusal: Refusal): void => {
    const error = `refused: ${refusal.reason}`;
    releaseNonce(flight, refusal.reason);
    flight.window.rows.failed(flight.row, timeMs, error);
    land(refusal.hash, flight, { ...refusal, status: 'refused', error });
  };

  return {
    fly: (window, process, row, message, offer) =>
      process.suspend((settle) => {
        const { from, to, data, codec, valueWei = 0n } = message;
        const sender = from.address;
        const nonce = nonces.take(sender);
        const { raw, hash } = sign({ nonce, to, data, valueWei, ...offer }, accounts.privateKey(from));
        const end = { receipt: undefined, blockNumber: 0, hasLanded: false };
        const flight: Flight = { window, row, sender, nonce, codec, settle, ...end };
        flights.set(hash, flight);
        window.rows.submitted(row, process.nowMs(), hash, nonce);
        chain.submit(raw).then(
          (answer) => answer.kind === 'refused' && refuse(flight, process.nowMs(), answer),
          (cause: unknown) => land(hash, flight, { status: 'unanswered', cause }),
        );
      }),
  };
};

/** Whether the nonce of a refused or dropped transaction is used all the same, by another transaction. */
const isNonceUsedAfter = (reason: RefusalReason | DropReason): boolean =>
  reason === 'nonceTooLow' ||
  reason === 'alreadyKnown' ||
  reason === 'replacementUnderpriced' ||
  reason === 'replaced';
