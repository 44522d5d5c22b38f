/** V22: do estimators hold what they promise? How often 95 % intervals cover a known mean; the exact test of ranks. */
import { intervalOf } from '../../measure/confidence.ts';
import { mannWhitney } from '../../measure/mann-whitney.ts';
import { poissonMeanS } from '../../theory/poisson-blocks.ts';
import type { Queue } from '../../theory/queue.ts';
import type { ExactCase, SampledCase, ValidationCase } from '../case.ts';
import { bareProfile, runQueueing } from '../queueing-experiment.ts';
import { figuresOf, latenciesS, poissonArrivals } from './latencies.ts';

const queue: Queue = { arrivalTps: 0.5, intervalS: 10, batch: 10 };
/** Experiments in each replication of the case, and runs in each experiment. */
const experimentCount = 20;
const runCount = 10;
const window = { fromMs: 200_000, toMs: 2_000_000 };

const meanLatencyS = async (seed: number): Promise<number> => {
  const arrivalsMs = poissonArrivals(queue.arrivalTps, window.toMs, seed);
  const profile = bareProfile({ kind: 'exponential', meanIntervalMs: 1000 * queue.intervalS }, queue.batch);
  const { includedMs } = await runQueueing({ profile, arrivalsMs, settleMs: 600_000, seed });
  return figuresOf(latenciesS(arrivalsMs, includedMs, window)).mean;
};

/** One experiment: ten independent runs, and whether their interval covers the truth. */
const covers = async (firstSeed: number): Promise<boolean> => {
  const means: number[] = [];
  for (let run = 0; run < runCount; run += 1) means.push(await meanLatencyS(firstSeed + run));
  const { low, high } = intervalOf(means);
  const truth = poissonMeanS(queue);
  return low !== null && high !== null && low <= truth && truth <= high;
};

const coverageCase: SampledCase = {
  kind: 'sampled',
  id: 'V22',
  group: 'measures',
  title: `intervals of ${runCount} runs cover the known mean; ${20 * experimentCount} experiments`,
  parameters: { 'arrivals /s': queue.arrivalTps, 'per block': queue.batch, 'interval /s': queue.intervalS },
  source: 'a 95 % interval of Student’s; 90 to 98 % as means of short runs are skewed',
  length: 'long',
  expectations: [{ figure: 'coverage', unit: '', expected: 0.94, decimals: 3, tolerance: 0.04 }],
  observe: async (seed) => {
    let covered = 0;
    for (let experiment = 0; experiment < experimentCount; experiment += 1)
      if (await covers(seed * 1000 + experiment * runCount)) covered += 1;
    return { coverage: covered / experimentCount };
  },
};

const ranksCase: ExactCase = {
  kind: 'exact',
  id: 'V22b',
  group: 'measures',
  title: 'chance that two samples of one distribution differ so much in rank, exactly and two-sided',
  parameters: { samples: '5 and 5, 4 and 4' },
  source: 'Mann & Whitney 1947; 2/252, 4/252 and 4/70 of all divisions',
  length: 'short',
  expectations: [
    { figure: '5 v 5, separated', unit: '', expected: 0.0079365, decimals: 7 },
    { figure: '5 v 5, one pair crossed', unit: '', expected: 0.015873, decimals: 6 },
    { figure: '4 v 4, one pair crossed', unit: '', expected: 0.057143, decimals: 6 },
  ],
  observe: () => ({
    '5 v 5, separated': mannWhitney([1, 2, 3, 4, 5], [6, 7, 8, 9, 10]).p,
    '5 v 5, one pair crossed': mannWhitney([1, 2, 3, 4, 6], [5, 7, 8, 9, 10]).p,
    '4 v 4, one pair crossed': mannWhitney([1, 2, 3, 5], [4, 6, 7, 8]).p,
  }),
};

export const intervalCases: readonly ValidationCase[] = [coverageCase, ranksCase];
