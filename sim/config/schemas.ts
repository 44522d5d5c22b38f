/**
 * What a scenario and a project file must look like, stated once. Each check's message says what was expected;
 * `validation` adds where, and what was found.
 */
import * as z from 'zod/mini';
import { hardforks } from '../ethereum/hardfork.ts';
import { directions } from '../gate/direction.ts';
import { levels } from '../gate/tolerance.ts';
import { difficultyRules } from '../network/difficulty.ts';
import { ownCommandNames, ownOptionNames } from './command.ts';

const wholeNumber = (least: number) =>
  z
    .int({ error: `a whole number of at least ${least}` })
    .check(z.gte(least, { error: `a whole number of at least ${least}` }));
const duration = z
  .number({ error: 'milliseconds, 0 or more' })
  .check(z.gte(0, { error: 'milliseconds, 0 or more' }));
const number = z.number({ error: 'a number' });
const positive = (what: string) => z.number({ error: what }).check(z.gt(0, { error: what }));
const wei = z
  .bigint({ error: 'wei as a bigint, 0n or more' })
  .check(z.gte(0n, { error: 'wei as a bigint, 0n or more' }));
const probability = z
  .number({ error: 'a probability, 0 or more and below 1' })
  .check(
    z.gte(0, { error: 'a probability, 0 or more and below 1' }),
    z.lt(1, { error: 'a probability, 0 or more and below 1' }),
  );
const text = z.string({ error: 'text' }).check(z.minLength(1, { error: 'text that is not empty' }));
const fn = (what: string) =>
  z.custom<(...args: never) => unknown>((value) => typeof value === 'function', { error: what });
const withKind = (what: string) =>
  z.custom<object>((value) => typeof value === 'object' && value !== null && 'kind' in value, {
    error: what,
  });

/** Names become folders and file names: nothing that a path could take for more than a name. */
const name = z
  .string({ error: 'letters, digits, dots, dashes and underscores' })
  .check(z.regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, { error: 'letters, digits, dots, dashes and underscores' }));

/** By words of the command line that do not mean something else already. */
const byCommandName = <T extends z.ZodMiniType>(taken: readonly string[], value: T) => {
  const key = z.string().check(
    z.regex(/^[a-z][a-z0-9-]*$/),
    z.refine((word) => !taken.includes(word)),
  );
  return z.record(key, value, {
    error: `names of small letters, digits and dashes, and none of ${taken.join(', ')}`,
  });
};

const seed = wholeNumber(0);

const round = z
  .strictObject({
    label: text,
    txCount: z.optional(wholeNumber(1)),
    durationMs: z.optional(positive('milliseconds above 0')),
    rate: withKind('a rate controller, such as fixedRate(100)'),
    workload: fn('an async function of the workload context'),
    timeoutMs: z.optional(positive('milliseconds above 0')),
    pauseMs: z.optional(
      z.union([duration, withKind('')], { error: 'milliseconds, 0 or more, or a distribution of them' }),
    ),
    tolerate: z.optional(
      z.array(z.enum(['failed', 'pending'], { error: "'failed' or 'pending'" }), { error: 'a list' }),
    ),
  })
  .check(
    z.refine((value) => (value.txCount === undefined) !== (value.durationMs === undefined), {
      error: 'exactly one of txCount and durationMs',
    }),
  );

const amount = z.union([wei, withKind('')], {
  error: 'wei as a bigint, 0n or more, or a distribution of wei',
});
const ratio = z.union([positive(''), withKind('')], {
  error: 'a number above 0, or a distribution of such',
});

const bid = z.partial(
  z.strictObject({
    priorityFeeWei: amount,
    maxFeeWei: amount,
    maxFeeOverBaseRatio: ratio,
    gasPriceWei: amount,
    gasPriceOverQuoteRatio: ratio,
    bumpAfterMs: positive('milliseconds above 0'),
    bumpRatio: positive('a number above 1'),
    maxBumps: wholeNumber(1),
  }),
);

/** Of one account label that is not just a count. */
export const accountsSchema = z.strictObject({
  count: wholeNumber(1),
  balanceWei: z.optional(wei),
  bid: z.optional(bid),
});

const prices = z.strictObject({
  currency: z
    .string({ error: 'a code of three capital letters, such as EUR' })
    .check(z.regex(/^[A-Z]{3}$/, { error: 'a code of three capital letters, such as EUR' })),
  perEther: positive('a finite number above 0'),
  source: text,
  date: z.iso.date({ error: 'a date, as 2021-03-29' }),
});

const l1 = z.strictObject({
  baseFeeWei: wei,
  blobBaseFeeWei: wei,
  baseFeeScalar: wholeNumber(0),
  blobBaseFeeScalar: wholeNumber(0),
  source: text,
  date: z.iso.date({ error: 'a date, as 2021-03-29' }),
});

const drift = z.number({ error: 'a number, 0 or more' }).check(z.gte(0, { error: 'a number, 0 or more' }));

const check = z.strictObject({
  tolerances: z.optional(
    z.record(
      text,
      z.strictObject({
        rel: z.optional(drift),
        abs: z.optional(drift),
        direction: z.optional(z.enum(directions, { error: `one of ${directions.join(', ')}` })),
        level: z.optional(z.enum(levels, { error: `one of ${levels.join(', ')}` })),
      }),
      { error: "globs of metrics with their tolerances, such as { '*gas*': { rel: 0.01 } }" },
    ),
  ),
});

const thresholds = z.record(
  text,
  z
    .array(text, { error: "a list of thresholds, such as ['p(95)<2000']" })
    .check(z.minLength(1, { error: 'at least one threshold' })),
  { error: "metrics with their thresholds, such as { latencyMs: ['p(95)<2000'] }" },
);

