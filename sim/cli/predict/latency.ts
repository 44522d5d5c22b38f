/** Latency, queue and blocks as `bench predict` prints them; a null has no closed form. Keys are those of `--json`. */
import { feeClasses, highClass } from '../../theory/fee-classes.ts';
import {
  poissonEmptyRatio,
  poissonFullRatio,
  poissonMeanS,
  poissonQuantileS,
} from '../../theory/poisson-blocks.ts';
import { type LatencyDefinition, littleLength, type Queue, utilisationRatio } from '../../theory/queue.ts';
import { slotQuantilesS } from '../../theory/slot-latency.ts';
import { type BlockShares, slotBlockShares, slotMeanS, slotUtilisationRatio } from '../../theory/slots.ts';
import type { BlockModel, LatencyQuestion } from './question.ts';

export const quantileShares = { p50S: 0.5, p90S: 0.9, p95S: 0.95, p99S: 0.99 } as const;

export type QuantileName = keyof typeof quantileShares;
export type Quantiles = Readonly<Record<QuantileName, number | null>>;

export interface ClassAnswer {
  readonly fee: 'all' | 'high' | 'low';
  readonly arrivalTps: number;
  readonly meanS: number;
  readonly quantiles: Quantiles;
  /** How many wait to be included, on average, however many confirmations are waited for. */
  readonly queueLength: number;
}

export interface LatencyAnswer extends BlockShares {
  readonly blocks: BlockModel;
  readonly utilisationRatio: number;
  readonly classes: readonly ClassAnswer[];
}

/** One way for blocks to come. */
interface Model extends BlockShares {
  readonly utilisationRatio: number;
  readonly meanS: (queue: Queue, latency: LatencyDefinition) => number;
  readonly quantilesS: (queue: Queue, latency: LatencyDefinition) => readonly (number | undefined)[];
}

const shares = Object.values(quantileShares);

const models: Readonly<Record<BlockModel, (question: LatencyQuestion) => Model>> = {
  poisson: ({ queue }) => ({
    utilisationRatio: utilisationRatio(queue),
    emptyRatio: poissonEmptyRatio(queue),
    fullRatio: poissonFullRatio(queue),
    meanS: poissonMeanS,
    quantilesS: (some, latency) => shares.map((p) => poissonQuantileS(some, p, latency)),
  }),
  slots: ({ queue, missedRatio }) => ({
    utilisationRatio: slotUtilisationRatio({ ...queue, missedRatio }),
    ...slotBlockShares({ ...queue, missedRatio }),
    meanS: (some, latency) => slotMeanS({ ...some, missedRatio }, latency),
    quantilesS: (some, latency) => slotQuantilesS({ ...some, missedRatio }, shares, latency),
  }),
};

export const latencyAnswers = (question: LatencyQuestion): LatencyAnswer[] =>
  question.blocks.map((blocks) => {
    const model = models[blocks](question);
    const { utilisationRatio: used, emptyRatio, fullRatio } = model;
    const classes =
      question.highRatio === undefined
        ? [alike(question, model)]
        : byFee(question, model, question.highRatio);
    return { blocks, utilisationRatio: used, emptyRatio, fullRatio, classes };
  });

const alike = ({ queue, latency }: LatencyQuestion, model: Model): ClassAnswer => {
  const meanS = model.meanS(queue, latency);
  return {
    fee: 'all',
    arrivalTps: queue.arrivalTps,
    meanS,
    quantiles: named(model.quantilesS(queue, latency)),
    queueLength: littleLength(queue.arrivalTps, meanS - confirmingS(queue, latency, model)),
  };
};

const byFee = ({ queue, latency }: LatencyQuestion, model: Model, highRatio: number): ClassAnswer[] => {
  const waits = feeClasses(queue, highRatio, (some) => model.meanS(some, latency));
  const afterwardsS = confirmingS(queue, latency, model);
  const classAnswer = (fee: ClassAnswer['fee'], ratio: number, meanS: number): ClassAnswer => {
    const arrivalTps = ratio * queue.arrivalTps;
    const queueLength = littleLength(arrivalTps, meanS - afterwardsS);
    return { fee, arrivalTps, meanS, quantiles: named([]), queueLength };
  };
  const quantiles = named(model.quantilesS(highClass(queue, highRatio), latency));
  return [
    { ...classAnswer('high', highRatio, waits.highMeanS), quantiles },
    classAnswer('low', 1 - highRatio, waits.lowMeanS),
    classAnswer('all', 1, waits.overallMeanS),
  ];
};

/** From inclusion to the last confirmation, on average. */
const confirmingS = (queue: Queue, latency: LatencyDefinition, model: Model): number =>
  model.meanS(queue, latency) - model.meanS(queue, { ...latency, confirmations: 1 });

const named = (values: readonly (number | undefined)[]): Quantiles =>
  Object.fromEntries(
    Object.keys(quantileShares).map((name, index) => [name, values[index] ?? null]),
  ) as Quantiles;
