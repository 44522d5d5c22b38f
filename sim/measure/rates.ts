/**
 * How fast a round was sent and served. Published figures disagree because their definitions do, so the definitions
 * are data, each with its name and source, and a round is given under all of them.
 *
 *   N  rows handed to the node; by Caliper all that were begun, because it stamps before it sends
 *   W  last submission − first submission
 *   T  last success or failure − first submission; with anything pending, the round's end − first submission, because
 *      what is pending ends no earlier than that
 *
 * A rate that does not exist is null with a reason, never Infinity or NaN.
 */
import type { RoundSamples } from './samples.ts';
import { tidy } from './tidy.ts';

export type Rate = number | null;

export interface RateInputs {
  /** All that the round began: succeeded, failed and pending, handed to the node or not. */
  readonly begun: number;
  /** N */
  readonly submitted: number;
  readonly succeeded: number;
  readonly failed: number;
  /** W and T; NaN when nothing was handed to the node. */
  readonly sendWindowMs: number;
  readonly windowMs: number;
}

interface RateDefinition {
  readonly sendRate: string;
  readonly throughput: string;
  readonly source: string;
  readonly sendRateTps: (inputs: RateInputs) => Rate;
  readonly throughputTps: (inputs: RateInputs) => Rate;
}

const perSecond = (count: number, windowMs: number): Rate =>
  windowMs > 0 ? tidy((count * 1000) / windowMs) : null;

const begunOverWindow = (inputs: RateInputs): Rate =>
  inputs.begun > 1 ? perSecond(inputs.begun, inputs.sendWindowMs) : null;

const successesOverWindow = (inputs: RateInputs): Rate => perSecond(inputs.succeeded, inputs.windowMs);

export const rateDefinitions = {
  /** N submissions have N − 1 intervals; only what succeeded was served (goodput). */
  chronobench: {
    sendRate: '(N − 1) / W',
    throughput: 'successes / T',
    source: 'this program: the headline figures',
    sendRateTps: ({ submitted, sendWindowMs }) =>
      submitted > 1 ? perSecond(submitted - 1, sendWindowMs) : null,
    throughputTps: successesOverWindow,
  },
  'caliper<=0.3': {
    sendRate: 'N / W; 1 for a single transaction',
    throughput: 'successes / T',
    source: 'Hyperledger Caliper 0.1.0 to 0.3.2, report.js',
    sendRateTps: (inputs) => (inputs.begun === 1 ? 1 : begunOverWindow(inputs)),
    throughputTps: successesOverWindow,
  },
  'caliper>=0.4': {
    sendRate: 'N / W',
    throughput: '(successes + failures) / T',
    source: 'Hyperledger Caliper 0.4.0 to 0.7.1, report.js',
    sendRateTps: begunOverWindow,
    throughputTps: ({ succeeded, failed, windowMs }) => perSecond(succeeded + failed, windowMs),
  },
} as const satisfies Record<string, RateDefinition>;

export type RateDefinitionName = keyof typeof rateDefinitions;

export interface Rates {
  readonly sendRateTps: Rate;
  readonly throughputTps: Rate;
}

export const rateInputs = (samples: RoundSamples, endMs: number): RateInputs => {
  const firstMs = samples.submittedMs[0] ?? Number.NaN;
  return {
    begun: samples.rowCount,
    submitted: samples.submittedMs.length,
    succeeded: samples.succeeded,
    failed: samples.failed,
    sendWindowMs: (samples.submittedMs.at(-1) ?? Number.NaN) - firstMs,
    windowMs: (samples.pending > 0 ? endMs : samples.lastFinalMs) - firstMs,
  };
};

const ratesBy = (name: RateDefinitionName, inputs: RateInputs): Rates => ({
  sendRateTps: rateDefinitions[name].sendRateTps(inputs),
  throughputTps: rateDefinitions[name].throughputTps(inputs),
});

/** The same round under every definition. */
export const allRates = (inputs: RateInputs): Readonly<Record<RateDefinitionName, Rates>> => ({
  chronobench: ratesBy('chronobench', inputs),
  'caliper<=0.3': ratesBy('caliper<=0.3', inputs),
  'caliper>=0.4': ratesBy('caliper>=0.4', inputs),
});

/** Why the headline figures have no value, by name; empty when they have. */
export const absentRates = (inputs: RateInputs): Readonly<Record<string, string>> => ({
  ...(ratesBy('chronobench', inputs).sendRateTps === null && { sendRateTps: noSendRate(inputs) }),
  ...(ratesBy('chronobench', inputs).throughputTps === null && { throughputTps: noThroughput(inputs) }),
});

const nothingSubmitted = 'nothing was handed to the node';

const noSendRate = ({ submitted }: RateInputs): string => {
  if (submitted === 0) return nothingSubmitted;
  return submitted === 1 ? 'one transaction has no interval' : 'all were handed over at the same instant';
};

const noThroughput = ({ submitted }: RateInputs): string =>
  submitted === 0 ? nothingSubmitted : 'the last one ended at the instant of the first submission';
