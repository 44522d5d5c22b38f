/** Blocks at the instants of a Poisson process: V3 to V5, V9 and V10 against the laws of batch service. */
import { createRandom } from '../../kernel/random-stream.ts';
import { erlangQuantileS } from '../../theory/exponential-stages.ts';
import { feeClasses } from '../../theory/fee-classes.ts';
import {
  poissonEmptyRatio,
  poissonFullRatio,
  poissonMeanS,
  poissonQuantileS,
  poissonQueueLength,
} from '../../theory/poisson-blocks.ts';
import type { Queue } from '../../theory/queue.ts';
import type { Expectation, SampledCase, ValidationCase } from '../case.ts';
import { bareProfile, type QueueingOutcome, runQueueing } from '../queueing-experiment.ts';
import { figuresOf, latenciesS, poissonArrivals, type Window } from './latencies.ts';

const group = 'proof of work, one miner';
const law = 'M/M^b/1 with empty blocks: r + … + r^b = λT, latency exponential with mean T/(1 − r^b)';

const inSeconds = (expected: Readonly<Record<string, number>>): readonly Expectation[] =>
  Object.entries(expected).map(([figure, value]) => ({ figure, unit: 's', expected: value, decimals: 3 }));

const describeQueue = ({ arrivalTps, intervalS, batch }: Queue) => ({
  'arrivals /s': arrivalTps,
  'per block': Number.isFinite(batch) ? batch : 'unlimited',
  'interval /s': intervalS,
});

interface Experiment {
  readonly queue: Queue;
  /** Of each replication; what is sent before `warmUpMs` is not measured. */
  readonly durationMs: number;
  readonly warmUpMs: number;
  readonly confirmations?: number;
  readonly gasPriceWei?: (index: number) => bigint;
}

const observe = async (experiment: Experiment, seed: number) => {
  const { queue, durationMs, warmUpMs, confirmations = 1, gasPriceWei } = experiment;
  const batch = Number.isFinite(queue.batch) ? queue.batch : undefined;
  const meanIntervalMs = queue.intervalS * 1000;
  const arrivalsMs = poissonArrivals(queue.arrivalTps, durationMs, seed);
  const profile = { ...bareProfile({ kind: 'exponential', meanIntervalMs }, batch), confirmations };
  const settleMs = 60 * meanIntervalMs * confirmations;
  const fees = gasPriceWei === undefined ? {} : { gasPriceWei };
  const outcome = await runQueueing({ profile, arrivalsMs, settleMs, seed, ...fees });
  return { arrivalsMs, outcome, window: { fromMs: warmUpMs, toMs: durationMs } };
};

/** Of blocks in the window; and the transactions that wait, averaged over time by L = λW. */
const blockFigures = ({ blocks }: QueueingOutcome, { fromMs, toMs }: Window, batch: number) => {
  const counts = blocks
    .filter(({ timeMs }) => timeMs >= fromMs && timeMs < toMs)
    .map(({ transactionCount }) => transactionCount);
  const share = (count: number): number => counts.filter((value) => value === count).length / counts.length;
  return { empty: share(0), full: share(batch) };
};

/** Time-averaged, by counting who is there: independent of the latencies it is compared with. */
const meanWaiting = (
  arrivalsMs: readonly number[],
  endsMs: readonly number[],
  { fromMs, toMs }: Window,
): number => {
  const overlap = (index: number): number =>
    Math.max(0, Math.min(endsMs[index] ?? toMs, toMs) - Math.max(arrivalsMs[index] ?? toMs, fromMs));
  return arrivalsMs.reduce((sum, _arrival, index) => sum + overlap(index), 0) / (toMs - fromMs);
};

const inclusionCase = (
  { id, title, length }: Pick<SampledCase, 'id' | 'title' | 'length'>,
  experiment: Experiment,
  expectations: readonly Expectation[],
): SampledCase => ({
  kind: 'sampled',
  id,
  group,
  title,
  parameters: describeQueue(experiment.queue),
  source: law,
  length,
  expectations,
  observe: async (seed) => {
    const { arrivalsMs, outcome, window } = await observe(experiment, seed);
    return {
      ...figuresOf(latenciesS(arrivalsMs, outcome.includedMs, window)),
      ...blockFigures(outcome, window, experiment.queue.batch),
      waiting: meanWaiting(arrivalsMs, outcome.includedMs, window),
    };
  },
});

const unlimited: Queue = { arrivalTps: 0.2, intervalS: 13.2, batch: Number.POSITIVE_INFINITY };
const large: Queue = { arrivalTps: 5, intervalS: 13.2, batch: 100 };
const small: Queue = { arrivalTps: 0.5, intervalS: 10, batch: 10 };

