import type { Chain } from '../chain/chain.ts';
import type { Halt } from '../ethereum/receipt.ts';
import type { Process, Scheduler } from '../kernel/scheduler.ts';
import type { AccountBook } from '../load/accounts.ts';
import { explainHalt } from '../load/calls.ts';
import type { Hex } from '../units.ts';
import { bidFees, offeredFees } from './fees.ts';
import type { Delivery } from './flight.ts';
import { createFlights, type Message, type Offer } from './flights.ts';
import { faultOf, isFault } from './scenario-error.ts';
import type { Window } from './window.ts';

/**
 * The client side of the chain port, one for the whole run. A send goes through
 *
 *   begun → estimated → prepared (a worker's time) → signed and submitted → included → confirmed (a worker's time)
 *
 * and each step is written into its row. What fails before the submission uses no nonce.
 */
export interface Client {
  /** Rejects with `ScenarioError` where no node could ever take the transaction. */
  send(window: Window, process: Process, message: Message, intendedMs: number): Promise<Delivery>;
  read(window: Window, process: Process, message: Message, intendedMs: number): Promise<Answer>;
}

export type Answer =
  | { readonly status: 'succeeded'; readonly returnData: Hex; readonly gasUsed: bigint }
  | { readonly status: 'failed'; readonly error: string };

export const createClient = (chain: Chain, scheduler: Scheduler, accounts: AccountBook): Client => {
  const flights = createFlights(chain, scheduler, accounts);

  const price = async (process: Process, message: Message): Promise<Offer | Halt> => {
    let { gasLimit } = message;
    if (gasLimit === undefined) {
      const estimate = await process.join(chain.estimateGas(callMessage(message)));
      if (estimate.kind === 'reverted') return estimate.outcome.halt ?? silentRevert;
      gasLimit = estimate.gasLimit;
    }
    const quote = await process.join(chain.feeQuote());
    return { gasLimit, fees: offeredFees(message, bidFees(message.bid, quote)) };
  };

  return {
    send: async (window, process, message, intendedMs) => {
      await stopIfClosed(window, process);
      const row = window.begin('transaction', message.label, message.from.address, intendedMs);
      const offer = await price(process, message);
      await stopIfClosed(window, process);
      if ('kind' in offer) {
        const error = `not sent: ${explainHalt(offer, message.codec)}`;
        window.rows.failed(row, process.nowMs(), error);
        window.end();
        return { status: 'failed', hash: undefined, error, halt: offer };
      }
      const waitMs = window.workers.prepare(process.nowMs()) - process.nowMs();
      if (waitMs > 0) await process.delay(waitMs);
      await stopIfClosed(window, process);
      const landing = await flights.fly(window, process, row, message, offer);
      if (landing.status === 'unanswered') throw landing.cause;
      if (landing.status !== 'refused') return landing;
      if (isFault(landing.reason)) throw faultOf(landing, message);
      return { status: 'failed', hash: landing.hash, error: landing.error, halt: undefined };
    },
    read: async (window, process, message, intendedMs) => {
      await stopIfClosed(window, process);
      const row = window.begin('read', message.label, message.from.address, intendedMs);
      window.rows.submitted(row, process.nowMs());
      const { status, returnData, gasUsed, halt } = await process.join(chain.read(callMessage(message)));
      await stopIfClosed(window, process);
      const error = status === 'success' ? undefined : explainHalt(halt, message.codec);
      if (error === undefined) window.rows.confirmed(row, process.nowMs(), gasUsed);
      else window.rows.failed(row, process.nowMs(), error);
      window.end();
      return error === undefined ? { status: 'succeeded', returnData, gasUsed } : { status: 'failed', error };
    },
  };
};

const silentRevert: Halt = { kind: 'revert', name: 'revert', data: '0x' };

const callMessage = ({ from, to, data, valueWei = 0n, gasLimit }: Message) => ({
  from: from.address,
  to,
  data,
  valueWei,
  gasLimit,
});

/** A process of a closed window goes no further: its next step is one that never comes. */
export const stopIfClosed = (window: Window, process: Process): Promise<void> | undefined =>
  window.isClosed() ? process.suspend<never>(() => {}) : undefined;
