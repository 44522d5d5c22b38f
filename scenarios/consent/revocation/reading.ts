/**
 * Staff who read on after a revocation, at the worst moments: a run without readers has told when each revocation comes into its
 * block, so they read some time before the server must know of it and every 10 ms from just before that, until it refuses. Whether it does is the
 * server's to say, by all its checks; a server that knows later than foreseen is read for longer.
 */
import type { WorkloadContext } from '../../../sim/index.ts';
import type { Served } from '../protocol/release.ts';
import type { ResourceServer } from '../protocol/resource-server.ts';
import type { PendingAccess, Staff } from '../protocol/staff.ts';
import { type Consented, wantedOf } from '../workload-consent.ts';
import type { Parties } from '../workload-parties.ts';
import { messageMs } from './modes.ts';

export const stepMs = 10;

export interface Reading {
  /** From the submission to the arrival of the last answer; 0 when that was before. */
  readonly enforcementMs: number;
  /** How long after the last served read the next one was refused. */
  readonly gapMs: number;
  /** It was still served when the watch ended. */
  readonly outcome: 'enforced' | 'watchEnded';
}

export interface Reader {
  readonly context: WorkloadContext;
  readonly parties: Parties;
  readonly server: ResourceServer;
  readonly staff: Staff;
  readonly consented: Consented;
}

export interface Watch {
  readonly submittedMs: number;
  readonly knownAtMs: number;
  /** For how long it remembered then: so long before it asked the chain, if anybody asked it. */
  readonly remembersMs: number;
  /** Who asks while the block is executed has the answer after it. */
  readonly executionMs: number;
  /** When to look again whether it stays refused: blocks can be taken back. */
  readonly againMs: readonly number[];
  readonly endMs: number;
  /** When nobody reads. */
  readonly silence: { readonly fromMs: number; readonly toMs: number } | undefined;
}

interface LastServed {
  readonly atMs: number;
  readonly answeredMs: number;
  readonly pending: PendingAccess;
  readonly answer: Served;
}

export const readOn = async (reader: Reader, watch: Watch): Promise<Reading> => {
  const { submittedMs, knownAtMs, remembersMs, executionMs, againMs, endMs, silence } = watch;
  const { context } = reader;
  let last: LastServed | undefined;
  let refusedMs = Number.POSITIVE_INFINITY;

  const readAt = async (timeMs: number): Promise<boolean> => {
    await context.delay(Math.max(0, timeMs - context.nowMs()));
    const atMs = context.nowMs();
    const served = await ask(reader);
    if (served !== undefined) last = { ...served, atMs, answeredMs: context.nowMs() + messageMs };
    else if (last === undefined) throw new Error('the staff could not read before the revocation');
    else if (refusedMs < last.atMs || refusedMs === Number.POSITIVE_INFINITY) refusedMs = atMs;
    return served !== undefined;
  };

  const beforeMs = submittedMs - 2.5 * stepMs;
  const halfwayMs = (submittedMs + knownAtMs) / 2;
  const periodMs = knownAtMs - remembersMs + 1;
  const justBeforeMs = knownAtMs - executionMs - stepMs;
  const timesMs = [beforeMs, halfwayMs, periodMs, justBeforeMs, knownAtMs, ...againMs]
    .filter((timeMs) => timeMs >= beforeMs && timeMs <= endMs)
    .filter((timeMs) => silence === undefined || timeMs < silence.fromMs || timeMs > silence.toMs)
    .sort((one, other) => one - other);
  for (const timeMs of timesMs) {
    let isServed = await readAt(timeMs);
    // Later than foreseen: every step from there, so long as no other read is due.
    for (let waitMs = stepMs; isServed && timeMs >= knownAtMs && context.nowMs() < endMs; waitMs *= 1.2)
      isServed = await readAt(context.nowMs() + waitMs);
  }
  return readingFrom(reader, last as LastServed, watch, refusedMs);
};

const ask = async ({ context, parties, server, staff, consented }: Reader) => {
  const pending = await staff.request(wantedOf(parties, consented), parties.chain.nowMs());
  const source = `ward of ${staff.address}`;
  const answer = await parties.chain.within(context, () => server.handle(pending.text, source));
  return answer.kind === 'served' ? { pending, answer } : undefined;
};

/** The last answer is opened and held against the chain's hashes: it was a read. */
const readingFrom = async (
  { staff, consented, parties }: Reader,
  last: LastServed,
  { submittedMs, endMs }: Watch,
  refusedMs: number,
): Promise<Reading> => {
  const { mdrs, contentHash } = consented.kept;
  const { pointerHash } = wantedOf(parties, consented);
  const registered = { mdrs, version: 1, pointerHash, contentHash };
  const reading = await staff.open(last.pending, last.answer, registered);
  if (reading.kind !== 'read') throw new Error(`the answer did not hold: ${reading.code}`);
  const isEnforced = refusedMs > last.atMs && Number.isFinite(refusedMs);
  return {
    enforcementMs: Math.max(0, Math.min(last.answeredMs, endMs) - submittedMs),
    gapMs: isEnforced ? refusedMs - last.atMs : Number.NaN,
    outcome: isEnforced ? 'enforced' : 'watchEnded',
  };
};
