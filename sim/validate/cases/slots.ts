/** Blocks at fixed intervals: V1, V2 exactly, V7 against the roots of z^b = e^(a(z−1)). */
import { slotMeanS } from '../../theory/slots.ts';
import type { ExactCase, SampledCase, ValidationCase } from '../case.ts';
import { bareProfile, runQueueing } from '../queueing-experiment.ts';
import { evenly, figuresOf, latenciesS, poissonArrivals } from './latencies.ts';

const intervalMs = 12_000;
const group = 'slots';
const always = { fromMs: 0, toMs: Number.POSITIVE_INFINITY };

const light: ExactCase = {
  kind: 'exact',
  id: 'V1',
  group,
  title: 'evenly spaced arrivals under light load wait uniformly for their slot',
  parameters: { 'arrivals /s': 10, 'duration /s': 120, 'slot /s': 12 },
  source: 'arithmetic: arrivals at the instant of a slot are for the next one',
  length: 'short',
  expectations: seconds({ min: 0.1, mean: 6.05, p50: 6, p95: 11.4, p99: 11.9, max: 12 }),
  observe: async () => {
    const arrivalsMs = evenly(1_200, 100);
    const profile = bareProfile({ kind: 'slots', intervalMs });
    const { includedMs } = await runQueueing({ profile, arrivalsMs, settleMs: intervalMs, seed: 1 });
    return figuresOf(latenciesS(arrivalsMs, includedMs, always));
  },
};

const overloaded: ExactCase = {
  kind: 'exact',
  id: 'V2',
  group,
  title: 'in overload a slot carries b transactions and the delay grows',
  parameters: { 'arrivals /s': 100, transactions: 6_000, 'per block': 1_000, 'slot /s': 12 },
  source: 'arithmetic: block k holds transactions 1000(k − 1) to 1000k − 1',
  length: 'short',
  expectations: [
    ...seconds({ min: 2.01, mean: 12.005, p50: 12, p95: 19.5, p99: 21.4, max: 22, 'last block': 72 }),
    { figure: 'throughput', unit: 'per s', expected: 83.333, decimals: 3 },
  ],
  observe: async () => {
    const arrivalsMs = evenly(6_000, 10);
    const profile = bareProfile({ kind: 'slots', intervalMs }, 1_000);
    const { includedMs } = await runQueueing({ profile, arrivalsMs, settleMs: 2 * intervalMs, seed: 1 });
    const lastS = Math.max(...includedMs) / 1000;
    const figures = figuresOf(latenciesS(arrivalsMs, includedMs, always));
    return { ...figures, 'last block': lastS, throughput: arrivalsMs.length / lastS };
  },
};

/** Exact to the millisecond. */
function seconds(expected: Readonly<Record<string, number>>) {
  return Object.entries(expected).map(([figure, value]) => ({
    figure,
    unit: 's',
    expected: value,
    decimals: 3,
  }));
}

interface PoissonSlots {
  readonly name: string;
  readonly arrivalTps: number;
  readonly batch: number;
  /** Of each replication; the mean wait needs the more of it the nearer the load is to one. */
  readonly durationMs: number;
}

const poissonSlots = ({ name, arrivalTps, batch, durationMs }: PoissonSlots): SampledCase => ({
  kind: 'sampled',
  id: name,
  group,
  title: `Poisson arrivals, ${batch} per block`,
  parameters: { 'arrivals /s': arrivalTps, 'per block': batch, 'slot /s': 12 },
  source: 'roots of z^b = e^(a(z−1)) inside the unit disc; b = 1 is M/D/1',
  length: 'short',
  expectations: [
    {
      figure: 'mean',
      unit: 's',
      expected: slotMeanS({ arrivalTps, intervalS: 12, batch, missedRatio: 0 }),
      decimals: 4,
    },
  ],
  observe: async (seed) => {
    const arrivalsMs = poissonArrivals(arrivalTps, durationMs, seed);
    const profile = bareProfile({ kind: 'slots', intervalMs }, batch);
    const { includedMs } = await runQueueing({ profile, arrivalsMs, settleMs: 600_000, seed });
    return figuresOf(latenciesS(arrivalsMs, includedMs, { fromMs: 600_000, toMs: durationMs }));
  },
});

const missedSlots = (id: string, missRatio: number): SampledCase => ({
  kind: 'sampled',
  id,
  group,
  title: `a share of ${missRatio} of the slots is missed, light load`,
  parameters: { 'slot /s': 12, missed: missRatio },
  source: 'T/2 + T m/(1 − m)',
  length: 'short',
  expectations: [
    { figure: 'mean', unit: 's', expected: 6 + (12 * missRatio) / (1 - missRatio), decimals: 4 },
  ],
  observe: async (seed) => {
    const arrivalsMs = poissonArrivals(0.2, 2_000_000, seed);
    const profile = bareProfile({ kind: 'slots', intervalMs, missRatio });
    const { includedMs } = await runQueueing({ profile, arrivalsMs, settleMs: 600_000, seed });
    return figuresOf(latenciesS(arrivalsMs, includedMs, always));
  },
});

export const slotCases: readonly ValidationCase[] = [
  light,
  overloaded,
  poissonSlots({ name: 'V7a', arrivalTps: 0.7, batch: 10, durationMs: 20_000_000 }),
  poissonSlots({ name: 'V7b', arrivalTps: 0.75, batch: 10, durationMs: 40_000_000 }),
  poissonSlots({ name: 'V7c', arrivalTps: 7, batch: 100, durationMs: 3_000_000 }),
  poissonSlots({ name: 'V7d', arrivalTps: 1 / 15, batch: 1, durationMs: 210_000_000 }),
  missedSlots('V8a', 0.01),
  missedSlots('V8b', 0.05),
];
