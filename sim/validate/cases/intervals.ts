/** V22: do 95 % intervals hold what they promise? The share of experiments whose interval covers the known mean. */
import { intervalOf } from '../../measure/confidence.ts';
import { poissonMeanS } from '../../theory/poisson-blocks.ts';
import type { Queue } from '../../theory/queue.ts';
import type { SampledCase, ValidationCase } from '../case.ts';
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

export const intervalCases: readonly ValidationCase[] = [coverageCase];
