/** How figures are defined: V18 latency at a threshold of nodes, V21 Little's law and conservation, V24 denominators. */
import { littleLength } from '../../theory/queue.ts';
import type { ExactCase, ValidationCase } from '../case.ts';
import { bareProfile, runQueueing } from '../queueing-experiment.ts';
import { latenciesS, percentile, poissonArrivals } from './latencies.ts';

const group = 'measures';

const commitTimes = [10, 14, 9, 20, 22, 14, 10, 25, 4, 23, 17, 18, 12, 6, 19, 20, 15, 19, 8, 35];

const thresholdCase: ExactCase = {
  kind: 'exact',
  id: 'V18',
  group,
  title: 'the time at which a share of twenty nodes has committed',
  parameters: { nodes: commitTimes.length },
  source: 'Hyperledger Blockchain Performance Metrics, latency at a network threshold',
  length: 'short',
  expectations: Object.entries({ '80 %': 20, '85 %': 22, '90 %': 23, '95 %': 25, '100 %': 35 }).map(
    ([figure, expected]) => ({ figure, unit: 's', expected, decimals: 3 }),
  ),
  observe: () => {
    const sorted = commitTimes.toSorted((a, b) => a - b);
    return Object.fromEntries(
      [80, 85, 90, 95, 100].map((share) => [`${share} %`, percentile(sorted, 10 * share)]),
    );
  },
};

const queue = { arrivalTps: 0.5, meanIntervalMs: 10_000, batch: 10 };
const window = { fromMs: 200_000, toMs: 20_000_000 };

interface Step {
  readonly atMs: number;
  readonly change: 1 | -1;
}

/** The number in the system, as events change it, averaged over the window: no latency enters. */
const timeAverage = (steps: readonly Step[]): number => {
  let [area, count, lastMs] = [0, 0, window.fromMs];
  for (const { atMs, change } of steps.toSorted((a, b) => a.atMs - b.atMs)) {
    const untilMs = Math.min(Math.max(atMs, window.fromMs), window.toMs);
    area += count * (untilMs - lastMs);
    lastMs = untilMs;
    count += change;
  }
  return area / (window.toMs - window.fromMs);
};

const littleCase: ExactCase = {
  kind: 'exact',
  id: 'V21',
  group,
  title: 'the number that waits is the arrival rate times the mean wait, and nothing is lost',
  parameters: { 'arrivals /s': queue.arrivalTps, 'per block': queue.batch, 'interval /s': 10 },
  source: 'Little 1961; conservation',
  length: 'short',
  expectations: [
    { figure: '|L − λW| / L', unit: '', expected: 0, decimals: 5, tolerance: 0.005 },
    { figure: 'submitted − included − pending', unit: '', expected: 0, decimals: 0 },
  ],
  observe: async () => {
    const arrivalsMs = poissonArrivals(queue.arrivalTps, window.toMs, 21);
    const profile = bareProfile({ kind: 'exponential', meanIntervalMs: queue.meanIntervalMs }, queue.batch);
    const { includedMs, blocks } = await runQueueing({ profile, arrivalsMs, settleMs: 5_000, seed: 21 });
    const included = includedMs.filter((endMs) => !Number.isNaN(endMs));
    const length = timeAverage([
      ...arrivalsMs.map((atMs) => ({ atMs, change: 1 as const })),
      ...included.map((atMs) => ({ atMs, change: -1 as const })),
    ]);
    const waits = latenciesS(arrivalsMs, includedMs, window);
    const meanS = waits.reduce((sum, wait) => sum + wait, 0) / waits.length;
    const rateTps = (1000 * waits.length) / (window.toMs - window.fromMs);
    const inBlocks = blocks.reduce((sum, { transactionCount }) => sum + transactionCount, 0);
    return {
      '|L − λW| / L': Math.abs(length - littleLength(rateTps, meanS)) / length,
      'submitted − included − pending':
        arrivalsMs.length - inBlocks - includedMs.filter((endMs) => Number.isNaN(endMs)).length,
    };
  },
};

export const measureCases: readonly ValidationCase[] = [thresholdCase, littleCase];
