/** The fitted queue as a chain profile of the real simulator, and how far the two agree. */
import { type SimulatedRound, type StudyContext, type StudyTable, studyTable } from '../../sim/index.ts';
import { alignedRate } from './aligned-rate.ts';
import { capacityChain } from './capacity-chain.ts';
import { type Figures, type Offered, type Queue, queueFigures } from './queue-model.ts';
import { getMSScenario } from './set-up.ts';

export interface Comparison {
  readonly name: string;
  readonly count: number;
  readonly model: Figures;
  readonly simulated: Figures;
}

/** Also returns the profile, as one would write it. */
export const simulateQueue = async (
  context: StudyContext,
  offers: readonly (Offered & { readonly name: string })[],
  queue: Queue,
): Promise<{ readonly comparisons: readonly Comparison[]; readonly profile: string }> => {
  const intervalMs = queue.intervalUs / 1000;
  const { transactionsPerBlock } = queue;
  const client = {
    preparationMs: queue.preparationUs / 1000,
    receiptMs: queue.receiptUs / 1000,
    workerCount: 1,
  };
  const chain = await capacityChain(context, { intervalMs, transactionsPerBlock, client });
  const scenario = getMSScenario(
    offers.map(({ count, sendTps }) => ({ txCount: count, rate: alignedRate(sendTps, intervalMs) })),
  );
  const rounds = await context.simulate(scenario, {
    label: 'the nearest queue as a chain',
    chain: 'paper-fit',
    chains: { 'paper-fit': chain },
  });
  const comparisons = offers.flatMap((offer, index) => {
    const round = rounds[index];
    if (round === undefined) return [];
    const { name, count } = offer;
    return [{ name, count, model: queueFigures(offer, queue), simulated: figuresOf(round, intervalMs) }];
  });
  return { comparisons, profile: written(chain) };
};

/** In seconds and per second from the instants at which sends were due, as the model counts. */
const figuresOf = ({ summary }: SimulatedRound, intervalMs: number): Figures => {
  const { submitted, plannedRateTps, latencyMs, startMs, endMs } = summary;
  const firstDueMs = Math.ceil(startMs / intervalMs) * intervalMs;
  const inSeconds = (durationMs: number | null): number => (durationMs ?? Number.NaN) / 1000;
  return {
    sendRateTps: ((plannedRateTps ?? Number.NaN) * submitted) / (submitted - 1),
    maxDelayS: inSeconds(latencyMs.max),
    minDelayS: inSeconds(latencyMs.min),
    avgDelayS: inSeconds(latencyMs.mean),
    throughputTps: submitted / inSeconds(endMs - firstDueMs),
  };
};

/** As code that can be pasted. */
const written = (value: unknown): string => {
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value !== 'object' || value === null)
    return typeof value === 'string' ? `'${value}'` : String(value);
  const fields = Object.entries(value).map(([key, part]) => `${key}: ${written(part)}`);
  return `{ ${fields.join(', ')} }`;
};

/** The largest difference in a delay or in the length of a run, in whole microseconds. */
export const worstDifferenceUs = (comparisons: readonly Comparison[]): number =>
  Math.max(...comparisons.map(differenceUs));

const differenceUs = ({ count, model, simulated }: Comparison): number => {
  const runS = count / model.throughputTps - count / simulated.throughputTps;
  const delaysS = delays.map(({ column }) => model[column] - simulated[column]);
  return Math.max(...[runS, ...delaysS].map((differenceS) => Math.round(Math.abs(differenceS) * 1e6)));
};

const delays = [
  { column: 'maxDelayS', key: 'max_delay', head: 'Max' },
  { column: 'minDelayS', key: 'min_delay', head: 'Min' },
  { column: 'avgDelayS', key: 'avg_delay', head: 'Avg' },
] as const;

export const agreementTable = (comparisons: readonly Comparison[]): StudyTable =>
  studyTable(
    {
      id: 'agreement',
      title: 'Model and simulator',
      remark: 'delays from the instant at which a send was due, as Caliper stamps it before preparing it',
    },
    comparisons,
    [
      { key: 'row', head: 'Row', value: ({ name }) => name },
      ...delays.flatMap(({ column, key, head }) => [
        {
          key: `${key}_model_s`,
          head: `${head} model`,
          unit: 's',
          decimals: 3,
          value: ({ model }: Comparison) => model[column],
        },
        {
          key: `${key}_simulated_s`,
          head: `${head} simulated`,
          unit: 's',
          decimals: 3,
          value: ({ simulated }: Comparison) => simulated[column],
        },
      ]),
      {
        key: 'throughput_model_tps',
        head: 'Thrpt model',
        unit: 'TPS',
        decimals: 3,
        value: ({ model }) => model.throughputTps,
      },
      {
        key: 'throughput_simulated_tps',
        head: 'Thrpt simulated',
        unit: 'TPS',
        decimals: 3,
        value: ({ simulated }) => simulated.throughputTps,
      },
      { key: 'difference_us', head: 'Difference', unit: 'µs', decimals: 0, value: differenceUs },
    ],
  );
