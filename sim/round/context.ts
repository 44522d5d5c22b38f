import { BenchError, exitCodes } from '../errors.ts';
import type { RandomStream } from '../kernel/random.ts';
import type { Process } from '../kernel/scheduler.ts';
import type { AccountBook } from '../load/accounts.ts';
import type { CallBook } from '../load/calls.ts';
import { signHash } from '../load/signer.ts';
import type { NodeView, ReadRequest, SendRequest, WorkloadContext } from '../load/workload.ts';
import { quantiseMs } from '../units.ts';
import { createBidding } from './bidding.ts';
import { type Client, stopIfClosed } from './client.ts';
import type { Message } from './flights.ts';
import type { Window } from './window.ts';

/**
 * What one call of a workload sees. The first send or read of a call is intended for the moment at which the plan
 * wanted the call (plus what the call itself chose to wait before it); each later one for the moment at which it is
 * asked for, because it depends on those before it. Bids are for what is measured: set-up pays the chain's quote.
 */
export interface CallSite {
  readonly client: Client;
  readonly accounts: AccountBook;
  readonly calls: CallBook;
  readonly node: NodeView;
  readonly window: Window;
}

export interface Call {
  readonly index: number;
  /** Undefined outside rounds: no plan. */
  readonly dueMs: number | undefined;
  readonly random: RandomStream;
}

export const createContext = (site: CallSite, process: Process, call: Call): WorkloadContext => {
  const { client, accounts, calls, node, window } = site;
  let plannedMs = call.dueMs;
  const isPlanned = call.dueMs !== undefined;
  const bid = createBidding(accounts, call.random);

  const intendedMs = (request: SendRequest | ReadRequest): number => {
    const timeMs = request.intendedMs ?? plannedMs ?? process.nowMs();
    if (!(timeMs >= 0 && timeMs <= process.nowMs())) throw new IntentError(timeMs, process.nowMs());
    plannedMs = undefined;
    return timeMs;
  };

  const messageOf = (request: SendRequest | ReadRequest): Message => ({
    ...request,
    ...calls.encode(request),
    from: accounts.account(request.from.label, request.from.index),
    label: request.label ?? window.label,
  });

  return {
    index: call.index,
    random: call.random,
    account: accounts.account,
    accountCount: accounts.accountCount,
    contract: calls.address,
    deployment: calls.deployment,
    node,
    sign: ({ label, index }, hash) => signHash(hash, accounts.privateKey(accounts.account(label, index))),
    nowMs: process.nowMs,
    send: async (request) => {
      const message = { ...messageOf(request), bid: isPlanned ? bid(request.from.label) : undefined };
      return client.send(window, process, message, intendedMs(request));
    },
    read: async (request) => {
      const message = messageOf(request);
      const answer = await client.read(window, process, message, intendedMs(request));
      if (answer.status === 'failed') return answer;
      const { returnData, gasUsed } = answer;
      const value = 'call' in request ? message.codec.decodeResult(request.call, returnData) : returnData;
      return { status: 'succeeded', value, gasUsed };
    },
    delay: async (durationMs) => {
      if (!(durationMs >= 0 && Number.isFinite(durationMs))) throw new DelayError(durationMs);
      await stopIfClosed(window, process);
      if (plannedMs !== undefined) plannedMs = quantiseMs(plannedMs + durationMs);
      await process.delay(durationMs);
      await stopIfClosed(window, process);
    },
  };
};

export class DelayError extends BenchError {
  override readonly name = 'DelayError';

  constructor(durationMs: number) {
    super(`a workload cannot wait for ${durationMs} ms`, {
      code: 'DELAY_INVALID',
      exitCode: exitCodes.scenarioFailed,
      hint: 'Give delay a number of virtual milliseconds, 0 or more.',
      problems: [{ path: 'delay', expected: 'a finite number, 0 or more', received: String(durationMs) }],
    });
  }
}

export class IntentError extends BenchError {
  override readonly name = 'IntentError';

  constructor(intendedMs: number, nowMs: number) {
    super(`what is asked for at ${nowMs} ms cannot have been intended for ${intendedMs} ms`, {
      code: 'INTENT_INVALID',
      exitCode: exitCodes.scenarioFailed,
      hint: 'Give intendedMs a moment of nowMs() that has been.',
      problems: [
        { path: 'intendedMs', expected: `a number from 0 to ${nowMs}`, received: String(intendedMs) },
      ],
    });
  }
}
