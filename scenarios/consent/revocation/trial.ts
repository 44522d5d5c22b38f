/** What happens in one trial: a patient revokes, by a transaction or by showing the server a signature, and staff read on. */
import type { Hex, WorkloadContext } from '../../../sim/index.ts';
import type { ServerStore } from '../server/stores/store.ts';
import type { Consented } from '../workload-consent.ts';
import type { Parties } from '../workload-parties.ts';
import { type Foreseen, type Mode, messageMs } from './modes.ts';
import { type Reading, readOn } from './reading.ts';
import type { Setting } from './settings.ts';

/** What set-up leaves to the calls. */
export interface Stage {
  readonly parties: Parties;
  readonly store: ServerStore;
  /** Of each trial: one pair that revokes by a transaction, and one that shows the server a signature. */
  readonly pairs: readonly Readonly<Record<Mode['way'], Consented>>[];
  readonly dueMs: readonly number[];
}

const noReason: Hex = `0x${'00'.repeat(32)}`;

const pairOf = ({ pairs }: Stage, trial: number, way: Mode['way']): Consented =>
  (pairs[trial] as Stage['pairs'][number])[way]; // one for each trial

const wait = async ({ delay, nowMs }: WorkloadContext, untilMs: number): Promise<void> =>
  delay(Math.max(0, untilMs - nowMs()));

/** Undefined when it did not come into a block. */
export const revoke = async (
  context: WorkloadContext,
  stage: Stage,
  trial: number,
): Promise<Foreseen | undefined> => {
  await wait(context, stage.dueMs[trial] as number);
  const submittedMs = context.nowMs();
  const { patient, staff } = pairOf(stage, trial, 'transaction');
  const args = [staff.address, noReason];
  const { status } = await context.send({
    from: patient,
    to: 'consent',
    call: 'revoc',
    args,
    gasLimit: 80_000n,
  });
  return status === 'succeeded' ? { submittedMs, includedMs: context.nowMs() } : undefined;
};

/** The patient signs, and hands the signature to the server. */
export const show = async (context: WorkloadContext, stage: Stage, trial: number): Promise<void> => {
  const { parties, store } = stage;
  await wait(context, stage.dueMs[trial] as number);
  const { chain, walletOf, serve } = parties;
  const { patient, staff } = pairOf(stage, trial, 'shown');
  const deadline = BigInt(Math.floor(chain.nowMs() / 1_000) + 86_400);
  const { message, signature } = walletOf(patient).signRevocation(staff.address, 1, noReason, deadline);
  await context.delay(messageMs);
  const server = await serve({ store });
  await chain.within(context, () => server.receiveRevocation(message, signature));
};

/** When both block and server have spoken; where blocks can be taken back also some blocks later. */
const againAfterS = ({ intervalS, inclusionS }: Setting): readonly number[] =>
  inclusionS === null ? [0.1, intervalS, 3 * intervalS] : [0.1];

export interface Place {
  readonly setting: Setting;
  readonly stage: Stage;
  readonly trial: number;
  /** Undefined: the revocation did not come into a block. */
  readonly foreseen: Foreseen | undefined;
}

/** The staff reads on, through a server of its own that follows the chain in one mode. */
export const read = async (context: WorkloadContext, place: Place, mode: Mode): Promise<Reading> => {
  const { setting, stage, trial, foreseen } = place;
  const { parties, store } = stage;
  const site = { chain: parties.chain, context, phase: context.random.uniform() };
  const { confirmations } = setting;
  // Blocks of proof of work may be minutes apart, and a head that is too old is refused for another reason.
  const limits = { confirmations, headAgeMs: Number.POSITIVE_INFINITY };
  const server = await parties.serve({ store, limits, chain: mode.viewFrom(site) });
  const consented = pairOf(stage, trial, mode.way);
  const submittedMs = stage.dueMs[trial] as number;
  const endMs = submittedMs + setting.horizonMs;
  const includedMs = foreseen?.includedMs ?? endMs;
  const knownAtMs = mode.knownAtMs({ submittedMs, includedMs }, site);
  const settledMs = Math.min(Math.max(includedMs, knownAtMs), endMs - 1_000);
  const againMs = againAfterS(setting).map((s) => settledMs + 1_000 * s);
  const staff = parties.staff[consented.staff.index] as Parties['staff'][number];
  const reader = { context, parties, server, staff, consented };
  const silence = mode.readers === 'always' ? undefined : { fromMs: submittedMs, toMs: includedMs };
  const watch = { submittedMs, knownAtMs, remembersMs: mode.remembersMs, againMs, endMs, silence };
  // Who does not wait for the block does not wait for its execution.
  const executionMs = mode.stalenessS === null ? 0 : setting.executionMs;
  return readOn(reader, { ...watch, executionMs });
};