export const scenarioSchema = z.strictObject({
  name: z.optional(name),
  description: z.optional(text),
  chain: z.optional(text),
  seed: z.optional(seed),
  accounts: z.record(
    z.string(),
    z.union([wholeNumber(1), z.custom<object>((value) => typeof value === 'object' && value !== null)], {
      error: 'a count of at least 1, or { count, balanceWei, bid }',
    }),
    { error: 'account labels with their counts, such as { user: 10 }' },
  ),
  contracts: z.optional(
    z.record(
      z.string(),
      z.strictObject({
        file: text,
        contract: z.optional(text),
        args: z.optional(
          z.union([z.array(z.unknown()), fn('')], {
            error: 'a list of constructor arguments, or a function that makes it',
          }),
        ),
      }),
      { error: 'contract names with their files, such as { counter: { file: "./Counter.sol" } }' },
    ),
  ),
  setup: z.optional(fn('an async function of the workload context')),
  rounds: z
    .array(round, { error: 'a list of rounds' })
    .check(z.minLength(1, { error: 'at least one round' })),
  prices: z.optional(prices),
  thresholds: z.optional(thresholds),
  check: z.optional(check),
});

const template = z.enum(['at-block', 'frozen'], { error: 'at-block or frozen' });

const producer = z.discriminatedUnion(
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

/** Only shapes: what the numbers must be depends on each other, and `problemsOfProfile` says it. */
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

const network = z.partial(
  z.strictObject({
    nodeCount: number,
    clientNode: number,
    links,
    thresholdRatio: number,
    horizonBlocks: number,
  }),
);

const fees = z.discriminatedUnion(
  'market',
  [
    z.strictObject({ market: z.literal('legacy'), gasPriceWei: wei }),
    z.strictObject({ market: z.literal('eip1559'), initialBaseFeeWei: wei, priorityFeeWei: wei }),
  ],
  { error: 'a fee market: legacy or eip1559' },
);

const receipts = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('subscription') }),
    z.strictObject({ kind: z.literal('polling'), intervalMs: positive('milliseconds above 0') }),
  ],
  { error: 'a way to learn of receipts: subscription or polling' },
);

const distribution = withKind('a distribution, such as logNormal(90000, 0.8)');
const draw = z.union([number, distribution], { error: 'a number, or a distribution' });
const feeAmount = z.union([z.bigint(), distribution], { error: 'wei as a bigint, or a distribution of wei' });

/** Only shapes, again. */
const background = z.strictObject({
  arrivals: z.discriminatedUnion(
    'kind',
    [
      z.strictObject({ kind: z.literal('poisson'), ratePerS: number }),
      z.strictObject({ kind: z.literal('intervals'), intervalMs: distribution }),
    ],
    { error: 'arrivals of kind poisson or intervals' },
  ),
  gas: draw,
  fees: z.discriminatedUnion(
    'kind',
    [
      z.strictObject({ kind: z.literal('gas-price'), gasPriceWei: feeAmount }),
      z.strictObject({ kind: z.literal('capped'), priorityFeeWei: feeAmount, maxFeeWei: feeAmount }),
      z.strictObject({
        kind: z.literal('relative'),
        priorityFeeWei: feeAmount,
        maxFeeOverBaseRatio: draw,
      }),
    ],
    { error: 'fees of kind gas-price, capped or relative' },
  ),
  byteCount: number,
});

const gasLimit = z.bigint({ error: 'gas as a bigint' }).check(z.gte(21_000n, { error: 'at least 21000n' }));

export const profileOverridesSchema = z.strictObject({
  extends: text,
  description: z.optional(text),
  sources: z.optional(z.array(text)),
  chainId: z.optional(wholeNumber(1)),
  hardfork: z.optional(z.enum(hardforks, { error: `one of ${hardforks.join(', ')}` })),
  blockGasLimit: z.optional(gasLimit),
  gasLimitTarget: z.optional(gasLimit),
  background: z.optional(background),
  producer: z.optional(producer),
  confirmations: z.optional(wholeNumber(1)),
  fees: z.optional(fees),
  mempool: z.optional(
    z.partial(
      z.strictObject({
        maxPending: wholeNumber(1),
        guaranteedPerSender: wholeNumber(1),
        maxQueued: wholeNumber(0),
        maxQueuedPerSender: wholeNumber(0),
        priceBumpPercent: wholeNumber(0),
      }),
    ),
  ),
  node: z.optional(z.strictObject({ msPerGas: duration })),
  network: z.optional(network),
  client: z.optional(
    z.partial(
      z.strictObject({ preparationMs: duration, receiptMs: duration, workerCount: wholeNumber(1), receipts }),
    ),
  ),
});

export const projectSchema = z.strictObject({
  chain: z.optional(text),
  seed: z.optional(seed),
  scenarios: z.optional(text),
  chains: z.optional(z.record(name, profileOverridesSchema)),
  prices: z.optional(prices),
  l1: z.optional(l1),
  commands: z.optional(byCommandName(ownCommandNames, text)),
  check: z.optional(check),
});

const commandOption = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('flag'), describe: text }),
    z.strictObject({ kind: z.literal('text'), describe: text }),
    z.strictObject({
      kind: z.literal('choice'),
      describe: text,
      choices: z.array(text, { error: 'a list of words' }).check(z.minLength(1, { error: 'at least one' })),
    }),
    z.strictObject({ kind: z.literal('whole'), describe: text, least: wholeNumber(0), most: wholeNumber(0) }),
  ],
  { error: 'an option of kind flag, text, choice or whole' },
);

export const commandSchema = z.strictObject({
  describe: text,
  options: z.optional(byCommandName(ownOptionNames, commandOption)),
  run: fn('an async function of its options'),
});
