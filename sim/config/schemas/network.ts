/** Who makes blocks, and the nodes among which. Only shapes: what the numbers must be depends on each other, and `problemsOfProfile` says it. */
import * as z from 'zod/mini';
import { difficultyRules } from '../../network/difficulty.ts';
import { number, positive, probability, withKind } from './values.ts';

const template = z.enum(['at-block', 'frozen'], { error: 'at-block or frozen' });

export const producer = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('instant') }),
    z.strictObject({
      kind: z.literal('slots'),
      intervalMs: positive('milliseconds above 0'),
      missRatio: z.optional(probability),
    }),
    z.strictObject({
      kind: z.literal('exponential'),
      meanIntervalMs: positive('milliseconds above 0'),
      template: z.optional(template),
    }),
    z.strictObject({
      kind: z.literal('proof-of-work'),
      shares: z.array(number, { error: 'a list of shares of the hash rate, one per node' }),
      hashRatePerS: number,
      genesisDifficulty: z.bigint({ error: 'a bigint' }),
      difficultyRule: z.enum(difficultyRules, { error: `one of ${difficultyRules.join(', ')}` }),
      template: z.optional(template),
    }),
    z.strictObject({
      kind: z.literal('withholding'),
      shares: z.array(number, { error: 'a list of shares of the hash rate, one per node' }),
      hashRatePerS: number,
      genesisDifficulty: z.bigint({ error: 'a bigint' }),
      attacker: number,
      startMs: number,
      confirmations: number,
      giveUpBlocks: number,
    }),
    z.strictObject({ kind: z.literal('clique'), signerCount: number, periodS: number, wiggleMs: number }),
    z.strictObject({
      kind: z.literal('qbft'),
      validatorCount: number,
      quorum: number,
      silent: z.array(number, { error: 'a list of validators' }),
      periodS: number,
      requestTimeoutMs: number,
    }),
  ],
  { error: 'a producer of kind instant, slots, exponential, proof-of-work, withholding, clique or qbft' },
);

const links = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('constant'), delayMs: number }),
    z.strictObject({
      kind: z.literal('drawn'),
      delay: withKind('a distribution, such as logNormal(500, 1)'),
    }),
    z.strictObject({
      kind: z.literal('regions'),
      regionOfNode: z.array(number, { error: 'a list of regions, one per node' }),
      latencyMs: z.array(z.array(number, { error: 'a list of milliseconds' }), {
        error: 'a list of lists of milliseconds',
      }),
      paretoShape: number,
      uplinkBitsPerS: z.array(number, { error: 'a list of bits per second, one per region' }),
      peerCount: number,
    }),
  ],
  { error: 'links of kind constant, drawn or regions' },
);

export const network = z.partial(
  z.strictObject({
    nodeCount: number,
    clientNode: number,
    links,
    thresholdRatio: number,
    horizonBlocks: number,
  }),
);