const quantilesOf = (queue: Queue) => ({
  p50: poissonQuantileS(queue, 0.5),
  p95: poissonQuantileS(queue, 0.95),
});

const confirmationCase = (id: string, confirmations: number): SampledCase => {
  const experiment = { queue: { ...unlimited, arrivalTps: 0.05 }, durationMs: 11_000_000, warmUpMs: 0 };
  return {
    kind: 'sampled',
    id,
    group,
    title: `the ${confirmations}-th confirmation comes after as many intervals`,
    parameters: { confirmations, 'interval /s': 13.2 },
    source: 'Erlang distribution of as many stages; light load',
    length: 'short',
    expectations: inSeconds({
      mean: confirmations * 13.2,
      p95: erlangQuantileS(confirmations, 13.2, 0.95),
    }),
    observe: async (seed) => {
      const { arrivalsMs, outcome, window } = await observe({ ...experiment, confirmations }, seed);
      return figuresOf(latenciesS(arrivalsMs, outcome.confirmedMs, window));
    },
  };
};

const highRatio = 0.3;

const feeClassCase = (
  { id, length }: Pick<SampledCase, 'id' | 'length'>,
  experiment: Experiment,
): SampledCase => {
  const { queue } = experiment;
  const classes = feeClasses(queue, highRatio, poissonMeanS);
  return {
    kind: 'sampled',
    id,
    group,
    title: 'a class with higher fees waits as if it were alone; the mean over all is unchanged',
    parameters: { ...describeQueue(queue), 'share with the high fee': highRatio },
    source: 'conservation of the mean over work-conserving orders with equal gas',
    length,
    expectations: inSeconds({
      high: classes.highMeanS,
      low: classes.lowMeanS,
      mean: classes.overallMeanS,
    }),
    observe: (seed) => observeClasses(experiment, seed),
  };
};

const observeClasses = async (experiment: Experiment, seed: number) => {
  const random = createRandom(seed).fork('fee classes');
  const isHigh: boolean[] = [];
  const gasPriceWei = (index: number): bigint => {
    isHigh[index] = random.uniform() < highRatio;
    return isHigh[index] ? 20n : 10n;
  };
  const { arrivalsMs, outcome, window } = await observe({ ...experiment, gasPriceWei }, seed);
  const endsOf = (high: boolean) =>
    outcome.includedMs.map((endMs, index) => (isHigh[index] === high ? endMs : Number.NaN));
  const meanOf = (endsMs: readonly number[]): number =>
    figuresOf(latenciesS(arrivalsMs, endsMs, window)).mean;
  return { high: meanOf(endsOf(true)), low: meanOf(endsOf(false)), mean: meanOf(outcome.includedMs) };
};

export const proofOfWorkCases: readonly ValidationCase[] = [
  inclusionCase(
    {
      id: 'V3',
      title: 'without a block limit the latency is exponential with the mean interval',
      length: 'short',
    },
    { queue: unlimited, durationMs: 25_000_000, warmUpMs: 0 },
    inSeconds({ mean: 13.2, p50: 13.2 * Math.LN2, p95: 13.2 * Math.log(20) }),
  ),
  inclusionCase(
    { id: 'V4', title: 'a hundred per block: latency, queue and full blocks', length: 'long' },
    { queue: large, durationMs: 110_000_000, warmUpMs: 600_000 },
    [
      ...inSeconds({ mean: poissonMeanS(large), ...quantilesOf(large) }),
      { figure: 'waiting', unit: 'transactions', expected: poissonQueueLength(large), decimals: 2 },
      { figure: 'full', unit: 'of blocks', expected: poissonFullRatio(large), decimals: 5 },
    ],
  ),
  inclusionCase(
    { id: 'V5', title: 'ten per block: latency, queue, empty and full blocks', length: 'short' },
    { queue: small, durationMs: 27_000_000, warmUpMs: 200_000 },
    [
      ...inSeconds({ mean: poissonMeanS(small), ...quantilesOf(small) }),
      { figure: 'waiting', unit: 'transactions', expected: poissonQueueLength(small), decimals: 3 },
      { figure: 'empty', unit: 'of blocks', expected: poissonEmptyRatio(small), decimals: 5 },
      { figure: 'full', unit: 'of blocks', expected: poissonFullRatio(small), decimals: 5 },
    ],
  ),
  confirmationCase('V9a', 6),
  confirmationCase('V9b', 12),
  feeClassCase({ id: 'V10a', length: 'short' }, { queue: small, durationMs: 44_000_000, warmUpMs: 200_000 }),
  feeClassCase({ id: 'V10b', length: 'long' }, { queue: large, durationMs: 80_000_000, warmUpMs: 600_000 }),
];
