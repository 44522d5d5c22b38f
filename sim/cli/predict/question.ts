/**
 * What `bench predict` can be asked. One option decides the kind of question; the others that belong to it, and those it
 * needs, are data.
 */
import type { LatencyDefinition, Queue } from '../../theory/queue.ts';
import { blockModels, numberOf, sharesOf, type WordName, type Words } from './words.ts';

export type BlockModel = (typeof blockModels)[number];

export interface LatencyQuestion {
  readonly kind: 'latency';
  readonly queue: Queue;
  readonly blocks: readonly BlockModel[];
  readonly latency: LatencyDefinition;
  readonly missedRatio: number;
  /** Of transactions with the higher fee; undefined: all pay alike. */
  readonly highRatio: number | undefined;
}

export interface DoubleSpendQuestion {
  readonly kind: 'double-spend';
  readonly attackerRatio: number;
  /** How deep, or deep enough for which risk. */
  readonly depth: { readonly confirmations: number } | { readonly riskRatio: number };
}

export interface StaleQuestion {
  readonly kind: 'stale';
  readonly delayS: number;
  readonly intervalS: number;
  readonly miners: { readonly shares: readonly number[] } | { readonly count: number } | 'infinitely many';
}

export type Question = LatencyQuestion | DoubleSpendQuestion | StaleQuestion;

/** The option that decides, what may stand beside it, and what must. */
export const kinds = {
  arrivals: {
    others: ['interval', 'capacity', 'blocks', 'confirmations', 'template', 'missed', 'high-share'],
    required: ['interval'],
  },
  attacker: { others: ['confirmations', 'risk'], required: [] },
  delay: { others: ['interval', 'shares', 'miners'], required: ['interval'] },
} as const satisfies Partial<Record<WordName, Record<'others' | 'required', readonly WordName[]>>>;

export type Deciding = keyof typeof kinds;

/** Words that are no numbers become NaN: whoever reads them checks them. */
export const questions: Readonly<Record<Deciding, (words: Words) => Question>> = {
  arrivals: (words) => ({
    kind: 'latency',
    queue: {
      arrivalTps: numberOf(words, 'arrivals'),
      intervalS: numberOf(words, 'interval'),
      batch: words.capacity === undefined ? Number.POSITIVE_INFINITY : numberOf(words, 'capacity'),
    },
    blocks: words.blocks === undefined ? blockModels : [words.blocks as BlockModel],
    latency: {
      confirmations: words.confirmations === undefined ? 1 : numberOf(words, 'confirmations'),
      template: (words.template ?? 'at-block') as LatencyDefinition['template'],
    },
    missedRatio: words.missed === undefined ? 0 : numberOf(words, 'missed'),
    highRatio: words['high-share'] === undefined ? undefined : numberOf(words, 'high-share'),
  }),
  attacker: (words) => ({
    kind: 'double-spend',
    attackerRatio: numberOf(words, 'attacker'),
    depth:
      words.risk === undefined
        ? { confirmations: numberOf(words, 'confirmations') }
        : { riskRatio: numberOf(words, 'risk') },
  }),
  delay: (words) => ({
    kind: 'stale',
    delayS: numberOf(words, 'delay'),
    intervalS: numberOf(words, 'interval'),
    miners:
      words.shares !== undefined
        ? { shares: sharesOf(words.shares) }
        : words.miners !== undefined
          ? { count: numberOf(words, 'miners') }
          : 'infinitely many',
  }),
};
