/**
 * A series of revocations on one chain, run twice with the same chance: first without readers, to learn when each comes into its block,
 * then with staff who read on around these instants, through one server for each mode. Pairs are granted and confirmed in set-up.
 */
import {
  fixedRate,
  intervalOf,
  type ScenarioDefinition,
  type SimulatedRound,
  type StudyContext,
  type WorkloadContext,
} from '../../../sim/index.ts';
import { createMemoryStore } from '../server/stores/memory.ts';
import { registryVariant } from '../variants/registry-variant.ts';
import { type Consented, grant, keepRecord, registerRecord } from '../workload-consent.ts';
import { openParties } from '../workload-parties.ts';
import type { Foreseen, Mode } from './modes.ts';
import type { Reading } from './reading.ts';
import type { Setting } from './settings.ts';
import { read, revoke, type Stage, show } from './trial.ts';

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

const staffCount = 4;
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
          if (role === 1) await show(context, stage, trial);
          const mode = modes[role - 2];
          if (mode === undefined || trial >= (mode.mostTrials ?? trialCount)) return;
          const place = { setting, stage, trial, foreseen: foreseen[trial] };
          (readings.get(mode) as Reading[])[trial] = await read(context, place, mode);
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
