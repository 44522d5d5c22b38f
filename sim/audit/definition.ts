/**
 * How a tool computes the columns it prints. With s_i the instant of submission and f_i that of the outcome, W is
 * max s − min s, T is max f − min s, N counts successes and failures. Formulas per release: Hyperledger Caliper,
 * caliper-core/lib/report/report.js (0.1.0 to 0.3.2) and lib/manager/report/report.js (0.4.0 to 0.6.0).
 */
import { type Fraction, zero } from './interval.ts';

export const definitionNames = [
  'caliper<=0.3',
  'caliper>=0.4',
  'caliper-prometheus',
  'hyperledger-metrics',
] as const;

export type DefinitionName = (typeof definitionNames)[number];

/** How many transactions a row is about. */
export interface Counts {
  readonly successes: Fraction;
  readonly failures: Fraction;
}

export interface Definition {
  readonly name: DefinitionName;
  /** What the throughput column counts, over T. */
  readonly counted: (counts: Counts) => Fraction;
  /** How many gaps between submissions the send rate counts as W: at least, and at most. */
  readonly gaps: (counts: Counts) => readonly [least: Fraction, most: Fraction];
  /** Whether T ends with the last outcome, or may be longer. */
  readonly endsWithLastOutcome: boolean;
  /** Whether the delays are those of single transactions, or the means of batches. */
  readonly delaysOf: 'transactions' | 'batches';
  /** What it prints as the send rate of one transaction; undefined where it depends. */
  readonly loneSendRate: RegExp | undefined;
  readonly summary: string;
}

export const totalOf = ({ successes, failures }: Counts): Fraction => successes.add(failures);

const allGaps = (counts: Counts) => [totalOf(counts), totalOf(counts)] as const;

export const definitions: readonly Definition[] = [
  {
    name: 'caliper<=0.3',
    counted: ({ successes }) => successes,
    gaps: allGaps,
    endsWithLastOutcome: true,
    delaysOf: 'transactions',
    loneSendRate: /^1$/,
    summary: 'Caliper 0.1.0 to 0.3.2: send rate N/W, throughput successes/T',
  },
  {
    name: 'caliper>=0.4',
    counted: totalOf,
    gaps: allGaps,
    endsWithLastOutcome: true,
    delaysOf: 'transactions',
    loneSendRate: /^Infinity$/,
    summary: 'Caliper 0.4.0 to 0.6.0: send rate N/W, throughput (successes + failures)/T',
  },
  {
    name: 'caliper-prometheus',
    counted: totalOf,
    gaps: allGaps,
    endsWithLastOutcome: false,
    delaysOf: 'batches',
    loneSendRate: /\.\d\d$/,
    summary:
      'the Prometheus report of Caliper 0.2.0 to 0.3.2: delays of batch means, T with the round’s overhead',
  },
  {
    // Performance Metrics white paper, Hyperledger Performance and Scale Working Group, 2018, sections 4.3 to 4.6: it
    // defines no send rate, and its total time runs from the first submission at least to the last commit.
    name: 'hyperledger-metrics',
    counted: ({ successes }) => successes,
    gaps: (counts) => [atLeastZero(totalOf(counts).sub(1)), totalOf(counts)],
    endsWithLastOutcome: false,
    delaysOf: 'transactions',
    loneSendRate: undefined,
    summary: 'Hyperledger’s metrics paper: throughput successes/T, T at least to the last outcome',
  },
];

const atLeastZero = (value: Fraction): Fraction => (value.compare(0) < 0 ? zero : value);
