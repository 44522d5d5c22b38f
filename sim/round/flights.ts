import type { Chain, DropReason, RefusalReason, Submission } from '../chain/chain.ts';
import { createSettling } from '../chain/settling.ts';
import type { ContractCodec } from '../ethereum/abi.ts';
import type { Halt, Receipt } from '../ethereum/receipt.ts';
import type { Process, Scheduler } from '../kernel/scheduler.ts';
import type { AccountBook } from '../load/accounts.ts';
import type { DrawnBid } from '../load/bid.ts';
import { explainHalt } from '../load/calls.ts';
import { createNonceBook } from '../load/nonces.ts';
import { createSigner, type SignedTransaction } from '../load/signer.ts';
import type { Account, SendOptions } from '../load/workload.ts';
import type { Address, Hex } from '../units.ts';
import { startBumping } from './bumping.ts';
import type { Fees } from './fees.ts';
import {
  addVersion,
  type Flight,
  isLost,
  type Landing,
  openFlight,
  type Refusal,
  removeVersion,
  stateOf,
} from './flight.ts';
import type { Window } from './window.ts';

/**
 * Transactions between the client's hand and their end. The nonce is taken, the bytes are signed and handed over
 * within one instant, so that sends of one account reach the node in the order of their nonces. What the node refuses
 * or loses gives its nonce back, in whatever round that happens. A reverted transaction fails when its block is
 * confirmed: not before that is it as certain as a success. A receipt counts when a client worker has handled it.
 *
 * Each one in flight is found by the hash of any of its versions, until the chain confirms or drops it. On a chain that
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
  readonly bid?: DrawnBid | undefined;
}

export interface Offer {
  readonly gasLimit: bigint;
  readonly fees: Fees;
}

export const createFlights = (chain: Chain, scheduler: Scheduler, accounts: AccountBook): Flights => {
  const sign = createSigner(chain.info);
  const nonces = createNonceBook();
  const flights = new Map<Hex, Flight>();
  const { horizonBlocks = 0 } = chain.info;
  const settling = createSettling(horizonBlocks, (hash) => {
    const flight = flights.get(hash);
    if (flight?.hasLanded) forget(flight);
  });

  const forget = ({ versions }: Flight): void => {
    for (const hash of versions) flights.delete(hash);
  };

  const land = (hash: Hex, flight: Flight, landing: Landing): void => {
    const { window, settle, receipt } = flight;
    flight.hasLanded = true;
    flight.endBumping();
    if (horizonBlocks === 0 || receipt === undefined) forget(flight);
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

  const takeBack = (flight: Flight, hash: Hex): void => {
    flight.included = undefined;
    flight.receipt = undefined;
    if (!flight.live.includes(hash)) flight.live = [...flight.live, hash];
    flight.window.rows.takenBack(flight.row);
    if (flight.hasLanded && !flight.window.isClosed()) flight.window.reopen();
    flight.hasLanded = false;
  };

  chain.subscribe({
    onIncluded: ({ hash, timeMs, blockNumber, receipt, spreadMs }) => {
      const flight = flights.get(hash);
      if (flight === undefined) return;
      // A client that polls may hear of another branch's version before it hears that the former is taken back.
      if (flight.included !== undefined) takeBack(flight, flight.included);
      flight.included = hash;
      flight.receipt = receipt;
      flight.blockNumber = blockNumber;
      show(flight, hash);
      const { gasUsed, effectiveGasPriceWei } = receipt;
      flight.window.rows.included(flight.row, timeMs, blockNumber, gasUsed, effectiveGasPriceWei, spreadMs);
    },
    onBlock: ({ number }) => settling.reached(number),
    onReorganised: ({ hashes }) => {
      for (const hash of hashes) {
        const flight = flights.get(hash);
        if (flight?.included === hash) takeBack(flight, hash);
      }
    },
    onConfirmed: ({ hash, timeMs }) => {
      const flight = flights.get(hash);
      if (flight?.included !== hash || flight.hasLanded) return;
      const { receipt } = flight;
      const handledMs = flight.window.workers.handleReceipt(timeMs);
      const handle = (): void => {
        // A reorganisation may have taken it back meanwhile.
        if (receipt !== undefined && flight.receipt === receipt && !flight.hasLanded)
          confirm(hash, flight, receipt, scheduler.nowMs());
      };
      if (handledMs === timeMs) handle();
      else scheduler.at(handledMs, handle);
    },
    onDropped: ({ hash, timeMs, reason }) => {
      const flight = flights.get(hash);
      if (flight === undefined) return;
      flight.live = flight.live.filter((live) => live !== hash);
      if (!isLost(flight, reason)) return;
      releaseNonce(flight, reason);
      fail(hash, flight, timeMs, `dropped: ${reason}`);
    },
  });

  /** The row names the version that was included, or is the newest. */
  const show = (flight: Flight, hash: Hex): void => {
    if (flight.shown === hash) return;
    flight.shown = hash;
    flight.window.rows.replaced(flight.row, hash, flight.replacementCount);
  };

  const refuse = (flight: Flight, timeMs: number, refusal: Refusal): void => {
    const error = `refused: ${refusal.reason}`;
    releaseNonce(flight, refusal.reason);
    flight.window.rows.failed(flight.row, timeMs, error);
    land(refusal.hash, flight, { ...refusal, status: 'refused', error });
  };

  const submit = (flight: Flight, raw: Uint8Array, hash: Hex): Promise<Submission> => {
    flights.set(hash, flight);
    addVersion(flight, hash);
    return chain.submit(raw);
  };

  const resubmit = async (flight: Flight, { raw, hash }: SignedTransaction): Promise<Submission> => {
    const answer = await submit(flight, raw, hash);
    if (answer.kind === 'refused') {
      flights.delete(hash);
      removeVersion(flight, hash);
    } else {
      flight.replacementCount += 1;
      if (flight.receipt === undefined) show(flight, hash);
    }
    return answer;
  };

  return {
    fly: (window, process, row, message, { gasLimit, fees }) =>
      process.suspend((settle) => {
        const { from, to, data, codec, valueWei = 0n, bid } = message;
        const sender = from.address;
        const nonce = nonces.take(sender);
        const signAt = (offered: Fees): SignedTransaction =>
          sign({ nonce, to, data, valueWei, gasLimit, ...offered }, accounts.privateKey(from));
        const { raw, hash } = signAt(fees);
        const flight = openFlight({ window, row, sender, nonce, codec, settle }, hash);
        window.rows.submitted(row, process.nowMs(), hash, nonce);
        submit(flight, raw, hash).then(
          (answer) => answer.kind === 'refused' && refuse(flight, process.nowMs(), answer),
          (cause: unknown) => land(hash, flight, { status: 'unanswered', cause }),
        );
        if (bid?.bump === undefined) return;
        flight.endBumping = startBumping({
          scheduler,
          bump: bid.bump,
          fees,
          state: () => stateOf(flight),
          preparedMs: window.workers.prepare,
          resubmit: (higher) => resubmit(flight, signAt(higher)),
        });
      }),
  };
};

/** Whether the nonce of a refused or dropped transaction is used all the same, by another transaction. */
const isNonceUsedAfter = (reason: RefusalReason | DropReason): boolean =>
  reason === 'nonceTooLow' ||
  reason === 'alreadyKnown' ||
  reason === 'replacementUnderpriced' ||
  reason === 'replaced';
