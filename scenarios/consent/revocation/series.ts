/**
 * A series of revocations on one chain, run twice with the same chance: first without readers, to learn when each comes into its block,
 * then with staff who read on around these instants, through one server for each mode. Pairs are granted and confirmed in set-up.
 */
import {
  fixedRate,
  type Hex,
  intervalOf,
  type ScenarioDefinition,
  type SimulatedRound,
  type StudyContext,
  type WorkloadContext,
} from '../../../sim/index.ts';
import { createMemoryStore } from '../server/stores/memory.ts';
import { registryVariant } from '../variants/registry-variant.ts';
import {
  type Consented,
  grant,
  keepRecord,
  openParties,
  type Parties,
  registerRecord,
} from '../workload-parties.ts';
import { type Foreseen, type Mode, messageMs } from './modes.ts';
import { type Reading, readOn } from './reading.ts';
import type { Setting } from './settings.ts';

export interface Series {
  readonly setting: Setting;
  readonly trialCount: number;
  readonly modes: readonly Mode[];
  readonly replication: number;
}

/** By mode, in the order of the trials. */
export type Readings = ReadonlyMap<Mode, readonly Reading[]>;

export interface Observed {
  readonly readings: Readings;
  /** On average over the blocks of the round; undefined where there is none. */
  readonly baseFeeWei: number | undefined;
}

export const runSeries = async (
  { simulate }: Pick<StudyContext, 'simulate'>,
  series: Series,
): Promise<Observed> => {
  const { setting, replication } = series;
  const foreseen: (Foreseen | undefined)[] = [];
  const readings = new Map<Mode, Reading[]>(series.modes.map((mode) => [mode, []]));
  const options = { chain: 'revocation', chains: { revocation: setting.chain }, replication };
  const alone = { ...series, modes: [] };
  await simulate(scenarioOf(alone, foreseen, readings), { ...options, label: `${setting.id}, nobody reads` });
  const play = scenarioOf(series, [...foreseen], readings);
  const [round] = await simulate(play, { ...options, label: setting.id });
  return { readings, baseFeeWei: meanBaseFeeWei(round?.blocks ?? []) };
};

const meanBaseFeeWei = (blocks: SimulatedRound['blocks']): number | undefined =>
  intervalOf(blocks.map((block) => Number(block.baseFeePerGasWei))).mean ?? undefined;

/** What set-up leaves to the calls. */
interface Stage {
  readonly parties: Parties;
  readonly store: ReturnType<typeof createMemoryStore>;
  /** Of each trial: one pair that revokes by a transaction, and one that shows the server a signature. */
  readonly pairs: readonly Readonly<Record<Mode['way'], Consented>>[];
  readonly dueMs: readonly number[];
}

const staffCount = 4;
const noReason: Hex = `0x${'00'.repeat(32)}`;
const content = new TextEncoder().encode('{"resourceType":"Bundle","type":"collection"}');

const scenarioOf = (
  series: Series,
  foreseen: (Foreseen | undefined)[],
  readings: ReadonlyMap<Mode, Reading[]>,
): ScenarioDefinition => {
  const { setting, trialCount, modes } = series;
  const roleCount = 2 + modes.length;
  let stage: Stage;
  return {
    accounts: {
      patient: { count: 2 * trialCount, ...(setting.bid && { bid: setting.bid }) },
      ...{ staff: staffCount, ...registryVariant.otherParties },
    },
    contracts: { consent: registryVariant.contract },
    setup: async (context) => {
      stage = await prepare(context, series);
    },
    rounds: [
      {
        label: 'revocations',
        txCount: trialCount * roleCount,
        rate: fixedRate(10_000),
        timeoutMs: trialCount * setting.spacingMs + 2 * setting.horizonMs,
        tolerate: ['pending', 'failed'],
        workload: async (context) => {
          const trial = Math.floor(context.index / roleCount);
          const role = context.index % roleCount;
          if (role === 0) foreseen[trial] = await revoke(context, stage, trial);
          else if (role === 1) await show(context, stage, trial);
          else if (trial < (modes[role - 2]?.mostTrials ?? trialCount))
            await read(context, { series, stage, trial, foreseen, readings }, modes[role - 2] as Mode);
        },
      },
    ],
  };
};

