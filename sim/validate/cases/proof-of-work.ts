/** Blocks at the instants of a Poisson process: V3 to V6, V9 and V10 against the laws of batch service. */

import { createRandom } from '../../kernel/random-stream.ts';
import type { ChainProfile } from '../../profile/profile.ts';
import { erlangQuantileS } from '../../theory/exponential-stages.ts';
import { feeClasses } from '../../theory/fee-classes.ts';
import {
  poissonEmptyRatio,
  poissonFullRatio,
  poissonMeanS,
  poissonQuantileS,
  poissonQueueLength,
} from '../../theory/poisson-blocks.ts';
import type { LatencyDefinition, Queue } from '../../theory/queue.ts';
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
  readonly template?: LatencyDefinition['template'];
  /** Other people's transactions, equal to ours but for their price. */
  readonly othersTps?: number;
  readonly gasPriceWei?: (index: number) => bigint;
}

const observe = async (experiment: Experiment, seed: number) => {
  const { queue, durationMs, warmUpMs, confirmations = 1, template = 'at-block', gasPriceWei } = experiment;
  const batch = Number.isFinite(queue.batch) ? queue.batch : undefined;
  const meanIntervalMs = queue.intervalS * 1000;
  const arrivalsMs = poissonArrivals(queue.arrivalTps, durationMs, seed);
  const bare = bareProfile({ kind: 'exponential', meanIntervalMs, template }, batch);
  const profile = { ...bare, confirmations, ...others(experiment) };
  const settleMs = 60 * meanIntervalMs * confirmations;
  const fees = gasPriceWei === undefined ? {} : { gasPriceWei };
  const outcome = await runQueueing({ profile, arrivalsMs, settleMs, seed, ...fees });
  return { arrivalsMs, outcome, window: { fromMs: warmUpMs, toMs: durationMs } };
};

/** At twice our price. */
const others = ({ othersTps }: Experiment): Pick<ChainProfile, 'background'> =>
  othersTps === undefined
    ? {}
    : {
        background: {
          arrivals: { kind: 'poisson', ratePerS: othersTps },
          gas: 21_000,
          fees: { kind: 'gas-price', gasPriceWei: 20n },
          byteCount: 0,
        },
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

const frozen: LatencyDefinition = { confirmations: 1, template: 'frozen' };

const frozenCase = (
  { id, length }: Pick<SampledCase, 'id' | 'length'>,
  experiment: Experiment,
): SampledCase => ({
  kind: 'sampled',
  id,
  group,
  title: 'miners that do not renew their template: one interval more, and no longer exponential',
  parameters: describeQueue(experiment.queue),
  source: 'the sum of two exponentials, of means T and T/(1 − r^b)',
  length,
  expectations: inSeconds({
    mean: poissonMeanS(experiment.queue, frozen),
    p50: poissonQuantileS(experiment.queue, 0.5, frozen),
    p95: poissonQuantileS(experiment.queue, 0.95, frozen),
  }),
  observe: async (seed) => {
    const { arrivalsMs, outcome, window } = await observe({ ...experiment, template: 'frozen' }, seed);
    return figuresOf(latenciesS(arrivalsMs, outcome.includedMs, window));
  },
});

const highRatio = 0.3;

/** Ours are the lower class: the upper one is not executed. */
const backgroundClassCase = (id: string, experiment: Experiment): SampledCase => {
  const { queue } = experiment;
  const { lowMeanS } = feeClasses(queue, highRatio, poissonMeanS);
  const ours = { ...queue, arrivalTps: (1 - highRatio) * queue.arrivalTps };
  return {
    kind: 'sampled',
    id,
    group,
    title: 'ours wait as the lower class where other people bid more',
    parameters: { ...describeQueue(queue), 'share of others': highRatio },
    source: 'conservation of the mean over work-conserving orders with equal gas',
    length: 'short',
    expectations: inSeconds({ ours: lowMeanS }),
    observe: async (seed) => {
      const othersTps = highRatio * queue.arrivalTps;
      const { arrivalsMs, outcome, window } = await observe({ ...experiment, queue: ours, othersTps }, seed);
      return { ours: figuresOf(latenciesS(arrivalsMs, outcome.includedMs, window)).mean };
    },
  };
};

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
  frozenCase({ id: 'V6a', length: 'short' }, { queue: small, durationMs: 34_000_000, warmUpMs: 200_000 }),
  frozenCase({ id: 'V6b', length: 'long' }, { queue: large, durationMs: 56_000_000, warmUpMs: 600_000 }),
  confirmationCase('V9a', 6),
  confirmationCase('V9b', 12),
  feeClassCase({ id: 'V10a', length: 'short' }, { queue: small, durationMs: 44_000_000, warmUpMs: 200_000 }),
  feeClassCase({ id: 'V10b', length: 'long' }, { queue: large, durationMs: 80_000_000, warmUpMs: 600_000 }),
  backgroundClassCase('V10e', { queue: small, durationMs: 44_000_000, warmUpMs: 200_000 }),
];