const prepare = async (context: WorkloadContext, { setting, trialCount }: Series): Promise<Stage> => {
  const parties = await openParties(context);
  const store = createMemoryStore();
  const server = await parties.serve({ store });
  const keep = (index: number): Promise<Consented> => {
    const staff = context.account('staff', index % staffCount);
    return keepRecord(parties, server, { patient: context.account('patient', index), staff }, content);
  };
  const pairs: Stage['pairs'][number][] = [];
  for (let trial = 0; trial < trialCount; trial += 1)
    pairs.push({ transaction: await keep(2 * trial), shown: await keep(2 * trial + 1) });
  const all = pairs.flatMap(({ transaction, shown }) => [transaction, shown]);
  await Promise.all(all.map((one) => registerRecord(context, one)));
  await Promise.all(all.map((one) => grant(context, one)));
  const { number } = context.node.head();
  while (context.node.head().number < number + setting.confirmations) await context.delay(1_000);
  const startMs = context.nowMs() + 2_000;
  const random = context.random.fork('revocations');
  const within = () => random.uniform() * 1_000 * setting.intervalS;
  const dueMs = pairs.map((_, trial) => startMs + trial * setting.spacingMs + within());
  return { parties, store, pairs, dueMs };
};

const pairOf = ({ pairs }: Stage, trial: number, way: Mode['way']): Consented =>
  (pairs[trial] as Stage['pairs'][number])[way]; // one for each trial

const wait = async ({ delay, nowMs }: WorkloadContext, untilMs: number): Promise<void> =>
  delay(Math.max(0, untilMs - nowMs()));

/** Undefined when it did not come into a block. */
const revoke = async (
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

const show = async (context: WorkloadContext, { parties, store, ...stage }: Stage, trial: number) => {
  await wait(context, stage.dueMs[trial] as number);
  const { chain, walletOf, serve } = parties;
  const { patient, staff } = pairOf({ parties, store, ...stage }, trial, 'shown');
  const deadline = BigInt(Math.floor(chain.nowMs() / 1_000) + 86_400);
  const { message, signature } = walletOf(patient).signRevocation(staff.address, 1, noReason, deadline);
  await context.delay(messageMs);
  const server = await serve({ store });
  await chain.within(context, () => server.receiveRevocation(message, signature));
};

/** When both block and server have spoken; where blocks can be taken back also some blocks later. */
const againAfterS = ({ intervalS, inclusionS }: Setting): readonly number[] =>
  inclusionS === null ? [0.1, intervalS, 3 * intervalS] : [0.1];

interface Place {
  readonly series: Series;
  readonly stage: Stage;
  readonly trial: number;
  readonly foreseen: readonly (Foreseen | undefined)[];
  readonly readings: ReadonlyMap<Mode, Reading[]>;
}

const read = async (context: WorkloadContext, place: Place, mode: Mode): Promise<void> => {
  const { stage, trial, series, foreseen, readings } = place;
  const { parties, store } = stage;
  const { setting } = series;
  const site = { chain: parties.chain, context, phase: context.random.uniform() };
  const { confirmations } = setting;
  const limits = { confirmations, headAgeMs: Number.POSITIVE_INFINITY };
  const server = await parties.serve({ store, limits, chain: mode.viewFrom(site) });
  const consented = pairOf(stage, trial, mode.way);
  const submittedMs = stage.dueMs[trial] as number;
  const endMs = submittedMs + setting.horizonMs;
  const includedMs = foreseen[trial]?.includedMs ?? endMs;
  const knownAtMs = mode.knownAtMs({ submittedMs, includedMs }, site);
  const settledMs = Math.min(Math.max(includedMs, knownAtMs), endMs - 1_000);
  const againMs = againAfterS(setting).map((s) => settledMs + 1_000 * s);
  const staff = parties.staff[consented.staff.index] as Parties['staff'][number];
  const reader = { context, parties, server, staff, consented };
  const watch = { submittedMs, knownAtMs, remembersMs: mode.remembersMs, againMs, endMs };
  // Who does not wait for the block does not wait for its execution.
  const executionMs = mode.stalenessS === null ? 0 : setting.executionMs;
  const reading = await readOn(reader, { ...watch, executionMs });
  (readings.get(mode) as Reading[])[trial] = reading;
};
